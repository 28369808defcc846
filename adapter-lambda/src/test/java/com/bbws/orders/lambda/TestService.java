package com.bbws.orders.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent.ProxyRequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.TenantId;
import com.bbws.orders.domain.testing.OrderFixtures;
import com.bbws.orders.dynamodb.DynamoDbSettings;
import com.bbws.orders.dynamodb.testing.EmbeddedDynamoDb;
import com.bbws.orders.dynamodb.testing.OrderItems;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.StreamRecord;

/** The deployed service in one test: both handlers on a table in an embedded DynamoDB, and what they log. */
final class TestService {

    static final String GATEWAY_REQUEST_ID = "gateway-request-1";

    private static final EmbeddedDynamoDb DATABASE = EmbeddedDynamoDb.shared();
    private static final DynamoDbSettings TABLE = DATABASE.newTable();
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    /** A tenant of its own for each service takes the place of cleaning up. */
    final TenantId tenant;

    final Map<String, String> environment = new HashMap<>();
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private Clock clock = Clock.fixed(OrderFixtures.NOON, ZoneOffset.UTC);

    TestService() {
        this(new TenantId("tenant_" + UUID.randomUUID()));
    }

    TestService(TenantId tenant) {
        this.tenant = tenant;
        environment.put(DynamoDbSettings.TABLE_NAME_VARIABLE, TABLE.tableName());
        environment.put(
                DynamoDbSettings.ENDPOINT_VARIABLE,
                TABLE.endpoint().orElseThrow().toString());
    }

    TestService with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    TestService at(URI databaseEndpoint) {
        return with(DynamoDbSettings.ENDPOINT_VARIABLE, databaseEndpoint.toString());
    }

    TestService sameTenantOverAReliableLink() {
        return new TestService(tenant);
    }

    TestService withClock(Clock clock) {
        this.clock = clock;
        return this;
    }

    /** Builds the service anew, as a cold start does. */
    PutOrderEndpoint endpoint() {
        return Wiring.endpoint(environment, clock, new PrintStream(log, true, UTF_8));
    }

    /** Builds the hook that runs before a snapshot. */
    SnapshotPriming priming() {
        return Wiring.priming(environment, clock, new PrintStream(log, true, UTF_8));
    }

    APIGatewayProxyResponseEvent put(OrderId id, String body) {
        return put(event(id, body));
    }

    /** Puts, and holds the answer against the API's description. */
    APIGatewayProxyResponseEvent put(APIGatewayProxyRequestEvent event) {
        APIGatewayProxyResponseEvent answer =
                new UpdateOrderHandler(endpoint()).handleRequest(event, new LocalContext());
        DescribedAnswers.check(answer.getStatusCode(), answer.getHeaders(), answer.getBody());
        return answer;
    }

    /** Puts, and holds the answer against the API's description. */
    APIGatewayV2HTTPResponse put(APIGatewayV2HTTPEvent event) {
        APIGatewayV2HTTPResponse answer =
                new UpdateOrderHttpApiHandler(endpoint()).handleRequest(event, new LocalContext());
        DescribedAnswers.check(answer.getStatusCode(), answer.getHeaders(), answer.getBody());
        return answer;
    }

    /** Returns a REST event as API Gateway sends it for one of the tenant's users. */
    APIGatewayProxyRequestEvent event(OrderId id, String body) {
        return event(id.value(), body, claims());
    }

    Map<String, Object> claims() {
        Map<String, Object> claims = new HashMap<>();
        claims.put("custom:tenantId", tenant.value());
        claims.put("email", "alice@example.com");
        claims.put("sub", "0a1b2c3d");
        return claims;
    }

    static APIGatewayProxyRequestEvent event(String id, String body, Map<String, Object> claims) {
        ProxyRequestContext gateway = new ProxyRequestContext();
        gateway.setRequestId(GATEWAY_REQUEST_ID);
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
        return event.withHeaders(Map.of("if-match", value)).withMultiValueHeaders(Map.of("if-match", List.of(value)));
    }

    void store(Order order) {
        store(OrderItems.of(order));
    }

    void store(Map<String, AttributeValue> item) {
        DATABASE.client().putItem(put -> put.tableName(TABLE.tableName()).item(item));
    }

    void remove(OrderId id) {
        DATABASE.client()
                .deleteItem(delete -> delete.tableName(TABLE.tableName()).key(OrderItems.key(tenant, id)));
    }

    /** Returns the item as it is stored; empty if there is none. */
    Map<String, AttributeValue> stored(OrderId id) {
        return DATABASE.client()
                .getItem(get -> get.tableName(TABLE.tableName())
                        .key(OrderItems.key(tenant, id))
                        .consistentRead(true))
                .item();
    }

    /** Returns what happened to an order's item, from the table's stream. */
    List<StreamRecord> changesOf(OrderId id) {
        return DATABASE.changesOf(TABLE.tableName(), OrderItems.key(tenant, id));
    }

    List<JsonNode> logLines() {
        return log.toString(UTF_8).lines().map(TestService::json).toList();
    }

    String logText() {
        return log.toString(UTF_8);
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException notJson) {
            throw new UncheckedIOException(notJson);
        }
    }
}
