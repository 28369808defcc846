package com.bbws.orders.cli.session;

import com.bbws.orders.cli.process.CliException;
import com.bbws.orders.cli.process.ExitCode;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The global options that say where the table is, and as whom to go there. */
public final class ConnectionOptions {

    @Option(
            names = "--env",
            scope = ScopeType.INHERIT,
            paramLabel = "ENV",
            description = "Use the table of this environment: ${COMPLETION-CANDIDATES}.")
    private Optional<Environment> stage = Optional.empty();

    @Option(
            names = "--table",
            scope = ScopeType.INHERIT,
            paramLabel = "NAME",
            description = "Use this table. Without --env and --table: $DYNAMODB_TABLE_NAME, else the one of dev.")
    private Optional<String> table = Optional.empty();

    @Option(
            names = "--region",
            scope = ScopeType.INHERIT,
            paramLabel = "REGION",
            description = "The AWS region. Default: $AWS_REGION, $AWS_DEFAULT_REGION, the profile's, else af-south-1.")
    private Optional<String> region = Optional.empty();

    @Option(
            names = "--profile",
            scope = ScopeType.INHERIT,
            paramLabel = "NAME",
            description = "The AWS profile whose credentials, region and endpoint_url are used. Default: $AWS_PROFILE.")
    private Optional<String> profile = Optional.empty();

    @Option(
            names = "--endpoint-url",
            scope = ScopeType.INHERIT,
            paramLabel = "URL",
            description =
                    "Another DynamoDB than AWS's own. Default: $AWS_ENDPOINT_URL_DYNAMODB, $AWS_ENDPOINT_URL, else the"
                            + " profile's endpoint_url.")
    private Optional<String> endpointUrl = Optional.empty();

    /**
     * Returns the table that is asked for; empty if none is.
     *
     * @throws CliException if it is asked for twice over
     */
    public Optional<String> table() {
        if (stage.isPresent() && table.isPresent()) {
            throw new CliException(ExitCode.USAGE, "--env and --table both name a table: give one of them.");
        }
        return stage.map(Environment::tableName).or(() -> table);
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
