package com.bbws.orders.lambda;

import static com.bbws.orders.domain.testing.OrderFixtures.ID;
import static com.bbws.orders.domain.testing.OrderFixtures.TENANT;
import static com.bbws.orders.domain.testing.OrderFixtures.aPendingOrder;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.bbws.orders.dynamodb.testing.ProcessorTime;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One megabyte of each input that is expensive for a simple parser. Each takes milliseconds of processor time. The limit
 * allows for a slow machine, but not for a cost that grows with the square of the length.
 */
class LargeRequestTest {

    private static final int MEGABYTE = 1 << 20;
    private static final Duration LIMIT = Duration.ofSeconds(10);

    static Stream<Arguments> bodies() {
        return Stream.of(
                Arguments.of("nested lists", 400, "[".repeat(MEGABYTE)),
                Arguments.of("nested objects", 400, "{\"a\":".repeat(MEGABYTE / 5)),
                Arguments.of("nested lists inside an unknown field", 400, "{\"a\":" + "[".repeat(MEGABYTE)),
                Arguments.of("closed nested lists", 400, paid("[".repeat(MEGABYTE / 2) + "]".repeat(MEGABYTE / 2))),
                Arguments.of("a wide list", 200, paid("[" + "0,".repeat(MEGABYTE / 2) + "0]")),
                Arguments.of("many shallow lists", 200, paid("[" + "[[]],".repeat(MEGABYTE / 5) + "0]")),
                Arguments.of("a long text", 200, paid(text("x", MEGABYTE))),
                Arguments.of("a long text of escape sequences", 200, paid(text("\\u00e9", MEGABYTE / 6))),
                Arguments.of("a long status", 400, "{\"status\":" + text("paid", MEGABYTE / 4) + "}"),
                Arguments.of("a long method", 400, payment("method", text("x", MEGABYTE))),
                Arguments.of("a long blank id", 400, payment("transactionId", text("\\u200b", MEGABYTE / 6))),
                Arguments.of("a long date-time", 400, payment("paidAt", text("2026-01-05T", MEGABYTE / 11))),
                Arguments.of("a date-time of digits", 400, payment("paidAt", text("0", MEGABYTE))),
                Arguments.of("a long whole number", 400, paid("1".repeat(MEGABYTE))),
                Arguments.of("a long fraction", 400, paid("0." + "1".repeat(MEGABYTE))),
                Arguments.of("a large exponent", 200, paid("1e999999999")),
                Arguments.of("a long name", 400, "{" + text("a", MEGABYTE) + ":1}"),
                Arguments.of("many names", 200, paid(object(MEGABYTE / 10, i -> "k" + i))),
                Arguments.of(
                        "many names with the same hash code",
                        200,
                        paid(object(MEGABYTE / 40, LargeRequestTest::colliding))),
                Arguments.of("one name repeated", 400, object(MEGABYTE / 6, i -> "a")),
                Arguments.of("blanks", 400, " ".repeat(MEGABYTE)),
                Arguments.of("blanks around an update", 200, " \n".repeat(MEGABYTE / 2) + paid("1")),
                Arguments.of("control characters", 400, "\0".repeat(MEGABYTE)),
                Arguments.of("an open text", 400, "{\"status\":\"" + "\\".repeat(MEGABYTE)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bodies")
    void respondsInTimeToABodyOfOneMegabyte(String shape, int statusCode, String body) {
        assertThat(put(event -> event.withBody(body)).getStatusCode()).isEqualTo(statusCode);
        String base64 = Base64.getEncoder().encodeToString(body.getBytes(UTF_8));
        assertThat(put(event -> event.withBody(base64).withIsBase64Encoded(true))
                        .getStatusCode())
                .isEqualTo(statusCode);
    }

    static Stream<Arguments> ifMatches() {
        return Stream.of(
                Arguments.of("many tags", 412, "\"a\",".repeat(MEGABYTE / 4)),
                Arguments.of("a long tag", 412, "\"" + "a".repeat(MEGABYTE) + "\""),
                Arguments.of("a tag of escape sequences", 412, "\"" + "%C3".repeat(MEGABYTE / 3) + "\""),
                Arguments.of("quotes", 400, "\"".repeat(MEGABYTE + 1)),
                Arguments.of("commas", 400, ",".repeat(MEGABYTE)),
                Arguments.of("blanks", 400, " \t".repeat(MEGABYTE / 2)),
                Arguments.of("stars", 400, "*,".repeat(MEGABYTE / 2)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ifMatches")
    void respondsInTimeToAnIfMatchOfOneMegabyte(String shape, int statusCode, String ifMatch) {
        APIGatewayProxyResponseEvent response = put(event ->
                event.withBody("{\"status\":\"paid\"}").withMultiValueHeaders(Map.of("If-Match", List.of(ifMatch))));

        assertThat(response.getStatusCode()).isEqualTo(statusCode);
    }

    static Stream<Arguments> claims() {
        return Stream.of(
                Arguments.of("a long tenant", 403, Map.of("custom:tenantId", "a".repeat(MEGABYTE))),
                Arguments.of("a long name", 200, claim("email", "a".repeat(MEGABYTE))),
                Arguments.of("a repeated operator prefix", 200, claim("email", "cli:".repeat(MEGABYTE / 4))),
                Arguments.of("nothing printable", 200, claim("email", "\u200b".repeat(MEGABYTE))),
                Arguments.of("many groups", 200, claim("cognito:groups", "a,".repeat(MEGABYTE / 2))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("claims")
    void respondsInTimeToClaimsOfOneMegabyte(String shape, int statusCode, Map<String, Object> claims) {
        APIGatewayProxyResponseEvent response = ProcessorTime.limit(
                LIMIT,
                () -> new InvariantCheckingService(aPendingOrder())
                        .put(TestService.event(ID.value(), "{\"status\":\"paid\"}", claims)));

        assertThat(response.getStatusCode()).isEqualTo(statusCode);
    }

    private static APIGatewayProxyResponseEvent put(UnaryOperator<APIGatewayProxyRequestEvent> request) {
        return ProcessorTime.limit(
                LIMIT,
                () -> new InvariantCheckingService(aPendingOrder())
                        .put(request.apply(
                                TestService.event(ID.value(), "", Map.of("custom:tenantId", TENANT.value())))));
    }

    private static Map<String, Object> claim(String name, String value) {
        return Map.of("custom:tenantId", TENANT.value(), name, value);
    }

    /** Returns a body with an update and an unknown field. */
    private static String paid(String unknown) {
        return "{\"unknown\":" + unknown + ",\"status\":\"paid\"}";
    }

    private static String payment(String field, String value) {
        return "{\"status\":\"paid\",\"paymentDetails\":{\"" + field + "\":" + value + "}}";
    }

    private static String text(String part, int times) {
        return "\"" + part.repeat(times) + "\"";
    }

    private static String object(int members, IntFunction<String> name) {
        return IntStream.range(0, members)
                .mapToObj(i -> "\"" + name.apply(i) + "\":1")
                .collect(joining(",", "{", "}"));
    }

    /** Returns one of 65,536 names of sixteen pairs of letters; all have the same hash code. */
    private static String colliding(int i) {
        return IntStream.range(0, 16)
                .mapToObj(bit -> (i >> bit & 1) == 0 ? "Aa" : "BB")
                .collect(joining());
    }
}
