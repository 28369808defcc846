package com.bbws.orders.lambda;

import static com.bbws.orders.domain.testing.OrderFixtures.ID;
import static com.bbws.orders.domain.testing.OrderFixtures.anOrder;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.dynamodb.testing.ClosedPort;
import com.bbws.orders.dynamodb.testing.OrderItems;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The contract for the handler in this JVM with an embedded DynamoDB, and its settings, clock and log. */
class UpdateOrderHandlerTest extends PutOrderContract {

    private static final String PAID = "{\"status\":\"paid\"}";

    private final EmbeddedService service = new EmbeddedService();

    @Override
    TestService service() {
        return service;
    }

    @Test
    void usesTheTimeOfTheUpdateAsVersion() {
        service.store(anOrder(service.tenant, ID, OrderStatus.PENDING).build());

        assertThat(service.put(ID, PAID).getHeaders()).containsEntry("ETag", "\"2026-01-05T12:00:00.000000Z\"");
    }

    @Test
    void returns500AndWritesNothingForAnUnknownStoredStatus() {
        Map<String, AttributeValue> item = new HashMap<>(
                OrderItems.of(anOrder(service.tenant, ID, OrderStatus.PENDING).build()));
        item.put("status", AttributeValue.fromS("EXPIRED"));
        service.store(item);
        Map<String, AttributeValue> before = service.stored(ID);

        APIGatewayProxyResponseEvent response = service.put(ID, PAID);

        assertRejected(response, 500, "Internal Server Error", "INTERNAL_ERROR", "An unexpected error occurred");
        assertThat(service.stored(ID)).isEqualTo(before);
        assertThat(service.logLines()).singleElement().satisfies(line -> {
            assertThat(line.get("level").asText()).isEqualTo("ERROR");
            assertThat(line.get("message").asText())
                    .contains("cannot be read: status: found 'EXPIRED', expected one of pending");
            assertThat(line.get("stackTrace").asText()).contains("StoreException$Unreadable", "\tat com.bbws.orders");
        });
    }

    @Test
    void returns500IfTheDatabaseIsUnreachable() {
        EmbeddedService unreachable = new EmbeddedService().at(ClosedPort.endpoint());

        APIGatewayProxyResponseEvent response = unreachable.put(ID, PAID);

        assertRejected(response, 500, "Internal Server Error", "INTERNAL_ERROR", "An unexpected error occurred");
        assertThat(unreachable.logLines())
                .singleElement()
                .satisfies(line -> assertThat(line.get("message").asText())
                        .startsWith("DynamoDB did not respond to GetItem on table "));
    }

    @Test
    void returns403ForAnEmptyEvent() {
        assertForbidden(service.put(new APIGatewayProxyRequestEvent()), "Missing tenantId in authorization");
        assertForbidden(service.put((APIGatewayProxyRequestEvent) null), "Missing tenantId in authorization");
    }

    @Test
    void returns403OutsideTheRequiredGroup() {
        service.with("REQUIRED_GROUP", "order-writers");

        assertForbidden(service.put(ID, PAID), "The token does not contain the required group");
    }

    @Test
    void acceptsAClientInTheRequiredGroup() {
        service.with("REQUIRED_GROUP", "order-writers");
        service.store(anOrder(service.tenant, ID, OrderStatus.PENDING).build());
        Map<String, Object> claims = service.claims();
        claims.put("cognito:groups", "readers,order-writers");

        assertThat(service.put(TestService.event(ID.value(), PAID, claims)).getStatusCode())
                .isEqualTo(200);
    }

    @Test
    void returns403WithoutTheRequiredScope() {
        service.with("REQUIRED_SCOPE", "orders/write");

        assertForbidden(service.put(ID, PAID), "The token does not contain the required scope");
    }

    @Test
    void requiresIfMatchForAChangeIfTheDeploymentRequiresIt() {
        service.with("REQUIRE_IF_MATCH", "true");
        service.store(anOrder(service.tenant, ID, OrderStatus.PENDING).build());

        APIGatewayProxyResponseEvent response = service.put(ID, PAID);

        JsonNode body = assertRejected(
                response,
                428,
                "Precondition Required",
                "PRECONDITION_REQUIRED",
                "If-Match is required: send the ETag of the order that the update is based on");
        assertThat(body.get("currentStatus").asText()).isEqualTo("pending");
        assertThat(body.at("/current/status").asText()).isEqualTo("pending");
        assertThat(service.stored(ID).get("status").s()).isEqualTo("pending");
        assertThat(service.put(TestService.ifMatch(
                                service.event(ID, PAID), response.getHeaders().get("ETag")))
                        .getStatusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "pending,   '{\"status\":\"pending\"}',   200",
        "completed, '{\"status\":\"cancelled\"}', 400",
        "pending,   '{\"status\":\"completed\"}', 400",
        "pending,   '{\"status\":\"unknown\"}',   400"
    })
    void checksTheRequiredIfMatchAfterAllRules(String status, String body, int statusCode) {
        service.with("REQUIRE_IF_MATCH", "true");
        service.store(anOrder(service.tenant, ID, OrderStatus.ofWireName(status).orElseThrow())
                .build());

        assertThat(service.put(ID, body).getStatusCode()).isEqualTo(statusCode);
    }

    /** The client says that it overwrites any version. */
    @Test
    void acceptsAnyVersionIfTheDeploymentRequiresIfMatch() {
        service.with("REQUIRE_IF_MATCH", "true");
        service.store(anOrder(service.tenant, ID, OrderStatus.PENDING).build());

        assertThat(service.put(TestService.ifMatch(service.event(ID, PAID), "*"))
                        .getStatusCode())
                .isEqualTo(200);
    }

    @Test
    void returnsTheConfiguredOrigin() {
        service.with("CORS_ALLOW_ORIGIN", "https://portal.example.com");

        assertThat(service.put(ID, PAID).getHeaders())
                .containsEntry("Access-Control-Allow-Origin", "https://portal.example.com");
    }
}
