package com.bbws.orders.lambda;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.bbws.orders.domain.PaymentField;
import com.bbws.orders.lambda.testing.response.Json;
import com.bbws.orders.lambda.testing.response.OpenApiAssertions;
import com.bbws.orders.lambda.testing.response.OpenApiDocument;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code openapi.yaml} accepts the requests that the service accepts, and no other: for each rule, the last value that is valid
 * and the first that is not.
 *
 * <p>What a schema cannot express is in words there: a body or payment details whose members are all unknown or {@code null},
 * and invalid Unicode.
 */
class OpenApiRequestTest {

    private static final String RULES = "/components/schemas/OrderUpdate/properties/paymentDetails/properties/";
    private static final String ANY_BODY = "{\"status\":\"paid\"}";

    /** One character in JSON and in Unicode, two in Java. */
    private static final String EMOJI = "\ud83d\ude00";

    static Stream<String> validBodies() {
        return Stream.of(
                        Stream.of(
                                        "pending",
                                        "payment_pending",
                                        "paid",
                                        "processing",
                                        "completed",
                                        "cancelled",
                                        "refunded")
                                .map(status -> "{\"status\":\"" + status + "\"}"),
                        payments("method", "x", " x ", "x".repeat(50), EMOJI.repeat(50)),
                        payments("transactionId", "x", "x".repeat(128), EMOJI.repeat(128)),
                        payments("payfastPaymentId", "x", "x".repeat(128)),
                        payments(
                                "paidAt",
                                "2026-01-05T13:59Z",
                                "2026-01-05T13:59:58+02:00",
                                "2024-02-29T23:59:59.1234567890-18:00",
                                "2026-01-05T13:59:58." + "1".repeat(43) + "Z"),
                        Stream.of("{\"paymentDetails\":{\"method\":null,\"paidAt\":null,\"transactionId\":\"x\"}}"))
                .flatMap(bodies -> bodies);
    }

    static Stream<String> invalidBodies() {
        return Stream.of(
                        Stream.of(
                                "{}",
                                "[]",
                                "\"paid\"",
                                "5",
                                "{\"status\":\"\"}",
                                "{\"status\":\"PAID\"}",
                                "{\"status\":5}"),
                        Stream.of("{\"status\":[\"paid\"]}", "{\"paymentDetails\":{}}", "{\"paymentDetails\":\"eft\"}"),
                        Stream.of("{\"paymentDetails\":[]}", "{\"paymentDetails\":{\"method\":5}}"),
                        payments("method", "", " ", "\u00a0\u2028\u200b", "x".repeat(51), EMOJI.repeat(51)),
                        payments("transactionId", "", "\u3000", "x".repeat(129)),
                        payments("payfastPaymentId", "", "\u00ad", "x".repeat(129)),
                        payments(
                                "paidAt",
                                "",
                                "2026-01-05",
                                "2026-01-05T13:59:58",
                                "2026-01-05 13:59:58Z",
                                "2026-01-05t13:59:58z",
                                "2026-01-05T13:59:58,5Z",
                                "2026-01-05T13:59:58.Z",
                                "2026-01-05T13:59:58+18:01",
                                "2025-02-29T13:59:58Z",
                                "2026-01-05T13:59:58." + "1".repeat(44) + "Z"))
                .flatMap(bodies -> bodies);
    }

    private static final List<String> VALID_IF_MATCH = List.of(
            "*", "\"a\"", "\"\"", "W/\"a\"", "\"a\",\"b\"", "\"a\" , W/\"b\"", ", \"a\" ,, \"b\" ,", "\"%22~\u00e9\"");

    private static final List<String> INVALID_IF_MATCH = List.of(
            "a", "\"a", "a\"", "\"a\" \"b\"", "\"a\"\"b\"", "\"a b\"", "w/\"a\"", "W/ \"a\"", ",", "*,\"a\"", "**");

    @ParameterizedTest
    @MethodSource("validBodies")
    void acceptsTheBodiesThatTheServiceAccepts(String body) {
        assertThat(OpenApiAssertions.violations("order_1", "*", body)).isEmpty();
        assertThat(service("order_1", "*", body)).isEqualTo("ORDER_NOT_FOUND");
    }

    @ParameterizedTest
    @MethodSource("invalidBodies")
    void rejectsTheBodiesThatTheServiceRejects(String body) {
        assertThat(OpenApiAssertions.violations("order_1", "*", body)).isNotEmpty();
        assertThat(service("order_1", "*", body)).isEqualTo("VALIDATION_ERROR");
    }

    @ParameterizedTest
    @FieldSource("VALID_IF_MATCH")
    void acceptsTheVersionsThatTheServiceAccepts(String ifMatch) {
        assertThat(OpenApiAssertions.violations("order_1", ifMatch, ANY_BODY)).isEmpty();
        assertThat(service("order_1", ifMatch, ANY_BODY)).isEqualTo("ORDER_NOT_FOUND");
    }

