package com.bbws.orders.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.bbws.orders.application.OrderDocument;
import com.bbws.orders.application.UpdateOrder;
import com.bbws.orders.domain.LockToken;
import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.OrderChange;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.contract.InMemoryOrders;
import com.bbws.orders.domain.port.OrderRepository;
import com.bbws.orders.domain.port.WriteOutcome;
import com.bbws.orders.domain.testing.OrderFixtures;
import com.bbws.orders.lambda.testing.event.LambdaJson;
import com.bbws.orders.lambda.testing.event.StubContext;
import com.bbws.orders.lambda.testing.event.TypedHandler;
import com.bbws.orders.lambda.testing.response.ContractAssertions;
import com.bbws.orders.lambda.testing.response.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The handlers on one order in memory, for many requests. Checks after every request what holds for all requests: the form of
 * the response, one log line, and an order that changes only as allowed.
 */
final class InvariantCheckingService implements OrderRepository {

    private static final Clock CLOCK = Clock.fixed(OrderFixtures.NOON, ZoneOffset.UTC);

    private static final LambdaSettings SETTINGS = LambdaSettings.of(Map.of(), "orders-test");

    private static final Set<String> CHANGEABLE =
            Set.of("status", "paymentDetails", "dateLastUpdated", "lastUpdatedBy");

    private final InMemoryOrders orders = new InMemoryOrders();
    private final Order before;
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final PutOrderEndpoint endpoint;
    private int writes;

    InvariantCheckingService(Order order) {
        before = order;
        orders.put(order);
        endpoint = new PutOrderEndpoint(
                new UpdateOrder(this, CLOCK),
                SETTINGS,
                new RequestLog(
                        new JsonLog(new PrintStream(log, true, UTF_8), CLOCK, SETTINGS, RequestMetrics.SERVICE)));
    }

    @Override
    public Optional<Order> find(OrderKey key) {
        return orders.find(key);
    }

    @Override
    public WriteOutcome apply(OrderChange change) {
        writes++;
        return orders.apply(change);
    }

    APIGatewayProxyResponseEvent put(APIGatewayProxyRequestEvent event) {
        return putRest(LambdaJson.write(event).getBytes(UTF_8));
    }

    APIGatewayV2HTTPResponse put(APIGatewayV2HTTPEvent event) {
        return putHttpApi(LambdaJson.write(event).getBytes(UTF_8));
    }

    /** Sends any event to the handler for REST APIs. */
    APIGatewayProxyResponseEvent putRest(byte[] event) {
        APIGatewayProxyResponseEvent response =
                TypedHandler.rest(new UpdateOrderHandler(endpoint)).handleRequest(event, new StubContext());
        check(response.getStatusCode(), response.getHeaders(), response.getBody());
        return response;
    }

    /** Sends any event to the handler for HTTP APIs. */
    APIGatewayV2HTTPResponse putHttpApi(byte[] event) {
        APIGatewayV2HTTPResponse response =
                TypedHandler.httpApi(new UpdateOrderHttpApiHandler(endpoint)).handleRequest(event, new StubContext());
        check(response.getStatusCode(), response.getHeaders(), response.getBody());
        return response;
    }

    private void check(int statusCode, Map<String, String> headers, String body) {
        ContractAssertions.check(statusCode, headers, body);
        assertThat(writes).as("writes, response %s", statusCode).isBetween(0, statusCode == 200 ? 1 : 0);
        checkOrder();
        List<JsonNode> lines = log.toString(UTF_8).lines().map(Json::parse).toList();
        assertThat(lines).as("log lines").hasSize(1);
        assertThat(lines.get(0).path("statusCode").intValue()).isEqualTo(statusCode);
        assertThat(lines.get(0).has("stackTrace")).as("a stack trace").isFalse();
    }

    private void checkOrder() {
        Order after = orders.find(before.key()).orElseThrow();
        if (writes == 0) {
            assertThat(after).isSameAs(before);
            return;
        }
        assertThat(immutablePart(after)).isEqualTo(immutablePart(before));
        assertThat(after.lockToken().map(LockToken::instant).orElseThrow())
                .isAfter(before.lockToken().map(LockToken::instant).orElseThrow());
    }

    private static Map<String, ?> immutablePart(Order order) {
        Map<String, Object> document = new HashMap<>(OrderDocument.of(order));
        document.keySet().removeAll(CHANGEABLE);
        return document;
    }
}
