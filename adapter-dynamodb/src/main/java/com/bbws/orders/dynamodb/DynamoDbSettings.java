package com.bbws.orders.dynamodb;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Where the table is, and with which credentials to go there.
 *
 * @param tableName the table's name
 * @param region the AWS region's name, such as {@code af-south-1}
 * @param endpoint another address than the region's own; empty for AWS itself, and for what the SDK finds by itself
 * @param profile the AWS profile whose credentials are used; empty for the SDK's default chain
 * @param origins where endpoint and profile come from, for messages
 * @param proxies the proxies on the way
 */
public record DynamoDbSettings(
        String tableName,
        String region,
        Optional<URI> endpoint,
        Optional<String> profile,
        Origins origins,
        ProxyVariables proxies) {

    /** The variable that names the table. */
    public static final String TABLE_NAME_VARIABLE = "DYNAMODB_TABLE_NAME";

    /** The variable that names the region. */
    public static final String REGION_VARIABLE = "AWS_REGION";

    /** The variable that names another endpoint of DynamoDB than AWS's. */
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
     * Where settings come from, as a message names it.
     *
     * @param endpoint what names the endpoint; empty if that is not known
     * @param profile the profile that is in use, and what names it; empty if none is named
     */
    record Origins(Optional<String> endpoint, Optional<NamedProfile> profile) {

        private static final Origins UNKNOWN = new Origins(Optional.empty(), Optional.empty());

        private Origins withEndpoint(String source) {
            return new Origins(Optional.of(source), profile);
        }
    }

    /**
     * A profile, and what names it.
     *
     * @param name its name
     * @param source the option or the variable that names it
     */
    record NamedProfile(String name, String source) {}

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
        requireNonNull(origins, "origins");
        requireNonNull(proxies, "proxies");
    }

    /** Makes settings that come from no variable, for a table that is reached without a proxy. */
    public DynamoDbSettings(String tableName, String region, Optional<URI> endpoint, Optional<String> profile) {
        this(tableName, region, endpoint, profile, Origins.UNKNOWN, ProxyVariables.none());
    }

    /**
     * Reads the settings from environment variables (docs/contract.md, 3).
     *
     * @param environment the variables, usually {@link System#getenv()}
     * @return the settings, with defaults for variables that are not set. The variable of the proxy is checked when the table
     *     is opened, because its endpoint may be another one until then
     * @throws IllegalArgumentException if a variable has a bad value; the message is a sentence that names it
     */
    public static DynamoDbSettings of(Map<String, String> environment) {
        SdkVariables.check(environment);
        Optional<String> endpointVariable = endpointVariable(environment);
        return new DynamoDbSettings(
                tableName(TABLE_NAME_VARIABLE, environment.getOrDefault(TABLE_NAME_VARIABLE, DEFAULT_TABLE_NAME)),
                region(REGION_VARIABLE, environment.getOrDefault(REGION_VARIABLE, DEFAULT_REGION)),
                endpointVariable.isEmpty()
                        ? Optional.empty()
                        : Optional.of(endpoint(endpointVariable.get(), environment.get(endpointVariable.get()))),
                Optional.empty(),
                new Origins(
                        endpointVariable,
                        environment.containsKey(PROFILE_VARIABLE)
                                ? Optional.of(new NamedProfile(environment.get(PROFILE_VARIABLE), PROFILE_VARIABLE))
                                : Optional.empty()),
                ProxyVariables.of(environment));
    }

    private static Optional<String> endpointVariable(Map<String, String> environment) {
        if ("true".equalsIgnoreCase(environment.get(IGNORE_ENDPOINTS_VARIABLE))) {
            return Optional.empty();
        }
        if (environment.containsKey(ENDPOINT_VARIABLE)) {
            return Optional.of(ENDPOINT_VARIABLE);
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
     * @param option what a sentence calls the option that names the profile
     * @param profile the profile that the option names; empty for the one that {@code AWS_PROFILE} names, else {@code
     *     default}
     * @return the settings, with defaults for what is not set
     * @throws IllegalArgumentException if a variable or a setting of the profile has a bad value, or a configuration file a
     *     syntax error; the message is a sentence that names it
     */
    public static DynamoDbSettings ofAwsCli(Map<String, String> environment, String option, Optional<String> profile) {
        DynamoDbSettings variables = of(environment);
        Optional<NamedProfile> named =
                profile.map(name -> new NamedProfile(name, option)).or(variables.origins::profile);
        String name = named.map(NamedProfile::name).orElse(DEFAULT_PROFILE);
        SharedConfiguration files = SharedConfiguration.read(name);
        DynamoDbSettings settings = new DynamoDbSettings(
                variables.tableName,
                environment.containsKey(REGION_VARIABLE)
                        ? variables.region
                        : Optional.ofNullable(environment.get(OTHER_REGION_VARIABLE))
                                .map(region -> region(OTHER_REGION_VARIABLE, region))
                                .or(files::region)
                                .orElse(variables.region),
                variables.endpoint,
                profile,
                new Origins(variables.origins.endpoint, named),
                variables.proxies);
        if (settings.endpoint.isPresent() || "true".equalsIgnoreCase(environment.get(IGNORE_ENDPOINTS_VARIABLE))) {
            return settings;
        }
        return files.endpoint()
                .map(url -> settings.withEndpoint(SharedConfiguration.named(name), url))
                .orElse(settings);
    }

    /**
     * Returns the proxy on the way to the table; empty if it is reached without one.
     *
     * @throws IllegalArgumentException if the variable that names it has a bad value; the message is a sentence that names it
     */
    Optional<ProxyVariables.Server> proxy() {
        return proxies.isNone()
                ? Optional.empty()
                : proxies.serverFor(
                        endpoint.orElseGet(() -> URI.create("https://dynamodb." + region + ".amazonaws.com")));
    }

    /** Returns the same settings for another table. */
    public DynamoDbSettings withTableName(String name) {
        return new DynamoDbSettings(name, region, endpoint, profile, origins, proxies);
    }

    /** Returns the same settings for another region. */
    public DynamoDbSettings withRegion(String name) {
        return new DynamoDbSettings(tableName, name, endpoint, profile, origins, proxies);
    }

    /**
     * Returns the same settings for another endpoint.
     *
     * @param source what names the endpoint, for messages
     * @param url the endpoint
     */
    public DynamoDbSettings withEndpoint(String source, URI url) {
        return new DynamoDbSettings(
                tableName, region, Optional.of(url), profile, origins.withEndpoint(source), proxies);
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
     * @return the address, with its scheme in lower case
     * @throws IllegalArgumentException if it is no http or https address
     */
    public static URI endpoint(String source, String url) {
        try {
            URI uri = URI.create(url);
            if (uri.getHost() != null && uri.getPort() <= MAX_PORT && !hasPasswordBehindHost(uri)) {
                String scheme = String.valueOf(uri.getScheme());
                if (scheme.equals("http") || scheme.equals("https")) {
                    return uri;
                }
                if (scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https")) {
                    return URI.create(scheme.toLowerCase(Locale.ROOT) + url.substring(scheme.length()));
                }
            }
        } catch (IllegalArgumentException notAUri) {
            // the sentence below says what it should be; the value may hold a password
        }
        throw new IllegalArgumentException(
                source + " must be an http or https address, such as http://localhost:8000" + passwordHint(url));
    }

    /**
     * Tells whether an at sign follows the host. Then a part of a password is taken for the host, because an at sign, a
     * number sign, a slash or a question mark in the password is not percent-encoded.
     */
    static boolean hasPasswordBehindHost(URI address) {
        return (address.getRawPath() + address.getRawQuery() + address.getRawFragment()).contains("@");
    }

    /** Returns the end of a sentence on a bad address: what is probably wrong if it holds a password, else nothing. */
    static String passwordHint(String address) {
        return address.contains("@") ? "; percent-encode special characters of the password" : "";
    }
}
