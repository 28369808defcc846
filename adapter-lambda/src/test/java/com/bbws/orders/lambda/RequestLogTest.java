package com.bbws.orders.lambda;

import static com.bbws.orders.domain.testing.OrderFixtures.ID;
import static com.bbws.orders.domain.testing.OrderFixtures.aPayment;
import static com.bbws.orders.domain.testing.OrderFixtures.anOrder;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.bbws.orders.application.UpdateOrder;
import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.OrderChange;
import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.domain.UpdateId;
import com.bbws.orders.domain.port.OrderRepository;
import com.bbws.orders.domain.port.WriteOutcome;
import com.bbws.orders.dynamodb.testing.EmbeddedDynamoDb;
import com.bbws.orders.dynamodb.testing.FaultInjectionProxy;
import com.bbws.orders.dynamodb.testing.FaultInjectionProxy.Fault;
import com.bbws.orders.lambda.testing.event.TypedHandler;
import com.bbws.orders.lambda.testing.response.OpenApiAssertions;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Isolated("sets system properties")
class RequestLogTest {

    private final EmbeddedService service = new EmbeddedService();

    @Test
    void logsASuccessfulRequestInOneLine() {
        service.store(anOrder(service.tenant, ID, OrderStatus.PENDING).build());

        service.put(ID, "{\"status\":\"paid\"}");

        JsonNode line = service.logLines().get(0);
        assertThat(service.logLines()).hasSize(1);
        assertThat(line.get("timestamp").asText()).isEqualTo("2026-01-05T12:00:00Z");
        assertThat(line.get("level").asText()).isEqualTo("INFO");
        assertThat(line.get("message").asText()).isEqualTo("Order updated");
        assertThat(line.get("awsRequestId").asText()).isNotBlank();
        assertThat(line.get("requestId").asText()).isEqualTo(EmbeddedService.GATEWAY_REQUEST_ID);
        assertThat(line.get("tenantId").asText()).isEqualTo(service.tenant.value());
        assertThat(line.get("orderId").asText()).isEqualTo(ID.value());
        assertThat(line.get("statusCode").isInt()).isTrue();
        assertThat(line.get("statusCode").asInt()).isEqualTo(200);
        assertThat(line.get("fromStatus").asText()).isEqualTo("pending");
        assertThat(line.get("toStatus").asText()).isEqualTo("paid");
        assertThat(line.get("durationMs").isIntegralNumber()).isTrue();
        assertThat(line.get("lastUpdateId").asText())
                .isEqualTo(service.stored(ID).get("lastUpdateId").s());
        assertThat(line.has("code")).isFalse();
    }

    @Test
    void namesTheReleaseInEachLine() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        LambdaSettings settings = LambdaSettings.of(Map.of("RELEASE", "1.4.0"), "orders-test");

        new JsonLog(new PrintStream(out, true, UTF_8), Clock.systemUTC(), settings, "order-lambda")
                .event(LogLevel.INFO, "Primed", Map.of(), Optional.empty());