    @ParameterizedTest
    @FieldSource("INVALID_IF_MATCH")
    void rejectsTheVersionsThatTheServiceRejects(String ifMatch) {
        assertThat(OpenApiAssertions.violations("order_1", ifMatch, ANY_BODY)).isNotEmpty();
        assertThat(service("order_1", ifMatch, ANY_BODY)).isEqualTo("VALIDATION_ERROR");
    }

    @Test
    void hasTheRulesOfTheServiceForOrderIds() {
        for (String valid : List.of("a", "AZ_az-09", "x".repeat(128))) {
            assertThat(OpenApiAssertions.violations(valid, "*", ANY_BODY)).isEmpty();
            assertThat(service(valid, "*", ANY_BODY)).isEqualTo("ORDER_NOT_FOUND");
        }
        for (String invalid : List.of("x".repeat(129), "a.b", "a~b", "\u00e9")) {
            assertThat(OpenApiAssertions.violations(invalid, "*", ANY_BODY)).isNotEmpty();
            assertThat(service(invalid, "*", ANY_BODY)).isEqualTo("VALIDATION_ERROR");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"status\":null,\"paymentDetails\":{\"method\":\"x\"}}",
                "{\"status\":\"paid\",\"paymentDetails\":null}"
            })
    void callsAMemberNullableIfTheServiceTakesNullAsAbsent(String body) {
        // Not with a validator: most of them apply the referenced schema to null too, and generators of clients do not.
        assertThat(OpenApiDocument.at("/components/schemas/OrderUpdate/properties"))
                .allSatisfy(member ->
                        assertThat(member.path("nullable").asBoolean()).isTrue());
        assertThat(service("order_1", "*", body)).isEqualTo("ORDER_NOT_FOUND");
    }

    @Test
    void hasTheCalendarAndTheOffsetsOfTheService() {
        Stream<String> days = Stream.of("0000", "1900", "2000", "2024", "2025")
                .flatMap(year ->
                        twoDigits(13).flatMap(month -> twoDigits(32).map(day -> year + "-" + month + "-" + day)))
                .map(day -> day + "T00:00:00Z");
        Stream<String> times = twoDigits(25)
                .flatMap(hour -> Stream.of("00", "59", "60").map(minute -> hour + ":" + minute))
                .flatMap(time ->
                        Stream.of("", ":00", ":59", ":60", ":61", ":59.0").map(seconds -> time + seconds))
                .map(time -> "2026-01-05T" + time + "Z");
        Stream<String> offsets = Stream.of("+", "-")
                .flatMap(sign -> twoDigits(20).map(hours -> sign + hours))
                .flatMap(hours -> Stream.of("", "00", "59", "60", ":00", ":01", ":59", ":60", ":0")
                        .map(minutes -> "2026-01-05T00:00:00" + hours + minutes));

        assertAgree(
                "paidAt", PaymentField.PAID_AT, Stream.of(days, times, offsets).flatMap(texts -> texts));
    }

    @Test
    void knowsTheInvisibleCharactersOfTheService() {
        // The Unicode of older JDKs does not have the two characters.
        IntStream characters = IntStream.rangeClosed(0, 0xffff)
                .filter(c -> !Character.isSurrogate((char) c) && c != 0x0890 && c != 0x0891);

        assertAgree("method", PaymentField.METHOD, characters.mapToObj(Character::toString));
        assertThat(List.of("transactionId", "payfastPaymentId"))
                .allSatisfy(id -> assertThat(pattern(id)).isEqualTo(pattern("method")));
    }

    private static void assertAgree(String member, PaymentField rule, Stream<String> texts) {
        Pattern pattern = Pattern.compile(pattern(member));
        String disagreements = texts.filter(
                        text -> pattern.matcher(text).find() != rule.check(text).isEmpty())
                .limit(20)
                .map(text -> "\"" + text + "\" (" + text.codePoints().boxed().toList() + ")")
                .collect(joining(" "));
        assertThat(disagreements).isEmpty();
    }

    private static String pattern(String member) {
        return OpenApiDocument.at(RULES + member + "/pattern").asText();
    }

    private static Stream<String> twoDigits(int last) {
        return IntStream.rangeClosed(0, last).mapToObj("%02d"::formatted);
    }

    private static Stream<String> payments(String member, String... values) {
        return Stream.of(values).map(value -> "{\"paymentDetails\":{\"" + member + "\":\"" + value + "\"}}");
    }

    /** Returns the code of the service. A valid request for an order that does not exist is not found. */
    private static String service(String orderId, String ifMatch, String body) {
        EmbeddedService service = new EmbeddedService();
        APIGatewayProxyRequestEvent event = TestService.event(orderId, body, service.claims());
        APIGatewayProxyResponseEvent response = service.put(EmbeddedService.ifMatch(event, ifMatch));
        return Json.parse(response.getBody()).get("code").asText();
    }
}
