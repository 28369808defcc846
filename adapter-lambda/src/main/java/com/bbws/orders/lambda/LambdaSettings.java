package com.bbws.orders.lambda;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The settings of a deployment, from environment variables (docs/contract.md, 3).
 *
 * @param logLevel the lowest level that is logged
 * @param corsAllowOrigin the web origin whose pages may read the responses; {@code *} for all
 * @param environment the name of the environment, for the log
 * @param release the version or the commit that is deployed, for the log; empty if it is not set
 * @param requiredGroup the Cognito group that clients must belong to; empty if every user of the tenant may write
 * @param requiredScope the OAuth scope that tokens must have; empty if none is required
 * @param requireIfMatch whether a change requires {@code If-Match}
 * @param primingRequests the number of requests that prime the function, 0 for no priming; empty for the default number
 * @param primingLimit the time limit of the first request to the database, before the first event
 */
record LambdaSettings(
        LogLevel logLevel,
        String corsAllowOrigin,
        String environment,
        Optional<String> release,
        Optional<String> requiredGroup,
        Optional<String> requiredScope,
        boolean requireIfMatch,
        Optional<Integer> primingRequests,
        Duration primingLimit) {

    /**
     * Reads the settings.
     *
     * @param environment the variables
     * @param tableName the name of the table; its suffix is the environment's name unless {@code ENVIRONMENT} is set
     * @throws IllegalArgumentException if the value of a variable is invalid; the message names the variable
     */
    static LambdaSettings of(Map<String, String> environment, String tableName) {
        return new LambdaSettings(
                variable(environment, "LOG_LEVEL", "TRACE|DEBUG|INFO|WARN|ERROR", "TRACE, DEBUG, INFO, WARN or ERROR")
                        .map(LogLevel::valueOf)
                        .orElse(LogLevel.INFO),
                variable(
                                environment,
                                "CORS_ALLOW_ORIGIN",
                                "\\*|https?://[A-Za-z0-9.-]+(:\\d{1,5})?",
                                "* or one web origin, such as https://portal.example.com")
                        .orElse("*"),
                variable(
                                environment,
                                "ENVIRONMENT",
                                "[A-Za-z0-9_-]{1,64}",
                                "1 to 64 characters of A-Z, a-z, 0-9, _ and -")
                        .orElseGet(() -> tableName.substring(tableName.lastIndexOf('-') + 1)),
                variable(
                        environment,
                        "RELEASE",
                        "[A-Za-z0-9][A-Za-z0-9._+-]{0,63}",
                        "1 to 64 characters of A-Z, a-z, 0-9, ., _, + and -"),
                variable(
                        environment,
                        "REQUIRED_GROUP",
                        "[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}&&[^,]]{1,128}",
                        "the name of a Cognito group"),
                variable(environment, "REQUIRED_SCOPE", "[\\x21\\x23-\\x5B\\x5D-\\x7E]{1,256}", "one OAuth scope"),
                variable(environment, "REQUIRE_IF_MATCH", "true|false", "true or false")
                        .map(Boolean::parseBoolean)
                        .orElse(false),
                variable(environment, "PRIMING_REQUESTS", "\\d{1,4}", "a number from 0 to 9999")
                        .map(Integer::valueOf),
                variable(environment, "PRIMING_LIMIT_MILLIS", "[1-9]\\d{0,4}", "a number from 1 to 99999")
                        .map(Integer::valueOf)
                        .map(Duration::ofMillis)
                        .orElse(Duration.ofSeconds(1)));
    }

    private static Optional<String> variable(
            Map<String, String> environment, String name, String pattern, String requirement) {
        Optional<String> value = Optional.ofNullable(environment.get(name));
        value.filter(text -> !text.matches(pattern)).ifPresent(invalid -> {
            throw new IllegalArgumentException(name + " must be " + requirement);
        });
        return value;
    }
}
