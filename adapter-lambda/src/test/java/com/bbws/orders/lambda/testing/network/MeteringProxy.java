package com.bbws.orders.lambda.testing.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A proxy for DynamoDB Local that records the consumed capacity of each request. */
public final class MeteringProxy implements AutoCloseable {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TARGET = "X-Amz-Target";

    /** DynamoDB Local requires a signature but does not verify it against the body. */
    private static final List<String> OF_A_REQUEST = List.of(TARGET, "Authorization", "Content-Type", "X-Amz-Date");

    private static final List<String> OF_AN_ANSWER = List.of("Content-Type", "x-amz-crc32", "x-amzn-RequestId");

    private final URI database;
    private final HttpServer server;
    private final List<MeteredRequest> calls = new CopyOnWriteArrayList<>();
    private final Map<String, Runnable> interruptions = new ConcurrentHashMap<>();

    /**
     * Starts the proxy on a free port.
     *
     * @param database the address of DynamoDB
     */
    public MeteringProxy(URI database) throws IOException {
        this.database = database;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::pass);
        server.start();
    }

    /** Returns the address of the proxy. */
    public URI endpoint() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    /** Returns the requests so far, in order. */
    public List<MeteredRequest> calls() {
        return List.copyOf(calls);
    }

    /** Runs an action before the next request of an operation is passed on. */
    public void beforeNext(String operation, Runnable interruption) {
        interruptions.put(operation, interruption);
    }

    /** Stops the proxy. */
    @Override
    public void close() {
        server.stop(0);
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            String target = exchange.getRequestHeaders().getFirst(TARGET);
            String operation = target.substring(target.indexOf('.') + 1);
            JsonNode request = JSON.readTree(exchange.getRequestBody());
            Optional.ofNullable(interruptions.remove(operation)).ifPresent(Runnable::run);
            ObjectNode metered = request.<ObjectNode>deepCopy().put("ReturnConsumedCapacity", "INDEXES");
            HttpResponse<byte[]> response = forward(exchange, metered);
            JsonNode consumed = JSON.readTree(response.body()).path("ConsumedCapacity");
            calls.add(new MeteredRequest(operation, request, response.statusCode(), consumed));
            for (String name : OF_AN_ANSWER) {
                response.headers()
                        .firstValue(name)
                        .ifPresent(value -> exchange.getResponseHeaders().set(name, value));
            }
            exchange.sendResponseHeaders(response.statusCode(), response.body().length);
            exchange.getResponseBody().write(response.body());
        }
    }

    private HttpResponse<byte[]> forward(HttpExchange exchange, JsonNode request) throws IOException {
        HttpRequest.Builder copy = HttpRequest.newBuilder(database)
                .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(request)));
        for (String name : OF_A_REQUEST) {
            Optional.ofNullable(exchange.getRequestHeaders().getFirst(name))
                    .ifPresent(value -> copy.header(name, value));
        }
        try {
            return CLIENT.send(copy.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException cut) {
            throw new InterruptedIOException();
        }
    }
}
