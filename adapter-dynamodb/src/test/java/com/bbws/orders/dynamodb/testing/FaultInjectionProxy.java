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
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A way to DynamoDB on which requests and answers get lost, as ordered. Whatever no fault is ordered for passes.
 *
 * <pre>{@code
 * try (FaultInjectionProxy link = new FaultInjectionProxy(EmbeddedDynamoDb.shared().endpoint())) {
 *     link.on("UpdateItem", 1, Fault.dropAnswer());
 *     DynamoDbOrders.open(link.to(table))...
 * }
 * }</pre>
 */
public final class FaultInjectionProxy implements AutoCloseable {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Headers that belong to a connection, and are set anew on the next one. */
    private static final Set<String> OF_THE_CONNECTION =
            Set.of("connection", "content-length", "date", "expect", "host", "keep-alive", "transfer-encoding");

    private static final List<String> JSON = List.of("Content-Type: application/x-amz-json-1.0");

    private final URI target;
    private final ServerSocket server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Map<String, Integer> requests = new ConcurrentHashMap<>();
    private final Map<String, Fault> faults = new ConcurrentHashMap<>();
    private volatile Function<String, Fault> others = operation -> Fault.none();

    /**
     * Opens a link on a free port.
     *
     * @param target where DynamoDB listens
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

    /** Returns the way to the same table over this link. */
    public DynamoDbSettings to(DynamoDbSettings table) {
        return new DynamoDbSettings(table.tableName(), table.region(), Optional.of(endpoint()), table.profile());
    }

    /** Returns where this link listens. */
    public URI endpoint() {
        return URI.create("http://localhost:" + server.getLocalPort());
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

    /**
     * Has it decided for each request that no fault is ordered for, when it comes.
     *
     * @param decision returns the fault for an operation; may take its time
     */
    public void onEveryOther(Function<String, Fault> decision) {
        others = decision;
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
                connections.add(connection);
                threads.execute(() -> serve(connection));
            } catch (SocketException | RejectedExecutionException cut) {
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
        } catch (IOException gone) {
            // The caller gave up, or the link was cut: there is nobody to tell.
        } finally {
            connections.remove(connection);
        }
    }

    private void handle(RawHttpExchange request) throws IOException {
        String target = request.header("X-Amz-Target").orElseThrow();
        String operation = target.substring(target.indexOf('.') + 1);
        int number = requests.merge(operation, 1, Integer::sum);
        Fault fault = Optional.ofNullable(faults.get(operation + " " + number))
                .or(() -> Optional.ofNullable(faults.get(operation)))
                .orElseGet(() -> others.apply(operation));
        fault.happening.to(this, request);
    }

    private void pass(RawHttpExchange request) throws IOException {
        HttpResponse<byte[]> answer = forward(request);
        request.answer(answer.statusCode(), headers(answer), answer.body());
    }

    private static List<String> headers(HttpResponse<byte[]> answer) {
        return answer.headers().map().entrySet().stream()
                .filter(header -> !OF_THE_CONNECTION.contains(header.getKey().toLowerCase(Locale.ROOT)))
                .flatMap(header -> header.getValue().stream().map(value -> header.getKey() + ": " + value))
                .toList();
    }

    private HttpResponse<byte[]> forward(RawHttpExchange request) throws IOException {
        HttpRequest.Builder copy = HttpRequest.newBuilder(target.resolve(request.path()))
                .method(request.method(), HttpRequest.BodyPublishers.ofByteArray(request.body()));
        for (String header : request.headers()) {
            String name = header.substring(0, header.indexOf(':'));
            if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                copy.header(name, header.substring(name.length() + 1).strip());
            }
        }
        try {
            return CLIENT.send(copy.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException cut) {
            throw new InterruptedIOException();
        }
    }

    /** Waits until the link is cut, or so long; tells whether it is cut. */
    private boolean isCutWithin(long millis) throws IOException {
        try {
            return closed.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException cut) {
            throw new InterruptedIOException();
        }
    }

