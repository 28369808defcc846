package com.bbws.orders.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.domain.TenantId;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * One JSON object a request, on one line (docs/contract.md, 4), which holds its metrics too. Nothing personal and nothing
 * secret: no body, claim, token, payment id, address or e-mail.
 *
 * <p>The level silences what a line says, never what it counts.
 */
final class RequestLog {

    /** How much a line matters. */
    enum Level {
        TRACE,
        DEBUG,
        INFO,
        WARN,
        ERROR
    }

    /** A cause of a cause of a cause tells enough. */
    private static final int MAX_CAUSES = 8;

    private static final int MAX_FRAMES = 40;

    private final PrintStream out;
    private final Clock clock;
    private final Level threshold;
    private final String environment;

    /** Whether there has been a request in this environment; a snapshot is taken before the first. */
    private final AtomicBoolean warm = new AtomicBoolean();

    RequestLog(PrintStream out, Clock clock, LambdaSettings settings) {
        this.out = out;
        this.clock = clock;
        this.threshold = settings.logLevel();
        this.environment = settings.environment();
    }

    /** Starts the line of a request; its duration counts from here. */
    Line start(PutRequest request) {
        return new Line(request);
    }

    /**
     * Writes a line that belongs to no request.
     *
     * @param failure what went wrong, for its stack trace; empty if nothing did
     */
    void event(Level level, String message, Optional<Throwable> failure) {
        if (level.compareTo(threshold) < 0) {
            return;
        }
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("timestamp", clock.instant().toString());
        line.put("level", level.name());
        line.put("message", message);
        line.put("Service", RequestMetrics.SERVICE);
        line.put("Environment", environment);
        failure.ifPresent(cause -> line.put("stackTrace", stackTrace(cause)));
        write(line);
    }

    /** The line of one request, filled in as the request becomes known. For one thread. */
    final class Line {

        private final long startedNanos = System.nanoTime();
        private final Map<String, Object> fields = new LinkedHashMap<>();

        private final Optional<String> xrayTraceId;
        private final boolean coldStart = !warm.getAndSet(true);
        private boolean lostRace;
        private boolean recovered;

        private Line(PutRequest request) {
            request.awsRequestId().ifPresent(id -> fields.put("awsRequestId", id));
            request.requestId().ifPresent(id -> fields.put("requestId", id));
            this.xrayTraceId = request.xrayTraceId();
        }

        void tenant(TenantId tenantId) {
            fields.put("tenantId", tenantId.value());
        }

        /** Only a legal id is logged: what else stands in the path may be anything. */
        void order(OrderId orderId) {
            fields.put("orderId", orderId.value());
        }

        void from(OrderStatus status) {
            fields.put("fromStatus", status.wireName());
        }

        void to(OrderStatus status) {
            fields.put("toStatus", status.wireName());
        }

        /** Counts a race that was lost at the write. */
        void lostRace() {
            lostRace = true;
        }

        /** Counts an own write that was found after a lost answer. */
        void recovered() {
            recovered = true;
        }

        /** Writes the line of a request that was done. */
        void done(int statusCode, String message) {
            write(statusCode, Optional.empty(), message, Optional.empty());
        }

        /** Writes the line of a request that was refused. */
        void refused(int statusCode, String code, String message) {
            write(statusCode, Optional.of(code), message, Optional.empty());
        }

        /** Writes the line of a request that failed, with the failure's stack trace. */
        void failed(int statusCode, String code, String message, Throwable failure) {
            write(statusCode, Optional.of(code), message, Optional.of(failure));
        }

        private void write(int statusCode, Optional<String> code, String message, Optional<Throwable> failure) {
            Level level = statusCode < 400 ? Level.INFO : statusCode < 500 ? Level.WARN : Level.ERROR;
            long nanos = System.nanoTime() - startedNanos;
            Instant now = clock.instant();
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("timestamp", now.toString());
            line.put("level", level.name());
            if (level.compareTo(threshold) >= 0) {
                line.put("message", message);
                line.putAll(fields);
                line.put("statusCode", statusCode);
                line.put("durationMs", nanos / 1_000_000);
                failure.ifPresent(cause -> line.put("stackTrace", stackTrace(cause)));
            }
            code.ifPresent(c -> line.put("code", c));
            xrayTraceId.ifPresent(id -> line.put("xrayTraceId", id));
            line.put("Service", RequestMetrics.SERVICE);
            line.put("Environment", environment);
            line.putAll(new RequestMetrics(statusCode, code, lostRace, recovered, coldStart, nanos).members(now));
            RequestLog.this.write(line);
        }
    }

    /** One write a line, and UTF-8 whatever the platform's charset. */
    private void write(Map<String, ?> line) {
        byte[] bytes = (JsonDocument.write(line) + "\n").getBytes(UTF_8);
        out.write(bytes, 0, bytes.length);
        out.flush();
    }

    private static String stackTrace(Throwable failure) {
        StringBuilder trace = new StringBuilder();
        Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(MAX_CAUSES)
                .forEach(cause -> {
                    trace.append(trace.isEmpty() ? "" : "Caused by: ")
                            .append(cause.getClass().getName());
                    if (cause.getMessage() != null && quotesNothing(cause)) {
                        trace.append(": ").append(cause.getMessage());
                    }
                    trace.append('\n');
                    Stream.of(cause.getStackTrace())
                            .limit(MAX_FRAMES)
                            .forEach(
                                    frame -> trace.append("\tat ").append(frame).append('\n'));
                });
        return trace.toString();
    }

    /** Our failures, the SDK's and the network's speak of services and addresses; others may quote what they read. */
    private static boolean quotesNothing(Throwable cause) {
        String type = cause.getClass().getName();
        return !type.startsWith("software.amazon.awssdk.thirdparty.")
                && Stream.of("com.bbws.orders.", "software.amazon.awssdk.", "java.net.", "javax.net.ssl.")
                        .anyMatch(type::startsWith);
    }
}
