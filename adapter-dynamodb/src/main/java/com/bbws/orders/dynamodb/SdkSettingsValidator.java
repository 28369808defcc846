package com.bbws.orders.dynamodb;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Checks the settings that the SDK's DynamoDB client and credentials providers read from environment variables and profiles.
 * For an invalid value, the SDK throws an exception that names neither the variable nor the profile. So this class checks the
 * values before the SDK reads them.
 */
final class SdkSettingsValidator {

    private static final String PREFIX = "AWS_";

    /** For a variable without a corresponding setting in profiles. */
    private static final String NO_PROPERTY = "";

    /** By the name of the variable. */
    private static final Map<String, Setting> SETTINGS = new HashMap<>();

    static {
        List<String> booleans = List.of("true", "false");
        choice("AWS_USE_FIPS_ENDPOINT", "use_fips_endpoint", booleans);
        choice("AWS_USE_DUALSTACK_ENDPOINT", "use_dualstack_endpoint", booleans);
        choice("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "ignore_configured_endpoint_urls", booleans);
        choice("AWS_ENDPOINT_DISCOVERY_ENABLED", "aws_endpoint_discovery_enabled", booleans);
        choice("AWS_DISABLE_REQUEST_COMPRESSION", "disable_request_compression", booleans);
        choice("AWS_EC2_METADATA_DISABLED", NO_PROPERTY, booleans);
        choice("AWS_EC2_METADATA_V1_DISABLED", "ec2_metadata_v1_disabled", booleans);
        choice("AWS_ENABLE_DEFAULT_SOCKET_TIMEOUT_2026", NO_PROPERTY, booleans);
        choice("AWS_NEW_RETRIES_2026", NO_PROPERTY, booleans);
        choice("AWS_RETRY_MODE", "retry_mode", List.of("legacy", "standard", "adaptive"));
        choice(
                "AWS_DEFAULTS_MODE",
                "defaults_mode",
                List.of("legacy", "standard", "in-region", "cross-region", "mobile", "auto"));
        choice(
                "AWS_ACCOUNT_ID_ENDPOINT_MODE",
                "account_id_endpoint_mode",
                List.of("preferred", "disabled", "required"));
        choice("AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE", "ec2_metadata_service_endpoint_mode", List.of("IPv4", "IPv6"));
        add("AWS_MAX_ATTEMPTS", "max_attempts", Kind.POSITIVE_NUMBER);
        add("AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES", "request_min_compression_size_bytes", Kind.WHOLE_NUMBER);
        add("AWS_METADATA_SERVICE_TIMEOUT", "metadata_service_timeout", Kind.NUMBER);
        // The endpoints of DynamoDB and of the services that issue credentials.
        add(DynamoDbSettings.ENDPOINT_VARIABLE, NO_PROPERTY, Kind.ADDRESS);
        add(DynamoDbSettings.COMMON_ENDPOINT_VARIABLE, "endpoint_url", Kind.ADDRESS);
        add("AWS_ENDPOINT_URL_STS", NO_PROPERTY, Kind.ADDRESS);
        add("AWS_ENDPOINT_URL_SSO", NO_PROPERTY, Kind.ADDRESS);
        add("AWS_ENDPOINT_URL_SSO_OIDC", NO_PROPERTY, Kind.ADDRESS);
        add("AWS_ENDPOINT_URL_SIGNIN", NO_PROPERTY, Kind.ADDRESS);
        add("AWS_CONTAINER_CREDENTIALS_FULL_URI", NO_PROPERTY, Kind.ADDRESS);
        add("AWS_EC2_METADATA_SERVICE_ENDPOINT", "ec2_metadata_service_endpoint", Kind.ADDRESS);
        add(DynamoDbSettings.PROFILE_VARIABLE, NO_PROPERTY, Kind.NOT_EMPTY);
        add("AWS_CONFIG_FILE", NO_PROPERTY, Kind.NOT_EMPTY);
        add("AWS_SHARED_CREDENTIALS_FILE", NO_PROPERTY, Kind.NOT_EMPTY);
    }

    private enum Kind {
        CHOICE,
        WHOLE_NUMBER,
        POSITIVE_NUMBER,
        NUMBER,
        ADDRESS,
        NOT_EMPTY
    }

    /**
     * A setting that the SDK reads.
     *
     * @param property its name in a profile; empty if profiles have no such setting
     * @param kind which values are valid
     * @param choices the valid values of a choice
     */
    private record Setting(String property, Kind kind, List<String> choices) {}

    private SdkSettingsValidator() {}

    /**
     * Checks the environment variables. Each start of the Lambda function runs this, so it looks up each variable only once.
     *
     * @throws IllegalArgumentException if a variable has an invalid value; the message names the variable
     */
    static void check(Map<String, String> environment) {
        for (Map.Entry<String, String> variable : environment.entrySet()) {
            if (variable.getKey().startsWith(PREFIX)) {
                Setting setting = SETTINGS.get(variable.getKey());
                if (setting != null) {
                    check(setting, variable.getKey(), variable.getValue());
                }
            }
        }
    }

    /**
     * Checks the settings of a profile.
     *
     * @param profile how the message refers to the profile
     * @param properties the profile's settings
     * @throws IllegalArgumentException if a setting has an invalid value; the message names the setting
     */
    static void checkProfile(String profile, Map<String, String> properties) {
        for (Setting setting : SETTINGS.values()) {
            String value = properties.get(setting.property());
            if (value != null) {
                check(setting, setting.property() + " of " + profile, value);
            }
        }
    }

    private static void check(Setting setting, String title, String value) {
        switch (setting.kind()) {
            case CHOICE -> checkChoice(title, value, setting.choices());
            case WHOLE_NUMBER -> require(value.matches("[0-9]{1,9}"), title, "be a whole number");
            case POSITIVE_NUMBER ->
                require(value.matches("(?!0+$)[0-9]{1,9}"), title, "be a whole number of 1 or more");
            case NUMBER -> require(value.matches("[0-9]{1,9}(\\.[0-9]{1,9})?"), title, "be a number");
            case ADDRESS -> DynamoDbSettings.endpoint(title, value);
            case NOT_EMPTY -> require(!value.isBlank(), title, "not be empty: set it, or remove it");
        }
    }

    private static void checkChoice(String title, String value, List<String> choices) {
        for (String choice : choices) {
            if (choice.equalsIgnoreCase(value)) {
                return;
            }
        }
        int last = choices.size() - 1;
        require(false, title, "be " + String.join(", ", choices.subList(0, last)) + " or " + choices.get(last));
    }

    private static void require(boolean isValid, String title, String rule) {
        if (!isValid) {
            throw new IllegalArgumentException(title + " must " + rule);
        }
    }

    private static void choice(String variable, String property, List<String> choices) {
        SETTINGS.put(variable, new Setting(property, Kind.CHOICE, choices));
    }

    private static void add(String variable, String property, Kind kind) {
        SETTINGS.put(variable, new Setting(property, kind, List.of()));
    }
}
