package com.bbws.orders.lambda.image;

import static com.bbws.orders.domain.testing.OrderFixtures.TENANT;
import static com.bbws.orders.domain.testing.OrderFixtures.anOrder;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.bbws.orders.domain.LockToken;
import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.dynamodb.DynamoDbSettings;
import com.bbws.orders.dynamodb.testing.EmbeddedDynamoDb;
import com.bbws.orders.dynamodb.testing.FaultInjectionProxy;
import com.bbws.orders.dynamodb.testing.OrderItems;
import com.bbws.orders.dynamodb.testing.TestTable;
import com.bbws.orders.lambda.UpdateOrderHandler;
import com.bbws.orders.lambda.testing.function.LambdaRuntimeApi;
import com.bbws.orders.lambda.testing.network.TlsTerminationProxy;
import com.bbws.orders.lambda.testing.response.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The environment of a function in production: Lambda's runtime API, a database behind TLS with orders in every status, and
 * requests of every kind.
 */
final class TrainingEnvironment implements AutoCloseable {

    private static final String PAID = "{\"status\":\"paid\",\"paymentDetails\":{\"method\":\"payfast\"}}";
    private static final String CURRENT = "\"2025-12-30T10:00:00Z\"";
    private static final String STALE = "\"2020-01-01T00:00:00Z\"";

    private final TestTable table = TestTable.embedded();
    private final Path folder;
    private final JsonNode sample = sample();
    private final LambdaRuntimeApi lambda = new LambdaRuntimeApi();
    private final FaultInjectionProxy proxy =
            new FaultInjectionProxy(EmbeddedDynamoDb.shared().endpoint());
    private final TlsTerminationProxy database;

    /**
     * Starts the servers.
     *
     * @param folder an empty folder for temporary files
     */
    TrainingEnvironment(Path folder) throws IOException, InterruptedException, GeneralSecurityException {
        this.folder = folder;
        this.database = new TlsTerminationProxy(proxy.endpoint(), folder);
        for (OrderStatus status : OrderStatus.values()) {
            table.put(anOrder(TENANT, new OrderId(status.wireName()), status).build());
        }
        Map<String, AttributeValue> unreadable = new HashMap<>(OrderItems.of(
                anOrder(TENANT, new OrderId("expired"), OrderStatus.PENDING).build()));
        unreadable.put("status", AttributeValue.fromS("EXPIRED"));
        table.put(unreadable);
    }

    /** Starts the function with the handler for REST APIs; the handler for HTTP APIs differs in a few classes. */
    ImageFunction start(ImageLayout task, JavaRuntime java, List<String> options) throws IOException {
        Map<String, String> environment = new HashMap<>();
        environment.put(DynamoDbSettings.TABLE_NAME_VARIABLE, table.settings().tableName());
        environment.put(DynamoDbSettings.ENDPOINT_VARIABLE, database.endpoint().toString());
        environment.put("AWS_LAMBDA_RUNTIME_API", lambda.address());
        environment.put("LAMBDA_TASK_ROOT", task.path().toString());
        environment.put("AWS_LAMBDA_FUNCTION_NAME", "update_order");
        environment.put("AWS_REGION", "af-south-1");
        environment.put("AWS_ACCESS_KEY_ID", "local");
        environment.put("AWS_SECRET_ACCESS_KEY", "local");
        environment.put("AWS_SESSION_TOKEN", "local");
        environment.put("LANG", "en_US.UTF-8");
        environment.put("PRIMING_LIMIT_MILLIS", "60000"); // a build is slower than an init phase
        List<String> all =
                Stream.concat(database.trust().stream(), options.stream()).toList();
        return new ImageFunction(
                task, UpdateOrderHandler.class.getName(), java, all, environment, folder.resolve("output"));
    }

    /**
     * Sends requests of every kind.
     *
     * @throws IllegalStateException if a response has another status code than expected
     */
    void sendEveryKind() throws InterruptedException {
        OrderId racing = new OrderId(OrderStatus.PAYMENT_PENDING.wireName());
        lambda.awaitReady(); // after the priming, whose writes do not count
        proxy.on(
                "UpdateItem",
                proxy.requests("UpdateItem") + 1,
                FaultInjectionProxy.Fault.passAfter(() -> table.put(anOrder(TENANT, racing, OrderStatus.CANCELLED)
                        .lockToken(new LockToken("2026-01-05T12:00:01Z"))
                        .build())));
        send(409, racing.value(), PAID, null);
        sendOne();
        send(200, "pending", PAID, null);
        send(412, "paid", "{\"status\":\"processing\"}", STALE);
        send(400, "completed", "{\"status\":\"cancelled\"}", null);
        send(400, "processing", "{\"status\":\"paid\"}", CURRENT);
        send(400, "paid", "{\"status\":\"unheard of\",\"paymentDetails\":{\"method\":4711}}", null);
        send(400, "paid", "no JSON", null);
        send(404, "absent", PAID, null);
        send(500, "expired", PAID, null);
        send(403, event("paid", PAID, null, "custom:tenantId"));
    }

    /** Sends a request that pays a pending order. */
    void sendOne() throws InterruptedException {
        table.put(anOrder(TENANT, new OrderId("pending"), OrderStatus.PENDING).build());
        send(200, "pending", PAID, CURRENT);
        if (!table.item(new OrderKey(TENANT, new OrderId("pending")))
                .get("status")
                .s()
                .equals("paid")) {
            throw new IllegalStateException("The function returned 200 but did not write the order");
        }
    }

    @Override
    public void close() throws IOException {
        database.close();
        proxy.close();
        lambda.close();
    }

    private void send(int expected, String orderId, String body, String ifMatch) throws InterruptedException {
        send(expected, event(orderId, body, ifMatch, ""));
    }

    private void send(int expected, String event) throws InterruptedException {
        String response = lambda.invoke(event);
        if (Json.parse(response).path("statusCode").asInt() != expected) {
            throw new IllegalStateException(
                    "Expected the status code " + expected + ", but the response is " + response);
        }
    }

    /** Returns the sample event with other content, and without {@code If-Match} if that is null. */
    private String event(String orderId, String body, String ifMatch, String withoutClaim) {
        ObjectNode event = sample.deepCopy();
        event.putObject("pathParameters").put("orderId", orderId);
        event.put("body", body);
        ObjectNode headers = (ObjectNode) event.get("headers");
        ObjectNode multiValueHeaders = (ObjectNode) event.get("multiValueHeaders");
        headers.remove("If-Match");
        multiValueHeaders.remove("If-Match");
        if (ifMatch != null) {
            headers.put("If-Match", ifMatch);
            multiValueHeaders.putArray("If-Match").add(ifMatch);
        }
        ObjectNode claims = (ObjectNode) event.at("/requestContext/authorizer/claims");
        claims.put("custom:tenantId", TENANT.value()).remove(withoutClaim);
        return event.toString();
    }

    private static JsonNode sample() throws IOException {
        try (InputStream event = TrainingEnvironment.class.getResourceAsStream("/events/put-order-rest.json")) {
            return Json.parse(new String(event.readAllBytes(), UTF_8));
        }
    }
}
