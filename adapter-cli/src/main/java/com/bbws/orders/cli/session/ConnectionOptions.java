package com.bbws.orders.cli.session;

import com.bbws.orders.cli.process.CliException;
import com.bbws.orders.cli.process.ExitCode;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The global options that select the table, the region and the credentials. */
public final class ConnectionOptions {

    @Option(
            names = "--env",
            scope = ScopeType.INHERIT,
            paramLabel = "ENV",
            description = "Use the table of an environment: ${COMPLETION-CANDIDATES}.")
    private Optional<Environment> environment = Optional.empty();

    @Option(
            names = "--table",
            scope = ScopeType.INHERIT,
            paramLabel = "NAME",
            description = "Use this table. Default: $DYNAMODB_TABLE_NAME, else the table of dev.")
    private Optional<String> table = Optional.empty();

    @Option(
            names = "--region",
            scope = ScopeType.INHERIT,
            paramLabel = "REGION",
            description =
                    "AWS region. Default: $AWS_REGION, $AWS_DEFAULT_REGION, the profile's region, else af-south-1.")
    private Optional<String> region = Optional.empty();

    @Option(
            names = "--profile",
            scope = ScopeType.INHERIT,
            paramLabel = "NAME",
            description = "AWS profile for credentials, region and endpoint_url. Default: $AWS_PROFILE.")
    private Optional<String> profile = Optional.empty();

    @Option(
            names = "--endpoint-url",
            scope = ScopeType.INHERIT,
            paramLabel = "URL",
            description = "DynamoDB endpoint to use instead of the AWS default. Default: $AWS_ENDPOINT_URL_DYNAMODB,"
                    + " $AWS_ENDPOINT_URL, else the profile's endpoint_url.")
    private Optional<String> endpointUrl = Optional.empty();

    /**
     * Returns the name of the selected table; empty if no option selects one.
     *
     * @throws CliException if both options are given
     */
    public Optional<String> table() {
        if (environment.isPresent() && table.isPresent()) {
            throw new CliException(ExitCode.USAGE, "Use --env or --table, not both.");
        }
        return environment.map(Environment::tableName).or(() -> table);
    }

    public Optional<String> region() {
        return region;
    }

    public Optional<String> profile() {
        return profile;
    }

    public Optional<String> endpointUrl() {
        return endpointUrl;
    }
}
