package com.bbws.orders.lambda;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent.ProxyRequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.TenantId;
import com.bbws.orders.dynamodb.testing.OrderItems;
import com.bbws.orders.dynamodb.testing.TestTable;
import com.bbws.orders.lambda.testing.response.OpenApiAssertions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The service in a test, with one tenant and its orders, wherever the handler and the table run. */
abstract class TestService {

    static final String GATEWAY_REQUEST_ID = "gateway-request-1";

    /** Each service has a new tenant, so no test has to clean up. */
    final TenantId tenant;

    private final TestTable table;

    TestService(TenantId tenant, TestTable table) {
        this.tenant = tenant;
        this.table = table;
    }

    /** Returns a new tenant. */
    static TenantId newTenant() {
        return new TenantId("tenant_" + UUID.randomUUID());
    }

    final OrderKey key(OrderId id) {
        return new OrderKey(tenant, id);
    }

    /** Sends an event to the handler for REST APIs. */
    abstract APIGatewayProxyResponseEvent send(APIGatewayProxyRequestEvent event);

    /** Sends a PUT and checks the response against the description of the API. */
    final APIGatewayProxyResponseEvent put(APIGatewayProxyRequestEvent event) {
        APIGatewayProxyResponseEvent response = send(event);
        OpenApiAssertions.check(response);
        return response;
    }

    final APIGatewayProxyResponseEvent put(OrderId id, String body) {
        return put(event(id, body));
    }

    /** Returns an event of a REST API for a user of the tenant. */
    final APIGatewayProxyRequestEvent event(OrderId id, String body) {
        return event(id.value(), body, claims());
    }

    final Map<String, Object> claims() {
        Map<String, Object> claims = new HashMap<>();
        claims.put("custom:tenantId", tenant.value());
        claims.put("email", "alice@example.com");
        claims.put("sub", "0a1b2c3d");
        return claims;
    }

    static APIGatewayProxyRequestEvent event(String id, String body, Map<String, Object> claims) {
        ProxyRequestContext gateway = new ProxyRequestContext();
        gateway.setRequestId(GATEWAY_REQUEST_ID);
        gateway.setExtendedRequestId(UUID.randomUUID().toString());
        gateway.setAuthorizer(new HashMap<>(Map.of("claims", claims)));
        return new APIGatewayProxyRequestEvent()
                .withHttpMethod("PUT")
                .withPath("/v1.0/orders/" + id)
                .withPathParameters(Map.of("orderId", id))
                .withBody(body)
                .withIsBase64Encoded(false)
                .withRequestContext(gateway);
    }

    static APIGatewayProxyRequestEvent ifMatch(APIGatewayProxyRequestEvent event, String value) {
        return header(event, "if-match", value);
    }

    /** Sets the one header of an event. */
    static APIGatewayProxyRequestEvent header(APIGatewayProxyRequestEvent event, String name, String value) {
        return event.withHeaders(Map.of(name, value)).withMultiValueHeaders(Map.of(name, List.of(value)));
    }

    final void store(Order order) {
        store(OrderItems.of(order));
    }

    final void store(Map<String, AttributeValue> item) {
        table.put(item);
    }

    final void remove(OrderId id) {
        table.remove(key(id));
    }

    /** Returns the stored item; empty if none exists. */
    final Map<String, AttributeValue> stored(OrderId id) {
        return table.item(key(id));
    }
}
