package com.bbws.orders.dynamodb;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The location of the table, and the credentials for it.
 *
 * @param tableName the table's name
 * @param region the AWS region's name, such as {@code af-south-1}
 * @param endpoint an endpoint that replaces the region's default; empty for the default
 * @param profile the AWS profile for the credentials; empty for the SDK's default chain
 * @param sources where endpoint and profile are set, for messages
 * @param proxies the HTTP proxies
 */
public record DynamoDbSettings(
        String tableName,
        String region,
        Optional<URI> endpoint,
        Optional<String> profile,
        Sources sources,
        ProxySettings proxies) {

    /** The variable that names the table. */
    public static final String TABLE_NAME_VARIABLE = "DYNAMODB_TABLE_NAME";

    /** The variable that names the region. */
    public static final String REGION_VARIABLE = "AWS_REGION";

    /** The variable that names an endpoint other than that of AWS. */
    public static final String ENDPOINT_VARIABLE = "AWS_ENDPOINT_URL_DYNAMODB";

    static final String COMMON_ENDPOINT_VARIABLE = "AWS_ENDPOINT_URL";
    static final String PROFILE_VARIABLE = "AWS_PROFILE";
    static final int MAX_PORT = 65_535;

    private static final String IGNORE_ENDPOINTS_VARIABLE = "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS";
    private static final String OTHER_REGION_VARIABLE = "AWS_DEFAULT_REGION";
    private static final String DEFAULT_PROFILE = "default";
    private static final String DEFAULT_TABLE_NAME = "bbws-customer-portal-orders-dev";
    private static final String DEFAULT_REGION = "af-south-1";

    /**
     * The options, variables and profiles that set the endpoint and the profile, for messages.
     *
     * @param endpoint where the endpoint is set; empty if that is not known
     * @param profile the profile in use; empty if none is named
     */
    record Sources(Optional<String> endpoint, Optional<NamedProfile> profile) {

        private static final Sources UNKNOWN = new Sources(Optional.empty(), Optional.empty());

        private Sources withEndpoint(String source) {
            return new Sources(Optional.of(source), profile);
        }
    }

    /**
     * A profile that an option or a variable names.
     *
     * @param name its name
     * @param source the option or the variable
     */
    record NamedProfile(String name, String source) {}

    /** Returns a text with only the host of the endpoint: the address may contain a password. */
    @Override
    public String toString() {
        return "DynamoDbSettings[" + tableName + " in " + region
                + endpoint.map(url -> " at " + url.getHost()).orElse("") + "]";
    }

    /** Checks that no component is null. */
    public DynamoDbSettings {
        requireNonNull(tableName, "tableName");
        requireNonNull(region, "region");
        requireNonNull(endpoint, "endpoint");
        requireNonNull(profile, "profile");
        requireNonNull(sources, "sources");
        requireNonNull(proxies, "proxies");
    }

    /** Creates settings without a proxy. */
    public DynamoDbSettings(String tableName, String region, Optional<URI> endpoint, Optional<String> profile) {
        this(tableName, region, endpoint, profile, Sources.UNKNOWN, ProxySettings.none());
    }

    /**
     * Reads the settings from environment variables (docs/contract.md, 3).
     *
     * @param environment the variables, usually {@link System#getenv()}
     * @return the settings, with defaults for variables that are not set. The proxy variable is checked when the table is
     *     opened, because it depends on the endpoint, which may still be replaced
     * @throws IllegalArgumentException if a variable has an invalid value; the message names the variable
     */
    public static DynamoDbSettings of(Map<String, String> environment) {
        SdkSettingsValidator.check(environment);
        Optional<String> endpointVariable = endpointVariable(environment, ENDPOINT_VARIABLE);
        return new DynamoDbSettings(
                tableName(TABLE_NAME_VARIABLE, environment.getOrDefault(TABLE_NAME_VARIABLE, DEFAULT_TABLE_NAME)),
                region(REGION_VARIABLE, environment.getOrDefault(REGION_VARIABLE, DEFAULT_REGION)),
                endpointVariable.isEmpty()
                        ? Optional.empty()
                        : Optional.of(endpoint(endpointVariable.get(), environment.get(endpointVariable.get()))),
                Optional.empty(),
                new Sources(
                        endpointVariable,
                        environment.containsKey(PROFILE_VARIABLE)
                                ? Optional.of(new NamedProfile(environment.get(PROFILE_VARIABLE), PROFILE_VARIABLE))
                                : Optional.empty()),
                ProxySettings.of(environment));
    }

    /**
     * Returns the endpoint that the variables set for another service of AWS, by the rules of the SDK.
     *
     * @param environment the variables
     * @param variable the variable for this service; without it, the variable for all services applies
     * @return the endpoint; empty for the default of the region
     * @throws IllegalArgumentException if it is not an http or https address; the message names the variable
     */
    public static Optional<URI> endpoint(Map<String, String> environment, String variable) {
        return endpointVariable(environment, variable).map(source -> endpoint(source, environment.get(source)));
    }

    private static Optional<String> endpointVariable(Map<String, String> environment, String variable) {
        if ("true".equalsIgnoreCase(environment.get(IGNORE_ENDPOINTS_VARIABLE))) {
            return Optional.empty();
        }
        if (environment.containsKey(variable)) {
            return Optional.of(variable);
        }
        return environment.containsKey(COMMON_ENDPOINT_VARIABLE)
                ? Optional.of(COMMON_ENDPOINT_VARIABLE)
                : Optional.empty();
    }

    /**
     * Reads the settings as the AWS CLI does: from environment variables, and from the profile in the AWS configuration
     * files.
     *
     * @param environment the variables
     * @param option the name of the option that names the profile, for messages
     * @param profile the profile that the option names; empty for the profile in {@code AWS_PROFILE}, or else {@code default}
     * @return the settings, with defaults for what is not set
     * @throws IllegalArgumentException if a variable or a setting of the profile has an invalid value, or if a configuration
     *     file has a syntax error; the message names the variable, setting or file
     */
    public static DynamoDbSettings ofAwsCli(Map<String, String> environment, String option, Optional<String> profile) {
        DynamoDbSettings variables = of(environment);
        Optional<NamedProfile> named =
                profile.map(name -> new NamedProfile(name, option)).or(variables.sources::profile);
        String name = named.map(NamedProfile::name).orElse(DEFAULT_PROFILE);
        AwsProfile configured = AwsProfile.read(name);
        DynamoDbSettings settings = new DynamoDbSettings(
                variables.tableName,
                environment.containsKey(REGION_VARIABLE)
                        ? variables.region
                        : Optional.ofNullable(environment.get(OTHER_REGION_VARIABLE))
                                .map(region -> region(OTHER_REGION_VARIABLE, region))
                                .or(configured::region)
                                .orElse(variables.region),
                variables.endpoint,
                profile,
                new Sources(variables.sources.endpoint, named),
                variables.proxies);
        if (settings.endpoint.isPresent() || "true".equalsIgnoreCase(environment.get(IGNORE_ENDPOINTS_VARIABLE))) {
            return settings;
        }
        return configured
                .endpoint()
                .map(url -> settings.withEndpoint(AwsProfile.describe(name), url))
                .orElse(settings);
    }

    /**
     * Returns the proxy for the table's endpoint; empty if it is reached without a proxy.
     *
     * @throws IllegalArgumentException if the proxy variable has an invalid value; the message names the variable
     */
    Optional<ProxySettings.Server> proxy() {
        return proxies.isNone()
                ? Optional.empty()
                : proxies.serverFor(
                        endpoint.orElseGet(() -> URI.create("https://dynamodb." + region + ".amazonaws.com")));
    }

    /** Returns the same settings for another table. */
    public DynamoDbSettings withTableName(String name) {
        return new DynamoDbSettings(name, region, endpoint, profile, sources, proxies);
    }

    /** Returns the same settings for another region. */
    public DynamoDbSettings withRegion(String name) {
        return new DynamoDbSettings(tableName, name, endpoint, profile, sources, proxies);
    }

    /**
     * Returns the same settings for another endpoint.
     *
     * @param source the option that sets the endpoint, for messages
     * @param url the endpoint
     */
    public DynamoDbSettings withEndpoint(String source, URI url) {
        return new DynamoDbSettings(
                tableName, region, Optional.of(url), profile, sources.withEndpoint(source), proxies);
    }

    /**
     * Checks a table name.
     *
     * @param source the variable or the option that sets the name, for messages
     * @param name the name
     * @return the name
     * @throws IllegalArgumentException if it is not a valid table name
     */
    public static String tableName(String source, String name) {
        if (!name.matches("[A-Za-z0-9_.-]{3,255}")) {
            throw new IllegalArgumentException(
                    source + " must be the name of a DynamoDB table: 3 to 255 characters of A-Z, a-z, 0-9, _, . and -");
        }
        return name;
    }

    /**
     * Checks a region's name.
     *
     * @param source as for {@link #tableName}
     * @param name the name
     * @return the name
     * @throws IllegalArgumentException if it is not a valid region name
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
     * @return the address, with its scheme in lower case
     * @throws IllegalArgumentException if it is not an http or https address
     */
    public static URI endpoint(String source, String url) {
        try {
            URI uri = URI.create(url);
            if (uri.getHost() != null && uri.getPort() <= MAX_PORT && !hasAtSignAfterHost(uri)) {
                String scheme = String.valueOf(uri.getScheme());
                if (scheme.equals("http") || scheme.equals("https")) {
                    return uri;
                }
                if (scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https")) {
                    return URI.create(scheme.toLowerCase(Locale.ROOT) + url.substring(scheme.length()));
                }
            }
        } catch (IllegalArgumentException notAUri) {
            // The exception below has no cause: its message may contain a password.
        }
        throw new IllegalArgumentException(
                source + " must be an http or https address, such as http://localhost:8000" + passwordHint(url));
    }

    /**
     * Returns whether an at sign follows the host. Then the host is probably a part of a password in which {@code @}, {@code #},
     * {@code /} or {@code ?} is not percent-encoded.
     */
    static boolean hasAtSignAfterHost(URI address) {
        return (address.getRawPath() + address.getRawQuery() + address.getRawFragment()).contains("@");
    }

    /** Returns a hint for the message about an invalid address that seems to contain a password; otherwise an empty text. */
    static String passwordHint(String address) {
        return address.contains("@") ? "; percent-encode special characters of the password" : "";
    }
}
