package com.bbws.orders.dynamodb.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.bbws.orders.dynamodb.DynamoDbSettings;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A proxy for DynamoDB or SNS that injects faults, such as a lost request or response. It forwards all other requests.
 *
 * <pre>{@code
 * try (FaultInjectionProxy proxy = new FaultInjectionProxy(EmbeddedDynamoDb.shared().endpoint())) {
 *     proxy.on("UpdateItem", 1, Fault.dropResponse());
 *     DynamoDbOrders.open(proxy.to(table))...
 * }
 * }</pre>
 */
public final class FaultInjectionProxy implements AutoCloseable {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Headers that are not forwarded, because they apply to one connection only. */
    private static final Set<String> CONNECTION_HEADERS =
            Set.of("connection", "content-length", "date", "expect", "host", "keep-alive", "transfer-encoding");

    private static final List<String> JSON = List.of("Content-Type: application/x-amz-json-1.0");

    private final URI target;
    private final ServerSocket server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Map<String, Integer> requests = new ConcurrentHashMap<>();
    private final Map<String, Fault> faults = new ConcurrentHashMap<>();
    private volatile Function<String, Fault> defaults = operation -> Fault.none();

    /**
     * Starts a proxy on a free port.
     *
     * @param target the address of DynamoDB or SNS
     */
    public FaultInjectionProxy(URI target) {
        this.target = target;
        try {
            this.server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new UncheckedIOException("no free port", failure);
        }
        threads.execute(this::listen);
    }

    /** Returns settings for the same table through this proxy. */
    public DynamoDbSettings to(DynamoDbSettings table) {
        return new DynamoDbSettings(table.tableName(), table.region(), Optional.of(endpoint()), table.profile());
    }

    /** Returns the address of this proxy. */
    public URI endpoint() {
        return URI.create("http://localhost:" + server.getLocalPort());
    }

    /**
     * Sets the fault for one request.
     *
     * @param operation the operation, such as {@code UpdateItem}
     * @param number the number of the request of this operation, starting at 1
     * @param fault the fault
     */
    public void on(String operation, int number, Fault fault) {
        faults.put(operation + " " + number, fault);
    }

    /** Sets the fault for each request of an operation for which {@link #on} sets none. */
    public void onEvery(String operation, Fault fault) {
        faults.put(operation, fault);
    }

    /**
     * Sets the faults for all requests for which {@link #on} and {@link #onEvery} set none.
     *
     * @param decision returns the fault for an operation when a request arrives; may block
     */
    public void byDefault(Function<String, Fault> decision) {
        defaults = decision;
    }

    /** Returns the number of requests of an operation so far. */
    public int requests(String operation) {
        return requests.getOrDefault(operation, 0);
    }

    /** Returns the number of requests so far, by operation. */
    public Map<String, Integer> requests() {
        return Map.copyOf(requests);
    }

    /** Returns the number of connections so far. */
    public int connections() {
        return accepted.get();
    }

