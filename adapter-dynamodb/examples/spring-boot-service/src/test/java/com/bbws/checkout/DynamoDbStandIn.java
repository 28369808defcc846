package com.bbws.checkout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers GetItem and UpdateItem over HTTP, so that a test needs no database. It compares the lock token, and nothing else. */
final class DynamoDbStandIn implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern ASSIGNMENT = Pattern.compile("(#\\w+) = (:\\w+)");

    private final Map<JsonNode, ObjectNode> items = new ConcurrentHashMap<>();
    private final AtomicReference<Runnable> overtaking = new AtomicReference<>(() -> {});
    private final HttpServer server;

    DynamoDbStandIn() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    URI endpoint() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    /** Stores an order whose total is 299.00 ZAR, and returns its item, to which a test may add attributes. */
    ObjectNode put(String table, String tenant, String order, String status, String lockToken) {
        ObjectNode key = JSON.createObjectNode();
        key.putObject("PK").put("S", "TENANT#" + tenant);
        key.putObject("SK").put("S", "ORDER#" + order);
        ObjectNode item = key.deepCopy();
        item.putObject("status").put("S", status);
        item.putObject("dateLastUpdated").put("S", lockToken);
        item.putObject("currency").put("S", "ZAR");
        item.putObject("subtotal").put("N", "299.00");
        items.put(location(table, key), item);
        return item;
    }

    /** Sets what another service does before the next update, and only then. */
    void beforeTheNextUpdate(Runnable write) {
        overtaking.set(write);
    }

    private void answer(HttpExchange exchange) throws IOException {
        JsonNode request = JSON.readTree(exchange.getRequestBody());
        ObjectNode response = JSON.createObjectNode();
        int status = 200;
        ObjectNode item = items.get(location(request.get("TableName").textValue(), request.get("Key")));
        if (exchange.getRequestHeaders().getFirst("X-Amz-Target").endsWith(".UpdateItem")) {
            overtaking.getAndSet(() -> {}).run();
            if (item == null || !hasExpectedToken(item, request)) {
                status = 400;
                response.put("__type", "com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException");
                response.put("message", "The conditional request failed");
            } else {
                update(item, request);
            }
        }
        if (item != null && (status == 400 || !request.has("UpdateExpression"))) {
            response.set("Item", item);
        }
        byte[] body = JSON.writeValueAsBytes(response);
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
        exchange.getResponseHeaders().set("x-amzn-RequestId", UUID.randomUUID().toString()); // only AWS sends it
        exchange.sendResponseHeaders(status, body.length);
        try (exchange) {
            exchange.getResponseBody().write(body);
        }
    }

    private static boolean hasExpectedToken(ObjectNode item, JsonNode request) {
        return item.get("dateLastUpdated")
                .equals(request.get("ExpressionAttributeValues").get(":expected"));
    }

    private static void update(ObjectNode item, JsonNode request) {
        String expression = request.get("UpdateExpression").textValue().replaceAll(" REMOVE .*", "");
        Matcher assignment = ASSIGNMENT.matcher(expression);
        while (assignment.find()) {
            item.set(
                    request.get("ExpressionAttributeNames")
                            .get(assignment.group(1))
                            .textValue(),
                    request.get("ExpressionAttributeValues").get(assignment.group(2)));
        }
    }

    private static JsonNode location(String table, JsonNode key) {
        return JSON.createObjectNode().put("table", table).set("key", key);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
