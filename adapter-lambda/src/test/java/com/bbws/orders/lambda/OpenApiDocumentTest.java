package com.bbws.orders.lambda;

import static com.bbws.orders.domain.testing.OrderFixtures.ID;
import static com.bbws.orders.domain.testing.OrderFixtures.anOrder;
import static com.bbws.orders.lambda.EmbeddedService.ifMatch;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.bbws.orders.domain.OrderException;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.dynamodb.testing.ClosedPort;
import com.bbws.orders.dynamodb.testing.EmbeddedDynamoDb;
import com.bbws.orders.dynamodb.testing.FaultInjectionProxy;
import com.bbws.orders.dynamodb.testing.FaultInjectionProxy.Fault;
import com.bbws.orders.dynamodb.testing.ItemAtSizeLimit;
import com.bbws.orders.dynamodb.testing.OrderItems;
import com.bbws.orders.lambda.testing.response.Json;
import com.bbws.orders.lambda.testing.response.OpenApiAssertions;
import com.bbws.orders.lambda.testing.response.OpenApiDocument;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Every example in {@code openapi.yaml} is exactly a response of the service. {@link TestService} checks every response of every
 * test against the file, so no response is missing.
 */
class OpenApiDocumentTest {

    private static final String PAID = "{\"status\":\"paid\"}";
    private static final String CURRENT = "\"2025-12-30T10:00:00Z\"";

    @TestFactory
    Stream<DynamicTest> showsResponsesThatTheServiceReturns() {
        Map<String, Scenario> scenarios = scenarios();
        assertThat(scenarios.keySet())
                .as("the examples with a scenario")
                .isEqualTo(OpenApiDocument.responseExamples().keySet());
        return scenarios.entrySet().stream()
                .map(scenario -> DynamicTest.dynamicTest(
                        scenario.getKey(), () -> assertReturns(scenario.getKey(), scenario.getValue())));
    }

    @TestFactory
    Stream<DynamicTest> showsRequestsThatTheServiceAccepts() {
        Map<String, JsonNode> requests = OpenApiDocument.requestExamples();
        assertThat(requests).hasSizeGreaterThanOrEqualTo(2);
        return requests.entrySet().stream()
                .map(request -> DynamicTest.dynamicTest(request.getKey(), () -> {
                    OrderStatus before =
                            request.getKey().equals("process") ? OrderStatus.PAID : OrderStatus.PAYMENT_PENDING;
                    EmbeddedService service = new EmbeddedService();
                    service.store(anOrder(service.tenant, ID, before).build());

                    assertThat(service.put(ID, request.getValue().toString()).getStatusCode())
                            .isEqualTo(200);
                }));
    }

    @Test
    void namesExactlyTheStatuses() {
        List<String> statuses =
                Arrays.stream(OrderStatus.values()).map(OrderStatus::wireName).toList();

        assertThat(OpenApiDocument.at("/components/schemas/OrderStatus/enum")
                        .valueStream()
                        .map(JsonNode::asText))
                .containsExactlyElementsOf(statuses);
    }

    @Test
    void showsTheAllowedTransitions() {
        Map<String, Set<String>> told = new TreeMap<>();
        OpenApiDocument.at("/info/description")
                .asText()
                .lines()
                .filter(line -> line.startsWith("| `"))
                .forEach(row -> {
                    String[] cells = row.split("\\|");
                    names(cells[1]).forEach(from -> told.put(from, names(cells[2])));
                });

        Map<String, Set<String>> rules = new TreeMap<>();
        for (OrderStatus status : OrderStatus.values()) {
            rules.put(
                    status.wireName(),
                    status.successors().stream().map(OrderStatus::wireName).collect(toSet()));
        }
        assertThat(told).isEqualTo(rules);
    }