    private interface Happening {
        /** Deals with a request: answers it or ends its connection. */
        void to(FaultInjectionProxy link, RawHttpExchange request) throws IOException;
    }

    /** What happens to a request on its way. */
    public static final class Fault {

        /** Long enough to be no accident, short enough not to be given up. */
        private static final int DELAY_MILLIS = 300;

        private final String name;
        private final Happening happening;

        private Fault(String name, Happening happening) {
            this.name = name;
            this.happening = happening;
        }

        /** Nothing: the request passes, and its answer too. */
        public static Fault none() {
            return new Fault("none", FaultInjectionProxy::pass);
        }

        /** The connection ends before the request arrives. */
        public static Fault dropRequest() {
            return new Fault("dropRequest", (link, request) -> request.close());
        }

        /** The connection is reset before the request arrives. */
        public static Fault reset() {
            return new Fault("reset", (link, request) -> request.reset());
        }

        /** The request is carried out, and the connection ends before the answer arrives. */
        public static Fault dropAnswer() {
            return dropAnswerAfter(() -> {});
        }

        /** As {@link #dropAnswer}, with something that happens before the caller notices. */
        public static Fault dropAnswerAfter(Runnable meanwhile) {
            return new Fault("dropAnswer", (link, request) -> {
                link.forward(request);
                meanwhile.run();
                request.close();
            });
        }

        /** The request is carried out, and the connection is reset before the answer arrives. */
        public static Fault resetAnswer() {
            return new Fault("resetAnswer", (link, request) -> {
                link.forward(request);
                request.reset();
            });
        }

        /** The request is carried out, and half of the answer arrives. */
        public static Fault truncateAnswer() {
            return new Fault("truncateAnswer", (link, request) -> {
                HttpResponse<byte[]> answer = link.forward(request);
                request.answerHalf(answer.statusCode(), headers(answer), answer.body());
            });
        }

        /** The request is carried out, and its answer comes late. */
        public static Fault delay() {
            return new Fault("delay", (link, request) -> {
                HttpResponse<byte[]> answer = link.forward(request);
                if (!link.isCutWithin(DELAY_MILLIS)) {
                    request.answer(answer.statusCode(), headers(answer), answer.body());
                }
            });
        }

        /** The request arrives once the caller has given it up. */
        public static Fault arriveLate() {
            return new Fault("arriveLate", (link, request) -> {
                request.awaitItsEnd();
                link.forward(request);
            });
        }

        /**
         * The connection ends at once, and the request arrives when it is told to.
         *
         * @param inFlight is given what lets it arrive
         */
        public static Fault overtake(Consumer<Runnable> inFlight) {
            return new Fault("overtake", (link, request) -> {
                inFlight.accept(() -> {
                    try {
                        link.forward(request);
                    } catch (IOException failure) {
                        throw new UncheckedIOException(failure);
                    }
                });
                request.close();
            });
        }

        /** Something happens first, then the request passes. */
        public static Fault passAfter(Runnable before) {
            return new Fault("passAfter", (link, request) -> {
                before.run();
                link.pass(request);
            });
        }

        /**
         * Something else answers this, instead of DynamoDB.
         *
         * @param headers more headers than that of the content's type, as {@code name: value}
         */
        public static Fault answer(int status, String body, String... headers) {
            List<String> all = Stream.concat(JSON.stream(), Stream.of(headers)).toList();
            return new Fault("answer " + status, (link, request) -> request.answer(status, all, body.getBytes(UTF_8)));
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
            return new Fault("hang", (link, request) -> request.awaitItsEnd());
        }

        /** An answer begins and never ends: a byte every half a second. */
        public static Fault drip() {
            return new Fault("drip", (link, request) -> {
                request.beginAnswer();
                do {
                    request.drip();
                } while (!link.isCutWithin(500));
            });
        }

        /** Returns its name, for the names of tests. */
        @Override
        public String toString() {
            return name;
        }
    }
}
