package com.bbws.orders.lambda;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The metrics of one request, as members of its log line.
 *
 * <p>Every metric except the latency is 0 or 1 and is written for every request. So its sum is a count, its average is a
 * rate, and an alarm has data as long as requests arrive.
 *
 * @param statusCode the HTTP status code
 * @param code the error code; empty if the request succeeded
 * @param lostRace whether another write changed the order at the same time
 * @param recovered whether the write of this request was found in the table after its response was lost
 * @param coldStart whether it is the first request of its process
 * @param latencyNanos the duration in the handler
 */
record RequestMetrics(
        int statusCode,
        Optional<String> code,
        boolean lostRace,
        boolean recovered,
        boolean coldStart,
        long latencyNanos) {

    /** The name of the function in every line and in the dimensions of its metrics. */
    static final String SERVICE = "order-lambda";

    private static final List<String> DIMENSIONS = List.of("Service", "Environment");
    private static final List<String> DIMENSIONS_BY_CODE = List.of("Service", "Environment", "code");

    private static final Map<String, Object> ALL = EmbeddedMetrics.directive(
            DIMENSIONS,
            List.of(
                    EmbeddedMetrics.metric("Requests", "Count"),
                    EmbeddedMetrics.metric("Success", "Count"),
                    EmbeddedMetrics.metric("Refusals", "Count"),
                    EmbeddedMetrics.metric("Failures", "Count"),
                    EmbeddedMetrics.metric("OptimisticLockConflict", "Count"),
                    EmbeddedMetrics.metric("OwnWriteRecovered", "Count"),
                    EmbeddedMetrics.metric("ColdStart", "Count"),
                    EmbeddedMetrics.metric("Latency", "Milliseconds")));

    private static final Map<String, Object> BY_CODE =
            EmbeddedMetrics.directive(DIMENSIONS_BY_CODE, List.of(EmbeddedMetrics.metric("Refusals", "Count")));

    /** Returns the members of the line, except {@code Service}, {@code Environment} and {@code code}. */
    Map<String, Object> members(Instant now) {
        boolean rejected = statusCode >= 400 && statusCode < 500;
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("Requests", 1);
        members.put("Success", flag(statusCode < 400));
        members.put("Refusals", flag(rejected));
        members.put("Failures", flag(statusCode >= 500));
        members.put("OptimisticLockConflict", flag(lostRace));
        members.put("OwnWriteRecovered", flag(recovered));
        members.put("ColdStart", flag(coldStart));
        members.put("Latency", BigDecimal.valueOf(latencyNanos / 1_000, 3));
        members.put(
                "_aws",
                EmbeddedMetrics.metadata(now, rejected && code.isPresent() ? List.of(ALL, BY_CODE) : List.of(ALL)));
        return members;
    }

    private static int flag(boolean value) {
        return value ? 1 : 0;
    }
}