        assertThat(out.toString(UTF_8)).contains("\"release\":\"1.4.0\"");
    }

    /** Alarms depend on metrics that CloudWatch makes of these members. */
    @Test
    void hasTheMembersThatTheMetricFiltersRead() throws IOException {
        service.store(anOrder(service.tenant, ID, OrderStatus.PENDING).build());

        service.put(ID, "{\"status\":\"paid\"}");
        service.put(new OrderId("canary-no-such-order"), "{\"status\":\"paid\"}");

        JsonNode updated = service.logLines().get(0);
        JsonNode notFound = service.logLines().get(1);
        assertThat(updated.get("message").asText()).isEqualTo("Order updated");
        assertThat(notFound.get("orderId").asText()).isEqualTo("canary-no-such-order");
        assertThat(notFound.get("statusCode").asInt()).isEqualTo(404);
        assertThat(Files.readString(Path.of("terraform/log_metrics.tf")))
                .contains(
                        "$.message = \\\"Order updated\\\"",
                        "$.statusCode >= 500",
                        "$.orderId = ",
                        "$.statusCode = 404");
        assertThat(Files.readString(Path.of("terraform/canary.tf"))).contains("\"canary-no-such-order\"");
    }

    @Test
    void logsNoUpdateIdIfNothingIsWritten() {
        service.store(anOrder(service.tenant, ID, OrderStatus.PAID).build());

        service.put(ID, "{\"status\":\"paid\"}");
        service.put(ID, "{\"status\":\"pending\"}");

        assertThat(service.logLines())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line.has("lastUpdateId")).isFalse());
    }

    @Test
    void logsARejectedRequestAsAWarning() {
        service.store(anOrder(service.tenant, ID, OrderStatus.PENDING).build());

        service.put(ID, "{\"status\":\"completed\"}");

        assertThat(service.logLines()).singleElement().satisfies(line -> {
            assertThat(line.get("level").asText()).isEqualTo("WARN");
            assertThat(line.get("message").asText()).isEqualTo("Invalid status transition from pending to completed");
            assertThat(line.get("statusCode").asInt()).isEqualTo(400);
            assertThat(line.get("code").asText()).isEqualTo("INVALID_ORDER_STATE");
            assertThat(line.get("fromStatus").asText()).isEqualTo("pending");
            assertThat(line.has("toStatus")).isFalse();
        });
    }

    @Test
    void logsOnlyMetricsBelowTheThreshold() {
        service.with("LOG_LEVEL", "WARN")
                .store(anOrder(service.tenant, ID, OrderStatus.PENDING).build());

        service.put(ID, "{\"status\":\"pending\"}");

        assertThat(service.logLines()).singleElement().satisfies(line -> {
            assertThat(line.get("Requests").asInt()).isOne();
            assertThat(line.has("message")).isFalse();
            assertThat(line.has("orderId")).isFalse();
            assertThat(line.has("statusCode")).isFalse();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"DEBUG", "ERROR"})
    void logsTheTraceIdAtEveryLevel(String level) {
        service.with("LOG_LEVEL", level);

        putInTrace("Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Parent=53;Sampled=1");
        service.put(ID, "{}");

        assertThat(service.logLines().get(0).get("xrayTraceId").asText())
                .isEqualTo("1-5bef4de7-ad49b0e87f6ef6c87fc2e700");
        assertThat(service.logLines().get(1).has("xrayTraceId"))
                .as("the trace id outside Lambda")
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Root=SECRET",
                "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700SECRET",
                "Root=1-SECRETde7-ad49b0e87f6ef6c87fc2e700;Parent=53",
                "SECRET",
                "Root="
            })
    void logsNoInvalidTraceHeader(String header) {
        putInTrace(header);

        assertThat(service.logText()).doesNotContain("SECRET", "xrayTraceId").hasLineCount(1);
    }

    private void putInTrace(String header) {
        System.setProperty(XRayTrace.HEADER_PROPERTY, header);
        try {
            service.put(ID, "{}");
        } finally {
            System.clearProperty(XRayTrace.HEADER_PROPERTY);
        }
    }

    @Test
    void logsNoIllegalOrderId() {
        service.put(EmbeddedService.event("alice@example.com\n{}", "{}", service.claims()));

        assertThat(service.logText()).doesNotContain("alice").hasLineCount(1);
    }

    @Test
    void logsNoSecretOrPersonalData() {
        service.store(anOrder(service.tenant, ID, OrderStatus.PENDING)
                .paymentDetails(aPayment("SECRET-stored"))
                .build());
        Map<String, Object> claims = service.claims();
        claims.put("email", "SECRET@example.com");
        claims.put("sub", "SECRET-sub");
        for (String body : new String[] {
            "{\"status\":\"paid\",\"paymentDetails\":{\"method\":\"SECRET\",\"transactionId\":\"SECRET\"}}",
            "{\"status\":\"SECRET\"}",
            "{\"status\":\"completed\"}",
            "{\"SECRET",
            "{\"SECRET\":1,\"SECRET\":2}",
            "{\"paymentDetails\":{\"paidAt\":\"SECRET\"}}"
        }) {
            service.put(EmbeddedService.event(ID.value(), body, claims));
        }

        assertThat(service.logLines()).hasSize(6);
        assertThat(service.logText()).doesNotContain("SECRET", "thandi", "Long Street");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GetItem", "UpdateItem"})
    void logsNoErrorMessageOfDynamoDb(String operation) {
        service.store(anOrder(service.tenant, ID, OrderStatus.PENDING).build());
        try (FaultInjectionProxy proxy =
                new FaultInjectionProxy(EmbeddedDynamoDb.shared().endpoint())) {
            proxy.onEvery(operation, Fault.error(400, "ValidationException", "Invalid value: {S: SECRET}"));

            service.at(proxy.endpoint()).put(ID, "{\"status\":\"paid\"}");
        }

        assertThat(service.logText()).doesNotContain("SECRET");
        assertThat(service.logLines()).singleElement().satisfies(line -> {
            assertThat(line.get("message").asText())
                    .startsWith("DynamoDB rejected " + operation)
                    .endsWith("(400 ValidationException).");
            assertThat(line.get("stackTrace").asText())
                    .contains("Caused by: software.amazon.awssdk.services.dynamodb.model.DynamoDbException\n");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"Item\":{\"SECRET", "{\"Item\":{\"status\":{\"S\":SECRET}}}"})
    void logsNoUnreadableResponseOfDynamoDb(String response) {
        try (FaultInjectionProxy proxy =
                new FaultInjectionProxy(EmbeddedDynamoDb.shared().endpoint())) {
            proxy.onEvery("GetItem", Fault.respond(200, response));

            service.at(proxy.endpoint()).put(ID, "{\"status\":\"paid\"}");
        }

        assertThat(service.logText()).doesNotContain("SECRET").contains("Caused by: software.amazon.awssdk.");
    }

    @Test
    void omitsSecretsFromToString() {
        PutRequest request = new PutRequest(
                Optional.empty(),
                Map.of("email", "SECRET"),
                Optional.empty(),
                new RequestHeaders(Map.of("Authorization", List.of("SECRET"))),
                Optional.of("SECRET"),
                false,
                Optional.of("gateway-1"),
                UpdateId.random(),
                Optional.empty(),
                Optional.empty());

        assertThat(List.of(
                                request,
                                request.headers(),
                                new PutResponse(200, Map.of(), "SECRET"),
                                new RequestBody(
                                        "paid", new RequestBody.Payment("SECRET", "SECRET", "SECRET", "SECRET")),
                                CallerIdentity.of(Map.of("custom:tenantId", "t", "email", "SECRET")))
                        .toString())
                .doesNotContain("SECRET")
                .contains("gateway-1");
    }

    @Test
    void handlesAndLogsAnError() {
        OrderRepository failing = new OrderRepository() {
            @Override
            public Optional<Order> find(OrderKey key) {
                throw new NoClassDefFoundError("SECRET/Type");
            }

            @Override
            public WriteOutcome apply(OrderChange change) {
                throw new AssertionError("nothing was found");
            }
        };
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        LambdaSettings settings = LambdaSettings.of(Map.of(), "orders-dev");
        PutOrderEndpoint endpoint = new PutOrderEndpoint(
                new UpdateOrder(failing, Clock.systemUTC()),
                settings,
                new RequestLog(new JsonLog(
                        new PrintStream(log, true, UTF_8), Clock.systemUTC(), settings, RequestMetrics.SERVICE)));

        APIGatewayProxyResponseEvent response = TypedHandler.rest(new UpdateOrderHandler(endpoint))
                .handleRequest(service.event(ID, "{\"status\":\"paid\"}"), null);

        OpenApiAssertions.check(response);
        assertThat(response.getStatusCode()).isEqualTo(500);
        assertThat(log.toString(UTF_8))
                .contains("\"message\":\"Unexpected failure\"", "java.lang.NoClassDefFoundError")
                .doesNotContain("SECRET");
    }
}
