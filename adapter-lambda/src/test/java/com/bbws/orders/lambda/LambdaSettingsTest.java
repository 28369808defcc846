package com.bbws.orders.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LambdaSettingsTest {

    private static final String TABLE = "bbws-customer-portal-orders-sit";

    @Test
    void requiresNoVariable() {
        assertThat(LambdaSettings.of(Map.of(), TABLE))
                .isEqualTo(new LambdaSettings(
                        LogLevel.INFO,
                        "*",
                        "sit",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        Optional.empty(),
                        Duration.ofSeconds(1)));
    }

    @Test
    void readsEveryVariable() {
        Map<String, String> environment = Map.of(
                "LOG_LEVEL", "WARN",
                "CORS_ALLOW_ORIGIN", "https://portal.example.com:8443",
                "ENVIRONMENT", "prod",
                "RELEASE", "1.4.0+a1b2c3d",
                "REQUIRED_GROUP", "order-writers",
                "REQUIRED_SCOPE", "https://orders.example.com/write",
                "REQUIRE_IF_MATCH", "true",
                "PRIMING_REQUESTS", "20",
                "PRIMING_LIMIT_MILLIS", "2500");

        assertThat(LambdaSettings.of(environment, TABLE))
                .isEqualTo(new LambdaSettings(
                        LogLevel.WARN,
                        "https://portal.example.com:8443",
                        "prod",
                        Optional.of("1.4.0+a1b2c3d"),
                        Optional.of("order-writers"),
                        Optional.of("https://orders.example.com/write"),
                        true,
                        Optional.of(20),
                        Duration.ofMillis(2500)));
    }

    @ParameterizedTest
    @CsvSource({
        "LOG_LEVEL, LOUD",
        "LOG_LEVEL, info",
        "LOG_LEVEL, ''",
        "RELEASE, ''",
        "RELEASE, a release",
        "CORS_ALLOW_ORIGIN, ''",
        "CORS_ALLOW_ORIGIN, portal.example.com",
        "CORS_ALLOW_ORIGIN, https://portal.example.com/path",
        "CORS_ALLOW_ORIGIN, 'https://a.example.com,https://b.example.com'",
        "ENVIRONMENT, ' '",
        "REQUIRED_GROUP, ''",
        "REQUIRED_GROUP, 'a,b'",
        "REQUIRED_GROUP, ' '",
        "REQUIRED_SCOPE, ''",
        "REQUIRED_SCOPE, 'two scopes'",
        "REQUIRE_IF_MATCH, ''",
        "REQUIRE_IF_MATCH, 'yes'",
        "PRIMING_REQUESTS, 'off'",
        "PRIMING_REQUESTS, -1",
        "PRIMING_REQUESTS, 10000",
        "PRIMING_LIMIT_MILLIS, 0",
        "PRIMING_LIMIT_MILLIS, 1.5",
        "DYNAMODB_TABLE_NAME, ''",
        "DYNAMODB_TABLE_NAME, 'no table'",
        "AWS_REGION, Kaapstad",
        "AWS_ENDPOINT_URL_DYNAMODB, localhost",
        "AWS_ENDPOINT_URL, ''",
        "AWS_ENDPOINT_URL, 127.0.0.1:8000",
        "AWS_MAX_ATTEMPTS, ''",
        "AWS_DEFAULTS_MODE, fast",
        "AWS_USE_FIPS_ENDPOINT, 'yes'",
        "AWS_CONTAINER_CREDENTIALS_FULL_URI, 169.254.170.23",
        "HTTPS_PROXY, https://proxy.example.com:3128"
    })
    void failsAtStartupAndNamesTheVariableWithAnInvalidValue(String variable, String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Wiring.endpoint(Map.of(variable, value), Clock.systemUTC(), System.out))
                .withMessageStartingWith(variable + " must be ");
    }
}
