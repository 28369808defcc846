package com.bbws.orders.dynamodb;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileProperty;

/**
 * Where the table is, and as whom to go there.
 *
 * @param tableName the table's name
 * @param region the AWS region's name, such as {@code af-south-1}
 * @param endpoint another address than the region's own; empty for AWS itself
 * @param profile the AWS profile whose credentials are used; empty for the SDK's default chain
 */
public record DynamoDbSettings(String tableName, String region, Optional<URI> endpoint, Optional<String> profile) {

    /** The variable that names the table. */
    public static final String TABLE_NAME_VARIABLE = "DYNAMODB_TABLE_NAME";

    /** The variable that names the region. */
    public static final String REGION_VARIABLE = "AWS_REGION";

    /** The variable that names another endpoint than AWS's. */
    public static final String ENDPOINT_VARIABLE = "AWS_ENDPOINT_URL_DYNAMODB";

    private static final String DEFAULT_TABLE_NAME = "bbws-customer-portal-orders-dev";
    private static final int MAX_PORT = 65_535;
    private static final String DEFAULT_REGION = "af-south-1";

    /** Returns a text without what an address may hold besides a host, such as a password. */
    @Override
    public String toString() {
        return "DynamoDbSettings[" + tableName + " in " + region
                + endpoint.map(url -> " at " + url.getHost()).orElse("") + "]";
    }

    /** Checks that all parts are there. */
    public DynamoDbSettings {
        requireNonNull(tableName, "tableName");
        requireNonNull(region, "region");
        requireNonNull(endpoint, "endpoint");
        requireNonNull(profile, "profile");
    }

    /**
     * Reads the settings from environment variables (docs/contract.md, 3).
     *
     * @param environment the variables, usually {@link System#getenv()}
     * @return the settings, with defaults for variables that are not set
     * @throws IllegalArgumentException if a variable is set to nonsense; the message is a sentence that names it
     */
    public static DynamoDbSettings of(Map<String, String> environment) {
        return new DynamoDbSettings(
                tableName(TABLE_NAME_VARIABLE, environment.getOrDefault(TABLE_NAME_VARIABLE, DEFAULT_TABLE_NAME)),
                region(REGION_VARIABLE, environment.getOrDefault(REGION_VARIABLE, DEFAULT_REGION)),
                Optional.ofNullable(environment.get(ENDPOINT_VARIABLE)).map(url -> endpoint(ENDPOINT_VARIABLE, url)),
                Optional.empty());
    }

    /**
     * Returns the region that an AWS profile names in the shared configuration files, as the AWS CLI takes it.
     *
     * @param profile the profile's name
     * @return the region, or empty if the profile does not exist or names none
     * @throws IllegalArgumentException if a configuration file, or the region in it, is nonsense
     */
    public static Optional<String> regionOfProfile(String profile) {
        return ProfileFile.defaultProfileFile()
                .profile(profile)
                .flatMap(found -> found.property(ProfileProperty.REGION))
                .map(name -> region("The region of the profile " + profile, name));
    }

    /**
     * Checks a table name.
     *
     * @param source what the sentence calls it: the variable or the option that it comes from
     * @param name the name
     * @return the name
     * @throws IllegalArgumentException if DynamoDB allows no such name
     */
    public static String tableName(String source, String name) {
        if (!name.matches("[A-Za-z0-9_.-]{3,255}")) {
            throw new IllegalArgumentException(
                    source + " must be the name of a DynamoDB table: 3 to 255 of A-Z, a-z, 0-9, _, -, and dots");
        }
        return name;
    }

    /**
     * Checks a region's name.
     *
     * @param source as for {@link #tableName}
     * @param name the name
     * @return the name
     * @throws IllegalArgumentException if no region is called like this
     */
    public static String region(String source, String name) {
        if (!name.matches("[a-z]{2,8}(-[a-z]+)+-[0-9]{1,2}")) {
            throw new IllegalArgumentException(source + " must be the name of an AWS region, such as af-south-1");
        }
        return name;
    }

    /**
     * Checks an endpoint.
     *
     * @param source as for {@link #tableName}
     * @param url the address
     * @return the address
     * @throws IllegalArgumentException if it is no http or https address
     */
    public static URI endpoint(String source, String url) {
        try {
            URI uri = URI.create(url);
            if (uri.getHost() != null
                    && uri.getPort() <= MAX_PORT
                    && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (IllegalArgumentException notAUri) {
            // the sentence below says what it should be; the value may hold a password
        }
        throw new IllegalArgumentException(source + " must be an http or https address, such as http://localhost:8000");
    }
}
