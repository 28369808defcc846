package com.bbws.orders.dynamodb.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.bbws.orders.dynamodb.DynamoDbSettings;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A way to DynamoDB on which requests and answers get lost, as ordered. Whatever no fault is ordered for passes.
 *
 * <pre>{@code
 * try (UnreliableLink link = new UnreliableLink(EmbeddedDynamoDb.shared().endpoint())) {
 *     link.on("UpdateItem", 1, Fault.dropAnswer());
 *     DynamoDbOrders.open(link.to(table))...
 * }
 * }</pre>
 */
public final class UnreliableLink implements AutoCloseable {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Headers that belong to a connection, and are set anew on the next one. */
    private static final Set<String> OF_THE_CONNECTION =
            Set.of("connection", "content-length", "date", "expect", "host", "keep-alive", "transfer-encoding");

    private final URI target;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Map<String, Integer> requests = new ConcurrentHashMap<>();
    private final Map<String, Fault> faults = new ConcurrentHashMap<>();

    /**
     * Opens a link on a free port.
     *
     * @param target where DynamoDB listens
     */
    public UnreliableLink(URI target) {
        this.target = target;
        try {
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new IllegalStateException("no free port", failure);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    /** Returns the way to the same table over this link. */
    public DynamoDbSettings to(DynamoDbSettings table) {
        return new DynamoDbSettings(table.tableName(), table.region(), Optional.of(endpoint()), table.profile());
    }

    /** Returns where this link listens. */
    public URI endpoint() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    /**
     * Orders a fault for one request.
     *
     * @param operation such as {@code UpdateItem}
     * @param number the how manieth request of this operation, from 1
     * @param fault what happens to it
     */
    public void on(String operation, int number, Fault fault) {
        faults.put(operation + " " + number, fault);
    }

    /** Orders a fault for every request of an operation that has none of its own. */
    public void onEvery(String operation, Fault fault) {
        faults.put(operation, fault);
    }

    /** Returns how many requests of an operation have come so far. */
    public int requests(String operation) {
        return requests.getOrDefault(operation, 0);
    }

    /** Returns how many requests have come so far, by operation. */
    public Map<String, Integer> requests() {
        return Map.copyOf(requests);
    }

    /** Cuts the link. */
    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange request) throws IOException {
        try (request) {
            String header = request.getRequestHeaders().getFirst("X-Amz-Target");
            String operation = header.substring(header.indexOf('.') + 1);
            int number = requests.merge(operation, 1, Integer::sum);
            Fault fault = faults.getOrDefault(
                    operation + " " + number, faults.getOrDefault(operation, new Fault(UnreliableLink::pass)));
            fault.happening.to(this, request);
        }
    }

    private void pass(HttpExchange request) throws IOException {
        HttpResponse<byte[]> answer = forward(request);
        answer.headers().map().forEach((name, values) -> {
            if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                request.getResponseHeaders().put(name, values);
            }
        });
        answer(request, answer.statusCode(), answer.body());
    }

    private HttpResponse<byte[]> forward(HttpExchange request) throws IOException {
        HttpRequest.Builder copy = HttpRequest.newBuilder(target.resolve(request.getRequestURI()))
                .method(
                        request.getRequestMethod(),
                        HttpRequest.BodyPublishers.ofByteArray(
                                request.getRequestBody().readAllBytes()));
        request.getRequestHeaders().forEach((name, values) -> {
            if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> copy.header(name, value));
            }
        });
        try {
            return CLIENT.send(copy.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException cut) {
            throw new InterruptedIOException();
        }
    }

    private static void answer(HttpExchange request, int status, byte[] body) throws IOException {
        request.getRequestBody().readAllBytes();
        request.sendResponseHeaders(status, body.length);
        request.getResponseBody().write(body);
    }

    /** Sends a sign of life now and then, for ever. */
    private void drip(HttpExchange request) throws IOException {
        request.getRequestBody().readAllBytes();
        request.sendResponseHeaders(200, 0);
        OutputStream body = request.getResponseBody();
        try {
            do {
                body.write(' ');
                body.flush();
            } while (!closed.await(500, TimeUnit.MILLISECONDS));
        } catch (InterruptedException cut) {
            throw new InterruptedIOException();
        }
    }

    private void hang() throws IOException {
        try {
            closed.await();
        } catch (InterruptedException cut) {
            throw new InterruptedIOException();
        }
    }

    private interface Happening {
        /** Deals with a request; one that is left unanswered has its connection closed. */
        void to(UnreliableLink link, HttpExchange request) throws IOException;
    }

    /** What happens to a request on its way. */
    public static final class Fault {

        private final Happening happening;

        private Fault(Happening happening) {
            this.happening = happening;
        }

        /** The connection breaks before the request arrives. */
        public static Fault dropRequest() {
            return new Fault((link, request) -> {});
        }

        /** The request is carried out, and the connection breaks before the answer arrives. */
        public static Fault dropAnswer() {
            return dropAnswerAfter(() -> {});
        }

        /** As {@link #dropAnswer}, with something that happens before the caller notices. */
        public static Fault dropAnswerAfter(Runnable meanwhile) {
            return new Fault((link, request) -> {
                link.forward(request);
                meanwhile.run();
            });
        }

        /** Something happens first, then the request passes. */
        public static Fault passAfter(Runnable before) {
            return new Fault((link, request) -> {
                before.run();
                link.pass(request);
            });
        }

        /** Somebody answers this, instead of DynamoDB. */
        public static Fault answer(int status, String body) {
            return new Fault((link, request) -> UnreliableLink.answer(request, status, body.getBytes(UTF_8)));
        }

        /** DynamoDB answers with an error instead of doing anything. */
        public static Fault refuse(int status, String code, String message) {
            return answer(
                    status,
                    "{\"__type\":\"com.amazonaws.dynamodb.v20120810#" + code + "\",\"message\":\"" + message + "\"}");
        }

        /** DynamoDB is broken. */
        public static Fault serverError() {
            return refuse(500, "InternalServerError", "The request processing has failed.");
        }

        /** DynamoDB asks for patience. */
        public static Fault throttle() {
            return refuse(400, "ProvisionedThroughputExceededException", "The level of throughput was exceeded.");
        }

        /** The connection stays, and no answer ever comes. */
        public static Fault hang() {
            return new Fault((link, request) -> link.hang());
        }

        /** An answer begins and never ends: a byte every half a second. */
        public static Fault drip() {
            return new Fault(UnreliableLink::drip);
        }
    }
}
