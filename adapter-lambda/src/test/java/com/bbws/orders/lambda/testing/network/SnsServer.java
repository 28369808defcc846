package com.bbws.orders.lambda.testing.network;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * An SNS with one standard topic, over HTTP on the loopback address: the action {@code PublishBatch} of the query protocol, with
 * the checks that SNS documents. It accepts any signature.
 */
public final class SnsServer implements AutoCloseable {

    /** The topic. */
    public static final String TOPIC = "arn:aws:sns:af-south-1:123456789012:order-events-local";

    private static final int MAX_ENTRIES = 10;
    private static final int MAX_BYTES = 262_144;
    private static final String ENTRY = "PublishBatchRequestEntries.member.";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Message> messages = new CopyOnWriteArrayList<>();
    private final List<Integer> requests = new CopyOnWriteArrayList<>();
    private final Consumer<Message> subscriber;
    private volatile Predicate<Message> rejected = message -> false;

    /**
     * A published message.
     *
     * @param text the message
     * @param attributes the values of the message attributes, sorted by name
     */
    public record Message(String text, Map<String, String> attributes) {}

    /** Starts a server without a subscriber on a free port. */
    public SnsServer() {
        this(message -> {});
    }

    /**
     * Starts a server on a free port.
     *
     * @param subscriber receives each message that is published
     */
    public SnsServer(Consumer<Message> subscriber) {
        this.subscriber = subscriber;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException("no free port", failure);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    /** Returns the address of this server. */
    public URI endpoint() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    /** Returns the published messages, the oldest first. */
    public List<Message> messages() {
        return List.copyOf(messages);
    }

    /** Returns the number of messages in each accepted request. */
    public List<Integer> requests() {
        return List.copyOf(requests);
    }

    /** Rejects each message for which the condition is true, as an internal error of SNS. */
    public void reject(Predicate<Message> condition) {
        rejected = condition;
    }

    /** Stops the server. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange request) throws IOException {
        Map<String, String> parameters =
                parameters(new String(request.getRequestBody().readAllBytes(), UTF_8));
        String error = error(parameters, request.getRequestHeaders().containsKey("Authorization"));
        byte[] response = (error.isEmpty() ? publish(entries(parameters)) : errorResponse(error)).getBytes(UTF_8);
        request.getResponseHeaders().add("Content-Type", "text/xml");
        request.sendResponseHeaders(error.isEmpty() ? 200 : error.equals("NotFound") ? 404 : 400, response.length);
        request.getResponseBody().write(response);
        request.close();
    }

    private static Map<String, String> parameters(String form) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : form.split("&")) {
            String[] parts = pair.split("=", 2);
            parameters.put(URLDecoder.decode(parts[0], UTF_8), URLDecoder.decode(parts[1], UTF_8));
        }
        return parameters;
    }

    /** Returns the code of the error that SNS reports for a request; empty if the request is valid. */
    private static String error(Map<String, String> parameters, boolean isSigned) {
        Map<String, Message> entries = entries(parameters);
        if (!isSigned) {
            return "MissingAuthenticationToken";
        }
        if (!"PublishBatch".equals(parameters.get("Action")) || !"2010-03-31".equals(parameters.get("Version"))) {
            return "InvalidAction";
        }
        if (!TOPIC.equals(parameters.get("TopicArn"))) {
            return "NotFound";
        }
        if (entries.isEmpty()) {
            return "EmptyBatchRequest";
        }
        if (entries.size() > MAX_ENTRIES) {
            return "TooManyEntriesInBatchRequest";
        }
        if (bytes(entries) > MAX_BYTES) {
            return "BatchRequestTooLong";
        }
        Set<String> ids = new HashSet<>(entries.keySet());
        return ids.stream().allMatch(id -> id.matches("[A-Za-z0-9_-]{1,80}"))
                        && entries.values().stream()
                                .noneMatch(message -> message.text().isEmpty())
                ? ""
                : "InvalidParameter";
    }

    private static int bytes(Map<String, Message> entries) {
        return entries.values().stream()
                .mapToInt(message -> message.text().getBytes(UTF_8).length
                        + message.attributes().entrySet().stream()
                                .mapToInt(attribute ->
                                        (attribute.getKey() + "String" + attribute.getValue()).getBytes(UTF_8).length)
                                .sum())
                .sum();
    }

    private static Map<String, Message> entries(Map<String, String> parameters) {
        Map<String, Message> entries = new LinkedHashMap<>();
        for (int number = 1; parameters.containsKey(ENTRY + number + ".Id"); number++) {
            String entry = ENTRY + number + ".";
            Map<String, String> attributes = new TreeMap<>();
            for (int i = 1; parameters.containsKey(entry + "MessageAttributes.entry." + i + ".Name"); i++) {
                String attribute = entry + "MessageAttributes.entry." + i + ".";
                if (!"String".equals(parameters.get(attribute + "Value.DataType"))) {
                    throw new IllegalArgumentException("not a String: " + attribute);
                }
                attributes.put(parameters.get(attribute + "Name"), parameters.get(attribute + "Value.StringValue"));
            }
            if (entries.put(parameters.get(entry + "Id"), new Message(parameters.get(entry + "Message"), attributes))
                    != null) {
                throw new IllegalArgumentException("BatchEntryIdsNotDistinct");
            }
        }
        return entries;
    }

    private String publish(Map<String, Message> entries) {
        List<String> successful = new ArrayList<>();
        List<String> failed = new ArrayList<>();
        entries.forEach((id, message) -> {
            if (rejected.test(message)) {
                failed.add("<member><Id>" + id + "</Id><Code>InternalError</Code><Message>Try again</Message>"
                        + "<SenderFault>false</SenderFault></member>");
            } else {
                messages.add(message);
                subscriber.accept(message);
                successful.add("<member><Id>" + id + "</Id><MessageId>" + UUID.randomUUID() + "</MessageId></member>");
            }
        });
        requests.add(entries.size());
        return "<PublishBatchResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\"><PublishBatchResult>"
                + successful.stream().collect(joining("", "<Successful>", "</Successful>"))
                + failed.stream().collect(joining("", "<Failed>", "</Failed>"))
                + "</PublishBatchResult>" + metadata() + "</PublishBatchResponse>";
    }

    private static String errorResponse(String code) {
        return error(code, "Rejected");
    }

    /**
     * Returns an error in SNS's format.
     *
     * @param code the code of the error
     * @param message the message
     */
    public static String error(String code, String message) {
        return "<ErrorResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\"><Error><Type>Sender</Type><Code>"
                + code
                + "</Code><Message>" + message + "</Message></Error><RequestId>" + UUID.randomUUID()
                + "</RequestId></ErrorResponse>";
    }

    private static String metadata() {
        return "<ResponseMetadata><RequestId>" + UUID.randomUUID() + "</RequestId></ResponseMetadata>";
    }
}
