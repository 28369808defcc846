package com.bbws.orders.lambda.testing.function;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Lambda's runtime API on the loopback address: sends events and receives the results. A function that is started for a
 * snapshot is frozen until {@link #restore()}.
 */
public final class LambdaRuntimeApi implements AutoCloseable {

    public static final String INVOCATION = "8476a536-e9f4-11e8-9739-2dfe598c3fcd";
    public static final String TRACE = "1-5bef4de7-ad49b0e87f6ef6c87fc2e700";
    private static final String API = "/2018-06-01/runtime/";
    private static final int PATIENCE_SECONDS = 300;

    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private final BlockingQueue<Optional<String>> responses = new LinkedBlockingQueue<>();
    private final CountDownLatch ready = new CountDownLatch(1);
    private final CountDownLatch frozen = new CountDownLatch(1);
    private final CountDownLatch restored = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private volatile OptionalInt exitCode = OptionalInt.empty();

    public LambdaRuntimeApi() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(API, this::serve);
        server.setExecutor(threads);
        server.start();
    }

    /** Returns the value of the variable {@code AWS_LAMBDA_RUNTIME_API}. */
    public String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /**
     * Sends an event and waits for the result.
     *
     * @throws IllegalStateException if the function does not respond
     */
    public String invoke(String event) {
        events.add(event);
        Optional<String> response = Optional.empty();
        try {
            response = Optional.ofNullable(responses.poll(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .flatMap(received -> received);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return response.orElseThrow(() -> failure("The function does not respond"));
    }

    /**
     * Waits until the function requests its first event, which ends its init phase.
     *
     * @throws IllegalStateException if it does not
     */
    public void awaitReady() throws InterruptedException {
        await(ready, "The function does not request an event");
    }

    /**
     * Waits until the function is ready for its snapshot.
     *
     * @throws IllegalStateException if it is not
     */
    public void awaitFrozen() throws InterruptedException {
        await(frozen, "The function does not request its snapshot");
    }

    /** Ends the present wait, and every later one, with a failure: the process of the function does not run any more. */
    void functionEnded(int exitCode) {
        this.exitCode = OptionalInt.of(exitCode);
        ready.countDown();
        frozen.countDown();
        responses.add(Optional.empty());
    }

    private void await(CountDownLatch reached, String otherwise) throws InterruptedException {
        if (!reached.await(PATIENCE_SECONDS, TimeUnit.SECONDS) || exitCode.isPresent()) {
            throw failure(otherwise);
        }
    }

    private IllegalStateException failure(String failure) {
        return new IllegalStateException(
                failure + (exitCode.isPresent() ? ": it ended with exit code " + exitCode.getAsInt() : ""));
    }

    /** Restores the function from its snapshot. */
    public void restore() {
        restored.countDown();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            switch (exchange.getRequestURI().getPath().substring(API.length())) {
                case "invocation/next" -> next(exchange);
                case "restore/next" -> {
                    frozen.countDown();
                    restored.await();
                    answer(exchange, 200, "");
                }
                default -> {
                    responses.add(
                            Optional.of(new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
                    exchange.sendResponseHeaders(202, -1);
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void next(HttpExchange exchange) throws IOException, InterruptedException {
        ready.countDown();
        String event = events.take();
        exchange.getResponseHeaders().set("Lambda-Runtime-Aws-Request-Id", INVOCATION);
        exchange.getResponseHeaders()
                .set("Lambda-Runtime-Deadline-Ms", Long.toString(System.currentTimeMillis() + 30_000));
        exchange.getResponseHeaders()
                .set("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:af-south-1:000000000000:function:f");
        exchange.getResponseHeaders()
                .set("Lambda-Runtime-Trace-Id", "Root=" + TRACE + ";Parent=53995c3f42cd8ad8;Sampled=1");
        answer(exchange, 200, event);
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(UTF_8);
        // Without a content type the native code of the client crashes.
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }
}
