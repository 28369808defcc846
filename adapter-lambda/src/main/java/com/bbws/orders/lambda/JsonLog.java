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
 * The log of one of the functions: one JSON object a line (docs/contract.md, 4). Nothing personal and nothing secret: no body,
 * claim, token, payment id, address or e-mail.
 *
 * <p>The level silences what a line says, never what it counts.
 */
final class JsonLog {

    /** A cause of a cause of a cause tells enough. */
    private static final int MAX_CAUSES = 8;

    private static final int MAX_FRAMES = 40;

    private final PrintStream out;
    private final Clock clock;
    private final LogLevel threshold;
    private final String environment;
    private final String service;

    /**
     * Makes a log.
     *
     * @param out where the lines go
     * @param clock tells their time
     * @param settings the least level, and the environment that stands in every line
     * @param service the function's name in every line
     */
    JsonLog(PrintStream out, Clock clock, LambdaSettings settings, String service) {
        this.out = out;
        this.clock = clock;
        this.threshold = settings.logLevel();
        this.environment = settings.environment();
        this.service = service;
    }

    /** Writes a line that counts nothing. */
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
     * Writes a line that counts.
     *
     * @param said what it says, in the order of writing
     * @param counted what it counts, with what is needed to read it; written whatever the level
     */
    void write(LogLevel level, Instant now, Map<String, ?> said, Map<String, ?> counted) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("timestamp", now.toString());
        line.put("level", level.name());
        if (level.compareTo(threshold) >= 0) {
            line.putAll(said);
        }
        line.put("Service", service);
        line.put("Environment", environment);
        line.putAll(counted);
        // One write a line, and UTF-8 whatever the platform's charset.
        byte[] bytes = (JsonWriter.write(line) + "\n").getBytes(UTF_8);
        out.write(bytes, 0, bytes.length);
        out.flush();
    }

    /** Returns the present time. */
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

    /**
     * Our failures and the network's speak of services and addresses. Others may quote what they read: so does what the SDK
     * throws, whose message is what DynamoDB answered. What is worth knowing of it stands in our own exception around it.
     */
    private static boolean quotesNothing(Throwable cause) {
        String type = cause.getClass().getName();
        return Stream.of("com.bbws.orders.", "java.net.", "javax.net.ssl.").anyMatch(type::startsWith);
    }
}
