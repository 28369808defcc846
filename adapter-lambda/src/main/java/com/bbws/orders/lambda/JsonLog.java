package com.bbws.orders.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The log of a function: one JSON object per line (docs/contract.md, 4). It holds no personal or secret data: no body, claim,
 * token, payment id, address or e-mail.
 *
 * <p>A level below the threshold suppresses the message and its fields, but never the metrics.
 */
final class JsonLog {

    /** Limits the length of a line. */
    private static final int MAX_CAUSES = 8;

    private static final int MAX_FRAMES = 40;

    private final PrintStream out;
    private final Clock clock;
    private final LogLevel threshold;
    private final String environment;
    private final Optional<String> release;
    private final String service;

    /**
     * Creates a log.
     *
     * @param out the destination of the lines
     * @param clock the clock for their timestamps
     * @param settings the threshold, and the names of the environment and of the release in every line
     * @param service the name of the function in every line
     */
    JsonLog(PrintStream out, Clock clock, LambdaSettings settings, String service) {
        this.out = out;
        this.clock = clock;
        this.threshold = settings.logLevel();
        this.environment = settings.environment();
        this.release = settings.release();
        this.service = service;
    }

    /** Writes a line without metrics, if its level reaches the threshold. */
    void event(LogLevel level, String message, Map<String, ?> fields, Optional<Throwable> failure) {
        if (level.compareTo(threshold) < 0) {
            return;
        }
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("message", message);
        line.putAll(fields);
        failure.ifPresent(cause -> line.put("stackTrace", stackTrace(cause)));
        write(level, clock.instant(), line, Map.of());
    }

    /**
     * Writes a line with metrics.
     *
     * @param fields the message and its fields, in the order of writing; suppressed below the threshold
     * @param metrics the metrics and their metadata; always written
     */
    void write(LogLevel level, Instant now, Map<String, ?> fields, Map<String, ?> metrics) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("timestamp", now.toString());
        line.put("level", level.name());
        if (level.compareTo(threshold) >= 0) {
            line.putAll(fields);
        }
        line.put("Service", service);
        line.put("Environment", environment);
        release.ifPresent(name -> line.put("release", name));
        line.putAll(metrics);
        // One write per line, and always UTF-8.
        byte[] bytes = (JsonWriter.write(line) + "\n").getBytes(UTF_8);
        out.write(bytes, 0, bytes.length);
        out.flush();
    }

    /** Returns the current time. */
    Instant now() {
        return clock.instant();
    }

    static String stackTrace(Throwable failure) {
        StringBuilder trace = new StringBuilder();
        Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(MAX_CAUSES)
                .forEach(cause -> {
                    trace.append(trace.isEmpty() ? "" : "Caused by: ")
                            .append(cause.getClass().getName());
                    if (cause.getMessage() != null && hasSafeMessage(cause)) {
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

    /**
     * Returns whether the message of an exception holds no stored data. Exceptions of this service and of the network name
     * services and addresses. Others may quote their input: the message of an SDK exception is DynamoDB's response. This
     * service wraps it in an exception with the useful part.
     */
    private static boolean hasSafeMessage(Throwable cause) {
        String type = cause.getClass().getName();
        return Stream.of("com.bbws.orders.", "java.net.", "javax.net.ssl.").anyMatch(type::startsWith);
    }
}
