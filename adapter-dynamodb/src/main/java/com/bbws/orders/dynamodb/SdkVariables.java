package com.bbws.orders.dynamodb;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The settings that the AWS SDK reads by itself, from variables and from profiles. It answers a bad value with an exception
 * that names neither, so each is checked before the SDK sees it.
 */
final class SdkVariables {

    private static final String PREFIX = "AWS_";

    private static final List<String> BOOLEANS = List.of(
            "AWS_USE_FIPS_ENDPOINT",
            "AWS_USE_DUALSTACK_ENDPOINT",
            "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS",
            "AWS_ENDPOINT_DISCOVERY_ENABLED",
            "AWS_DISABLE_REQUEST_COMPRESSION",
            "AWS_EC2_METADATA_DISABLED",
            "AWS_EC2_METADATA_V1_DISABLED",
            "AWS_ENABLE_DEFAULT_SOCKET_TIMEOUT_2026",
            "AWS_NEW_RETRIES_2026");

    private static final List<String> NUMBERS =
            List.of("AWS_MAX_ATTEMPTS", "AWS_METADATA_SERVICE_TIMEOUT", "AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES");

    private static final Map<String, List<String>> CHOICES = Map.of(
            "AWS_RETRY_MODE", List.of("legacy", "standard", "adaptive"),
            "AWS_DEFAULTS_MODE", List.of("legacy", "standard", "in-region", "cross-region", "mobile", "auto"),
            "AWS_ACCOUNT_ID_ENDPOINT_MODE", List.of("preferred", "disabled", "required"),
            "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE", List.of("IPv4", "IPv6"));

    /** Of DynamoDB, and of the services that give out credentials. */
    private static final List<String> ADDRESSES = List.of(
            DynamoDbSettings.ENDPOINT_VARIABLE,
            DynamoDbSettings.COMMON_ENDPOINT_VARIABLE,
            "AWS_ENDPOINT_URL_STS",
            "AWS_ENDPOINT_URL_SSO",
            "AWS_ENDPOINT_URL_SSO_OIDC",
            "AWS_ENDPOINT_URL_SIGNIN",
            "AWS_CONTAINER_CREDENTIALS_FULL_URI",
            "AWS_EC2_METADATA_SERVICE_ENDPOINT");

    private static final List<String> NOT_EMPTY =
            List.of(DynamoDbSettings.PROFILE_VARIABLE, "AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE");

    private SdkVariables() {}

    /**
     * Checks the environment variables.
     *
     * @throws IllegalArgumentException if one has a bad value; the message is a sentence that names it
     */
    static void check(Map<String, String> environment) {
        check(name -> Optional.ofNullable(environment.get(name)), name -> name);
        NOT_EMPTY.stream()
                .filter(name -> environment.getOrDefault(name, "-").isBlank())
                .forEach(name -> {
                    throw new IllegalArgumentException(name + " must not be empty: set it, or remove it");
                });
    }

    /**
     * Checks the settings of a profile, which are called as the variables are, in lower case and without {@code AWS_}.
     *
     * @param profile what the sentence calls the profile
     * @param properties the profile's settings
     * @throws IllegalArgumentException if one has a bad value; the message is a sentence that names it
     */
    static void checkProfile(String profile, Map<String, String> properties) {
        check(name -> Optional.ofNullable(properties.get(property(name))), name -> property(name) + " of " + profile);
    }

    private static void check(Function<String, Optional<String>> value, Function<String, String> title) {
        BOOLEANS.forEach(name -> check(name, value, title, List.of("true", "false")));
        CHOICES.forEach((name, choices) -> check(name, value, title, choices));
        NUMBERS.forEach(name -> value.apply(name)
                .filter(text -> !text.matches("[0-9]{1,9}"))
                .ifPresent(bad -> {
                    throw new IllegalArgumentException(title.apply(name) + " must be a whole number");
                }));
        ADDRESSES.forEach(
                name -> value.apply(name).ifPresent(url -> DynamoDbSettings.endpoint(title.apply(name), url)));
    }

    private static void check(
            String name,
            Function<String, Optional<String>> value,
            Function<String, String> title,
            List<String> choices) {
        value.apply(name)
                .filter(text -> choices.stream().noneMatch(text::equalsIgnoreCase))
                .ifPresent(bad -> {
                    String last = choices.get(choices.size() - 1);
                    throw new IllegalArgumentException(title.apply(name) + " must be "
                            + choices.subList(0, choices.size() - 1).stream().collect(joining(", ")) + " or " + last);
                });
    }

    private static String property(String variable) {
        return variable.substring(PREFIX.length()).toLowerCase(Locale.ROOT);
    }
}