    /** Stops the proxy and closes all connections. */
    @Override
    public void close() {
        closed.countDown();
        threads.shutdownNow();
        try {
            server.close();
            for (Socket connection : connections) {
                connection.close();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void listen() {
        while (true) {
            try {
                Socket connection = server.accept();
                accepted.incrementAndGet();
                connections.add(connection);
                threads.execute(() -> serve(connection));
            } catch (SocketException | RejectedExecutionException stopped) {
                return;
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            BufferedInputStream in = new BufferedInputStream(connection.getInputStream());
            Optional<RawHttpExchange> request = RawHttpExchange.next(connection, in);
            while (request.isPresent()) {
                handle(request.get());
                request = connection.isClosed() ? Optional.empty() : RawHttpExchange.next(connection, in);
            }
        } catch (IOException closed) {
            // The caller closed the connection, or the proxy was stopped.
        } finally {
            connections.remove(connection);
        }
    }

    private void handle(RawHttpExchange request) throws IOException {
        String operation = operation(request);
        int number = requests.merge(operation, 1, Integer::sum);
        Fault fault = Optional.ofNullable(faults.get(operation + " " + number))
                .or(() -> Optional.ofNullable(faults.get(operation)))
                .orElseGet(() -> defaults.apply(operation));
        fault.behaviour.handle(this, request);
    }

    /** Returns the operation, which is in a header of DynamoDB's protocol and in the body of SNS's. */
    private static String operation(RawHttpExchange request) {
        return request.header("X-Amz-Target")
                .map(operation -> operation.substring(operation.indexOf('.') + 1))
                .orElseGet(() -> new String(request.body(), UTF_8).replaceFirst("^Action=(\\w+)&.*", "$1"));
    }

    private void pass(RawHttpExchange request) throws IOException {
        HttpResponse<byte[]> response = forward(request);
        request.respond(response.statusCode(), headers(response), response.body());
    }

    private static List<String> headers(HttpResponse<byte[]> response) {
        return response.headers().map().entrySet().stream()
                .filter(header -> !CONNECTION_HEADERS.contains(header.getKey().toLowerCase(Locale.ROOT)))
                .flatMap(header -> header.getValue().stream().map(value -> header.getKey() + ": " + value))
                .toList();
    }

    private HttpResponse<byte[]> forward(RawHttpExchange request) throws IOException {
        HttpRequest.Builder copy = HttpRequest.newBuilder(target.resolve(request.path()))
                .method(request.method(), HttpRequest.BodyPublishers.ofByteArray(request.body()));
        for (String header : request.headers()) {
            String name = header.substring(0, header.indexOf(':'));
            if (!CONNECTION_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                copy.header(name, header.substring(name.length() + 1).strip());
            }
        }
        try {
            return CLIENT.send(copy.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException stopped) {
            throw new InterruptedIOException();
        }
    }

    /** Waits until the proxy is stopped or the time has passed. Returns whether the proxy is stopped. */
    private boolean awaitStop(long millis) throws IOException {
        try {
            return closed.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            throw new InterruptedIOException();
        }
    }

    private interface Behaviour {
        /** Handles a request: sends a response or closes the connection. */
        void handle(FaultInjectionProxy proxy, RawHttpExchange request) throws IOException;
    }

    /** A fault that happens to a request. */
    public static final class Fault {

        /** Longer than usual delays, and shorter than the timeout of an attempt. */
        private static final int DELAY_MILLIS = 300;

        private final String name;
        private final Behaviour behaviour;

        private Fault(String name, Behaviour behaviour) {
            this.name = name;
            this.behaviour = behaviour;
        }

        /** Forwards the request and the response. */
        public static Fault none() {
            return new Fault("none", FaultInjectionProxy::pass);
        }

        /** Closes the connection and does not forward the request. */
        public static Fault dropRequest() {
            return new Fault("dropRequest", (proxy, request) -> request.close());
        }

        /** Resets the connection and does not forward the request. */
        public static Fault reset() {
            return new Fault("reset", (proxy, request) -> request.reset());
        }

        /** Forwards the request, and closes the connection in place of a response. */
        public static Fault dropResponse() {
            return dropResponseAfter(() -> {});
        }

        /** As {@link #dropResponse}, with an action before the connection is closed. */
        public static Fault dropResponseAfter(Runnable action) {
            return new Fault("dropResponse", (proxy, request) -> {
                proxy.forward(request);
                action.run();
                request.close();
            });
        }

        /** Forwards the request, and resets the connection in place of a response. */
        public static Fault resetResponse() {
            return new Fault("resetResponse", (proxy, request) -> {
                proxy.forward(request);
                request.reset();
            });
        }

        /** Forwards the request, and sends half of the response. */
        public static Fault truncateResponse() {
            return new Fault("truncateResponse", (proxy, request) -> {
                HttpResponse<byte[]> response = proxy.forward(request);
                request.respondWithHalf(response.statusCode(), headers(response), response.body());
            });
        }

        /** Forwards the request, and delays the response. */
        public static Fault delay() {
            return new Fault("delay", (proxy, request) -> {
                HttpResponse<byte[]> response = proxy.forward(request);
                if (!proxy.awaitStop(DELAY_MILLIS)) {
                    request.respond(response.statusCode(), headers(response), response.body());
                }
            });
        }

        /** Forwards the request after the caller's timeout. */
        public static Fault forwardAfterTimeout() {
            return new Fault("forwardAfterTimeout", (proxy, request) -> {
                request.awaitEnd();
                proxy.forward(request);
            });
        }

        /**
         * Closes the connection and holds the request back.
         *
         * @param release receives an action that forwards the request
         */
        public static Fault holdRequest(Consumer<Runnable> release) {
            return new Fault("holdRequest", (proxy, request) -> {
                release.accept(() -> {
                    try {
                        proxy.forward(request);
                    } catch (IOException failure) {
                        throw new UncheckedIOException(failure);
                    }
                });
                request.close();
            });
        }

        /** Runs an action, and then forwards the request and the response. */
        public static Fault passAfter(Runnable action) {
            return new Fault("passAfter", (proxy, request) -> {
                action.run();
                proxy.pass(request);
            });
        }

        /**
         * Sends this response and does not forward the request.
         *
         * @param headers headers in addition to the content type, as {@code name: value}
         */
        public static Fault respond(int status, String body, String... headers) {
            List<String> all = Stream.concat(JSON.stream(), Stream.of(headers)).toList();
            return new Fault(
                    "respond " + status, (proxy, request) -> request.respond(status, all, body.getBytes(UTF_8)));
        }

        /** Sends an error in DynamoDB's format and does not forward the request. */
        public static Fault error(int status, String code, String message) {
            return respond(
                    status,
                    "{\"__type\":\"com.amazonaws.dynamodb.v20120810#" + code + "\",\"message\":\"" + message + "\"}");
        }

        /** Sends an internal server error. */
        public static Fault serverError() {
            return error(500, "InternalServerError", "The request processing has failed.");
        }

        /** Sends a throttling error. */
        public static Fault throttle() {
            return error(400, "ProvisionedThroughputExceededException", "The level of throughput was exceeded.");
        }

        /** Keeps the connection open and sends no response. */
        public static Fault hang() {
            return new Fault("hang", (proxy, request) -> request.awaitEnd());
        }

        /** Sends a response that never ends: one byte every half a second. */
        public static Fault trickle() {
            return new Fault("trickle", (proxy, request) -> {
                request.beginResponse();
                do {
                    request.sendByte();
                } while (!proxy.awaitStop(500));
            });
        }

        /** Returns the name of the fault, for the names of parameterized tests. */
        @Override
        public String toString() {
            return name;
        }
    }
}
