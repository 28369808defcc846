package com.bbws.orders.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.bbws.orders.domain.Actor;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallerIdentityTest {

    @ParameterizedTest
    @CsvSource({
        "a@example.com, alice, 0a1b, a@example.com",
        "              , alice, 0a1b, alice",
        "' '           , alice, 0a1b, alice",
        "              ,      , 0a1b, 0a1b",
        "              ,      ,     , system",
        "cli:          , alice, 0a1b, alice",
        "cli:root      , alice, 0a1b, root"
    })
    void takesTheActorFromTheFirstValidClaim(String email, String username, String sub, String actor) {
        Map<String, Object> claims = new HashMap<>(Map.of("custom:tenantId", "t"));
        claims.put("email", email);
        claims.put("cognito:username", username);
        claims.put("sub", sub);

        assertThat(CallerIdentity.of(claims).actor()).isEqualTo(new Actor(actor));
    }

    @Test
    void rejectsATenantThatIsNotText() {
        assertThatExceptionOfType(RequestException.class)
                .isThrownBy(() -> CallerIdentity.of(Map.of("custom:tenantId", 7)))
                .withMessage("Missing tenantId in authorization");
    }

    @ParameterizedTest
    @ValueSource(strings = {"writers", "a,writers", "a, writers", "[writers]", "[a writers]", "[a, writers]"})
    void findsTheGroupInEveryForm(String groups) {
        assertThatCode(() -> CallerIdentity.checkMayWrite(Map.of("cognito:groups", groups), requiring("writers", null)))
                .doesNotThrowAnyException();
    }

    @Test
    void findsTheGroupInAList() {
        assertThatCode(() -> CallerIdentity.checkMayWrite(
                        Map.of("cognito:groups", List.of("a", "writers")), requiring("writers", null)))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "writer", "writers2", "Writers", "[]", "[writers2 a]", "a writers"})
    void rejectsAPartOfTheGroupName(String groups) {
        assertThatExceptionOfType(RequestException.class)
                .isThrownBy(() ->
                        CallerIdentity.checkMayWrite(Map.of("cognito:groups", groups), requiring("writers", null)));
    }

    @Test
    void findsTheScope() {
        assertThatCode(() -> CallerIdentity.checkMayWrite(
                        Map.of("scope", "openid orders/write"), requiring(null, "orders/write")))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "orders/writer", "orders/read"})
    void rejectsAPartOfTheScopeName(String scope) {
        assertThatExceptionOfType(RequestException.class)
                .isThrownBy(
                        () -> CallerIdentity.checkMayWrite(Map.of("scope", scope), requiring(null, "orders/write")));
    }

    @Test
    void requiresBothGroupAndScope() {
        assertThatExceptionOfType(RequestException.class)
                .isThrownBy(() -> CallerIdentity.checkMayWrite(
                        Map.of("scope", "orders/write"), requiring("writers", "orders/write")));
    }

    private static LambdaSettings requiring(String group, String scope) {
        return new LambdaSettings(
                LogLevel.INFO,
                "*",
                "test",
                Optional.empty(),
                Optional.ofNullable(group),
                Optional.ofNullable(scope),
                false,
                Optional.empty(),
                Duration.ofSeconds(1));
    }
}
