package com.bbws.orders.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.bbws.orders.application.ExpectedVersion;
import com.bbws.orders.application.UpdateOrder;
import com.bbws.orders.application.UpdateOrderCommand;
import com.bbws.orders.domain.Actor;
import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.domain.OrderUpdate;
import com.bbws.orders.domain.TenantId;
import com.bbws.orders.domain.UpdateId;
import com.bbws.orders.domain.port.OrderRepository;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Sends requests through the function before the first one of a client, so that its classes are loaded and partly compiled.
 * Lambda gives whole cores during init and a share of a core afterwards (docs/performance.md).
 *
 * <p>The requests are read-only. A failure is logged and never thrown: without priming the first request is slow, and nothing
 * else.
 */
final class Priming {

    /** The default number in the init phase: more make init longer by more than they save later (docs/performance.md). */
    static final int REQUESTS_IN_INIT = 5;

    /** The default number if no client waits: more save little (docs/performance.md). */
    static final int REQUESTS_IN_ADVANCE = 1_500;

    /** No other request starts after this time. */
    private static final Duration LIMIT_IN_ADVANCE = Duration.ofMinutes(1);

    /** The time for the end of a request that hangs; Lambda ends an init phase after 10 s. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private static final OrderKey ORDER = new OrderKey(new TenantId("priming"), new OrderId("priming"));
    private static final Actor ACTOR = new Actor("priming");
    private static final UpdateId UPDATE_ID = new UpdateId("priming");

    private static final String BODY =
            "{\"status\":\"paid\",\"paymentDetails\":{\"method\":\"eft\",\"transactionId\":\"1\","
                    + "\"payfastPaymentId\":\"1\",\"paidAt\":\"2026-01-05T13:59:58+02:00\"}}";

    private static final Map<String, Object> METRICS = EmbeddedMetrics.directive(
            List.of("Service", "Environment"),
            List.of(
                    EmbeddedMetrics.metric("Primed", "Count"),
                    EmbeddedMetrics.metric("PrimingMillis", "Milliseconds")));

    private final LambdaSettings settings;
    private final Clock clock;
    private final JsonLog log;

    /**
     * Creates the priming.
     *
     * @param settings the settings of the function
     * @param clock the clock
     * @param log receives one line with the result
     */
    Priming(LambdaSettings settings, Clock clock, JsonLog log) {
        this.settings = settings;
        this.clock = clock;
        this.log = log;
    }

    /**
     * Primes the function in an init phase that a client waits for. No failure is thrown. No request starts after the limit of
     * the settings, and the method returns two seconds later at the latest.
     *
     * @param store passes a repository that cannot write to the priming
     */
    void inInit(Consumer<Consumer<OrderRepository>> store) {
        run(() -> awaitEnd(
                () -> store.accept(orders -> send(orders, requests(REQUESTS_IN_INIT), settings.primingLimit()))));
    }

    /**
     * Primes the function while no client waits for it: before a snapshot, or for provisioned concurrency. No failure is thrown.
     *
     * @param store passes a repository that cannot write to the priming
     */
    void inAdvance(Consumer<Consumer<OrderRepository>> store) {
        run(() -> {
            store.accept(orders -> send(orders, requests(REQUESTS_IN_ADVANCE), LIMIT_IN_ADVANCE));
            return null;
        });
    }

    private int requests(int defaultNumber) {
        return settings.primingRequests().orElse(defaultNumber);
    }

    /** Runs the requests in a second thread, and does not wait for its end if that takes too long. */
    private Void awaitEnd(Runnable requests) throws ExecutionException, TimeoutException, InterruptedException {
        FutureTask<Void> task = new FutureTask<>(requests, null);
        Thread thread = new Thread(task, "priming");
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(settings.primingLimit().plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            task.cancel(true);
        }
    }

    private void run(Callable<Void> requests) {
        if (settings.primingRequests().equals(Optional.of(0))) {
            return;
        }
        long started = System.nanoTime();
        Optional<Throwable> failure = Optional.empty();
        try {
            requests.call();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            failure = Optional.of(interrupted);
        } catch (ExecutionException thrown) {
            failure = Optional.of(thrown.getCause());
        } catch (Exception | LinkageError | StackOverflowError thrown) {
            failure = Optional.of(thrown);
        }
        log(failure, Duration.ofNanos(System.nanoTime() - started));
    }

    private void log(Optional<Throwable> failure, Duration duration) {
        Instant now = log.now();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("message", failure.isEmpty() ? "Primed" : "Priming failed: the first request is slow");
        failure.ifPresent(cause -> fields.put("stackTrace", JsonLog.stackTrace(cause)));
        Map<String, Object> metrics = new LinkedHashMap<>();
        metrics.put("Primed", failure.isEmpty() ? 1 : 0);
        metrics.put("PrimingMillis", BigDecimal.valueOf(duration.toMillis()));
        metrics.put("_aws", EmbeddedMetrics.metadata(now, List.of(METRICS)));
        log.write(failure.isEmpty() ? LogLevel.INFO : LogLevel.WARN, now, fields, metrics);
    }

    /**
     * Sends one request directly to the use case, so that a failure is thrown with its cause, then the others from the event to
     * the response. The log lines of these are discarded. Each reads once and attempts to write once.
     */
    private void send(OrderRepository orders, int requests, Duration limit) {
        long started = System.nanoTime();
        UpdateOrder updateOrder = new UpdateOrder(orders, clock);
        updateOrder.handle(new UpdateOrderCommand(
                ORDER, OrderUpdate.to(OrderStatus.PAID), ACTOR, UPDATE_ID, ExpectedVersion.any()));
        RequestLog discarded = new RequestLog(
                new JsonLog(new PrintStream(OutputStream.nullOutputStream()), clock, settings, RequestMetrics.SERVICE));
        PutOrderEndpoint endpoint = new PutOrderEndpoint(updateOrder, settings, discarded);
        byte[] event = JsonWriter.write(event()).getBytes(UTF_8);
        for (int i = 0; i < requests && System.nanoTime() - started < limit.toNanos(); i++) {
            int statusCode = send(endpoint, event);
            if (statusCode != 200) {
                throw new IllegalStateException("The response to a priming request is " + statusCode);
            }
        }
    }

    private static int send(PutOrderEndpoint endpoint, byte[] event) {
        try {
            PutResponse response = endpoint.handle(ApiGatewayEvent.ofRestApi(new ByteArrayInputStream(event), null));
            response.writeTo(OutputStream.nullOutputStream());
            return response.statusCode();
        } catch (IOException impossible) {
            throw new UncheckedIOException("reading and writing in memory cannot fail", impossible);
        }
    }

    /** Returns an event of a REST API; that of an HTTP API has the claims in another place. */
    private Map<String, Object> event() {
        Map<String, Object> claims = new HashMap<>();
        claims.put("custom:tenantId", ORDER.tenantId().value());
        claims.put("email", ACTOR.name());
        settings.requiredGroup().ifPresent(group -> claims.put("cognito:groups", group));
        settings.requiredScope().ifPresent(scope -> claims.put("scope", scope));
        return Map.of(
                "httpMethod",
                "PUT",
                "requestContext",
                Map.of("requestId", UPDATE_ID.value(), "authorizer", Map.of("claims", claims)),
                "pathParameters",
                Map.of("orderId", ORDER.id().value()),
                "headers",
                Map.of("Content-Type", "application/json", "If-Match", "*"),
                "body",
                BODY);
    }
}