    @Test
    void showsAnExampleOfEveryCode() {
        Set<String> shown = new TreeSet<>();
        OpenApiDocument.responseExamples().values().stream()
                .filter(body -> body.has("code"))
                .forEach(body -> shown.add(body.get("code").asText()));

        assertThat(shown)
                .containsAll(Arrays.stream(OrderException.Code.values())
                        .map(OrderException.Code::name)
                        .toList());
        assertThat(OpenApiDocument.at("/components/schemas/ErrorResponse/properties/code/enum")
                        .valueStream()
                        .map(JsonNode::asText))
                .containsExactlyInAnyOrderElementsOf(shown);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            DEFAULT_4XX, 400
            DEFAULT_5XX, 500
            BAD_REQUEST_PARAMETERS, 400
            UNAUTHORIZED, 401
            ACCESS_DENIED, 403
            WAF_FILTERED, 403
            MISSING_AUTHENTICATION_TOKEN, 404
            INVALID_SIGNATURE, 404
            EXPIRED_TOKEN, 404
            RESOURCE_NOT_FOUND, 404
            REQUEST_TOO_LARGE, 413
            UNSUPPORTED_MEDIA_TYPE, 415
            THROTTLED, 429
            QUOTA_EXCEEDED, 429
            INTEGRATION_FAILURE, 504
            INTEGRATION_TIMEOUT, 504
            """)
    void givesErrorsOfApiGatewayTheFormOfAllOthers(String type, int statusCode) {
        OpenApiDocument.Response response = OpenApiDocument.gatewayResponse(type, "Its \"own\" message", "id");

        assertThat(response.statusCode()).isEqualTo(statusCode);
        assertThat(Json.parse(response.body()).get("requestId").asText()).isEqualTo("id");
        assertThat(response.headers())
                .containsEntry("x-request-id", "id")
                .containsEntry("Access-Control-Expose-Headers", "ETag, Retry-After, x-request-id");
        OpenApiAssertions.check(response.statusCode(), response.headers(), response.body());
    }

    @Test
    void listsTheTypesOfApiGatewayThatAreChecked() {
        assertThat(OpenApiDocument.at("/x-amazon-apigateway-gateway-responses").properties())
                .hasSize(16);
    }

    @Test
    void keepsTheStatusCodesOfTypesThatAreNotListed() {
        assertThat(OpenApiDocument.at("/x-amazon-apigateway-gateway-responses/DEFAULT_4XX")
                        .has("statusCode"))
                .isFalse();
    }

    @Test
    void describesTheHeadersThatAPageMaySend() {
        String description = OpenApiDocument.at("/paths/~1v1.0~1orders~1{orderId}/options/description")
                .asText();

        for (String header : OpenApiDocument.preflight()
                .headers()
                .get("Access-Control-Allow-Headers")
                .split(",")) {
            assertThat(description).contains("`" + header + "`");
        }
    }

    @Test
    void hasACopyWithoutWhatConcernsApiGatewayOrABrowserOnly() {
        String copy = OpenApiDocument.consumerCopy();

        assertThat(copy).doesNotContain("x-amazon-", "\"options\"", "\"Access-Control-", "${");
        assertThat(Json.parse(copy).at("/components/schemas")).isEqualTo(OpenApiDocument.at("/components/schemas"));
        assertThat(Json.parse(copy)
                        .at("/paths/~1v1.0~1orders~1{orderId}/put/responses/200/headers")
                        .fieldNames())
                .toIterable()
                .containsExactly("ETag", "x-request-id");
    }

    @Test
    void hasAnExampleOfEachHeaderAndParameter() {
        OpenApiDocument.at("/paths/~1v1.0~1orders~1{orderId}").forEach(operation -> {
            assertThat(operation.get("parameters"))
                    .allSatisfy(
                            parameter -> assertThat(parameter.has("example")).isTrue());
            operation
                    .get("responses")
                    .forEach(response -> assertThat(response.path("headers"))
                            .allSatisfy(
                                    header -> assertThat(header.path("example").isTextual())
                                            .isTrue()));
        });
    }

    @Test
    void allowsABrowserToSendTheDocumentedHeaders() {
        OpenApiDocument.Response preflight = OpenApiDocument.preflight();

        assertThat(preflight.statusCode()).isEqualTo(204);
        assertThat(preflight.headers())
                .containsEntry("Access-Control-Allow-Origin", "*")
                .containsEntry("Access-Control-Allow-Methods", "PUT,OPTIONS")
                .containsEntry(
                        "Access-Control-Allow-Headers",
                        "Authorization,Content-Type,If-Match,traceparent,tracestate,baggage,sentry-trace,x-request-id,"
                                + "x-requested-with,idempotency-key,cache-control");
        assertThat(OpenApiDocument.at("/paths/~1v1.0~1orders~1{orderId}/options/security"))
                .as("the preflight needs no token")
                .isEmpty();
    }

    @Test
    void leavesTheValidationOfBodiesToTheHandler() {
        String validator = OpenApiDocument.at(
                        "/paths/~1v1.0~1orders~1{orderId}/put/x-amazon-apigateway-request-validator")
                .asText();
        JsonNode checks = OpenApiDocument.at("/x-amazon-apigateway-request-validators/" + validator);

        assertThat(checks.get("validateRequestParameters").asBoolean()).isTrue();
        assertThat(checks.get("validateRequestBody").asBoolean(true)).isFalse();
    }

    @Test
    void isCheckedAgainstEveryResponse() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> OpenApiAssertions.check(
                        404,
                        Map.of("Content-Type", "application/json", "Access-Control-Allow-Origin", "*"),
                        "{\"success\":false,\"error\":\"Not Found\",\"message\":\"…\",\"code\":\"NEW_CODE\"}"))
                .withMessageContaining("NEW_CODE");
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(
                        () -> OpenApiAssertions.check(
                                404,
                                Map.of("Content-Type", "application/json", "Access-Control-Allow-Origin", "*"),
                                "{\"success\":false,\"error\":\"Not Found\",\"message\":\"…\",\"code\":\"ORDER_NOT_FOUND\",\"new\":1}"))
                .withMessageContaining("new");
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> OpenApiAssertions.check(418, Map.of("Content-Type", "application/json"), "{}"))
                .withMessageContaining("418");
    }

    private static Set<String> names(String cell) {
        return Pattern.compile("`(\\w+)`")
                .matcher(cell)
                .results()
                .map(name -> name.group(1))
                .collect(toSet());
    }

    /** Returns a scenario for every example of a response. */
    private static Map<String, Scenario> scenarios() {
        Map<String, Scenario> scenarios = new TreeMap<>();
        scenarios.put("200 updated", service -> {
            storeAnOrder(service, OrderStatus.PENDING);
            return service.put(ID, """
                    {"status": "paid", "paymentDetails": {"method": "payfast", "transactionId": "txn-1",
                     "payfastPaymentId": "pf-1", "paidAt": "2026-01-05T13:59:58+02:00"}}""");
        });
        scenarios.put("200 alreadyUpToDate", service -> {
            service.store(bare(service, "cancelled", "2025-12-30T10:00:00Z"));
            return service.put(ID, "{\"status\":\"cancelled\"}");
        });
        scenarios.put("400 noUpdates", service -> service.put(ID, "{}"));
        scenarios.put("400 malformedJson", service -> service.put(ID, "{\"status\":\"paid\","));
        scenarios.put(
                "400 invalidFields",
                service -> service.put(
                        ID, "{\"status\":\"PAID\",\"paymentDetails\":{\"method\":\" \",\"paidAt\":\"yesterday\"}}"));
        scenarios.put(
                "400 invalidOrderId", service -> service.put(EmbeddedService.event("order#1", PAID, service.claims())));
        scenarios.put("400 invalidIfMatch", service -> service.put(ifMatch(service.event(ID, PAID), "unquoted")));
        scenarios.put(
                "400 compressedBody",
                service -> service.put(header(
                        service.event(ID, "H4sIAAAAAAAAA6tWKi5JLCktVrJSKkjMTFGqBQBgB1Z2EQAAAA==")
                                .withIsBase64Encoded(true),
                        "Content-Encoding",
                        "gzip")));
        scenarios.put("400 ifNoneMatch", service -> service.put(header(service.event(ID, PAID), "If-None-Match", "*")));
        scenarios.put("400 finalState", service -> {
            storeAnOrder(service, OrderStatus.COMPLETED);
            return service.put(ID, "{\"status\":\"cancelled\"}");
        });
        scenarios.put("400 illegalTransition", service -> {
            storeAnOrder(service, OrderStatus.PENDING);
            return service.put(ID, "{\"status\":\"completed\"}");
        });
        scenarios.put("400 paymentNotAllowed", service -> {
            storeAnOrder(service, OrderStatus.PENDING);
            return service.put(ID, "{\"paymentDetails\":{\"method\":\"eft\"}}");
        });
        scenarios.put("401 unauthorized", service -> gateway("UNAUTHORIZED", "Unauthorized"));
        scenarios.put("403 noTenant", service -> service.put(EmbeddedService.event(ID.value(), PAID, Map.of())));
        scenarios.put(
                "403 notInGroup",
                service -> service.with("REQUIRED_GROUP", "order-writers").put(ID, PAID));
        scenarios.put(
                "403 lacksScope",
                service -> service.with("REQUIRED_SCOPE", "orders/write").put(ID, PAID));
        scenarios.put("404 notFound", service -> service.put(ID, PAID));
        scenarios.put(
                "404 noSuchResource",
                service -> gateway("MISSING_AUTHENTICATION_TOKEN", "Missing Authentication Token"));
        scenarios.put(
                "405 notPut", service -> service.put(service.event(ID, PAID).withHttpMethod("DELETE")));
        scenarios.put("409 conflict", service -> racing(service, otherService(service, "cancelled"), PAID));
        scenarios.put("409 unreadableConflict", service -> racing(service, otherService(service, "EXPIRED"), PAID));
        scenarios.put("412 stale", service -> {
            Map<String, AttributeValue> paid = otherService(service, "paid");
            paid.put("paymentDetails", AttributeValue.fromS("{\"method\":\"eft\",\"transactionId\":\"txn-2\"}"));
            service.store(paid);
            return service.put(ifMatch(
                    service.event(ID, "{\"status\":\"paid\",\"paymentDetails\":{\"transactionId\":\"txn-1\"}}"),
                    CURRENT));
        });
        scenarios.put("412 lostRace", service -> racing(service, otherService(service, "cancelled"), PAID, CURRENT));
        scenarios.put("413 orderTooLarge", service -> {
            ItemAtSizeLimit.put(
                    EmbeddedDynamoDb.shared().client(),
                    service.environment.get("DYNAMODB_TABLE_NAME"),
                    OrderItems.of(
                            anOrder(service.tenant, ID, OrderStatus.PENDING).build()));
            return service.put(
                    ID, "{\"status\":\"paid\",\"paymentDetails\":{\"transactionId\":\"" + "1".repeat(100) + "\"}}");
        });
        scenarios.put(
                "413 tooLarge", service -> gateway("REQUEST_TOO_LARGE", "HTTP content length exceeded 10485760 bytes"));
        scenarios.put(
                "415 patch",
                service ->
                        service.put(header(service.event(ID, PAID), "Content-Type", "application/merge-patch+json")));
        scenarios.put("428 ifMatchRequired", service -> {
            service.store(bare(service, "pending", "2025-12-30T10:00:00Z"));
            return service.with("REQUIRE_IF_MATCH", "true").put(ID, PAID);
        });
        scenarios.put("429 throttled", service -> gateway("THROTTLED", "Too Many Requests"));
        scenarios.put(
                "500 failure", service -> service.at(ClosedPort.endpoint()).put(ID, PAID));
        scenarios.put("504 timeout", service -> gateway("INTEGRATION_TIMEOUT", "Endpoint request timed out"));
        return scenarios;
    }

    private static void assertReturns(String shown, Scenario scenario) {
        APIGatewayProxyResponseEvent response = scenario.run(new EmbeddedService());

        assertThat(shown).startsWith(response.getStatusCode() + " ");
        assertThat(withoutIds(Json.parse(response.getBody())))
                .isEqualTo(withoutIds(OpenApiDocument.responseExamples().get(shown)));
    }

    /** Removes the values that differ in every run. */
    private static JsonNode withoutIds(JsonNode body) {
        ObjectNode copy = body.deepCopy();
        if (copy.has("requestId")) {
            copy.put("requestId", "id");
        }
        for (String order : List.of("data", "current")) {
            if (copy.has(order)) {
                ((ObjectNode) copy.get(order)).put("tenantId", "tenant");
            }
        }
        return copy;
    }

    private static void storeAnOrder(EmbeddedService service, OrderStatus status) {
        service.store(anOrder(service.tenant, ID, status).build());
    }

    private static APIGatewayProxyResponseEvent gateway(String type, String message) {
        OpenApiDocument.Response response = OpenApiDocument.gatewayResponse(type, message, "id");
        OpenApiAssertions.check(response.statusCode(), response.headers(), response.body());
        return new APIGatewayProxyResponseEvent()
                .withStatusCode(response.statusCode())
                .withHeaders(response.headers())
                .withBody(response.body());
    }

    /** An item as another service writes it after this service has read the order. */
    private static Map<String, AttributeValue> otherService(EmbeddedService service, String status) {
        return bare(service, status, "2026-01-05T11:59:59Z");
    }

    /** An item with the necessary attributes only. */
    private static Map<String, AttributeValue> bare(EmbeddedService service, String status, String lockToken) {
        Map<String, AttributeValue> item = new HashMap<>(OrderItems.key(service.key(ID)));
        item.put("status", AttributeValue.fromS(status));
        item.put("dateLastUpdated", AttributeValue.fromS(lockToken));
        return item;
    }

    private static APIGatewayProxyRequestEvent header(APIGatewayProxyRequestEvent event, String name, String value) {
        return event.withHeaders(Map.of(name, value)).withMultiValueHeaders(Map.of(name, List.of(value)));
    }

    private static APIGatewayProxyResponseEvent racing(
            EmbeddedService service, Map<String, AttributeValue> written, String body, String... ifMatch) {
        storeAnOrder(service, OrderStatus.PENDING);
        try (FaultInjectionProxy proxy =
                new FaultInjectionProxy(EmbeddedDynamoDb.shared().endpoint())) {
            proxy.on("UpdateItem", 1, Fault.passAfter(() -> service.store(written)));
            service.at(proxy.endpoint());
            return service.put(
                    ifMatch.length == 0 ? service.event(ID, body) : ifMatch(service.event(ID, body), ifMatch[0]));
        }
    }

    /** Leads to a response. */
    private interface Scenario {
        APIGatewayProxyResponseEvent run(EmbeddedService service);
    }
}
