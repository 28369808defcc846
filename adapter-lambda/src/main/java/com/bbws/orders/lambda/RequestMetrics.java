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
 * <p>Everything is 0 or 1 but for the latency, and is written on every request, so that a sum is a count, an average a
 * share, and no alarm meets a gap while there are requests.
 *
 * @param statusCode the HTTP status code
 * @param code why it was refused or failed; empty if it was not
 * @param lostRace whether somebody else wrote the order at the same time
 * @param recovered whether it found its own write after a lost answer
 * @param coldStart whether it is the first of its environment
 * @param latencyNanos how long the handler took
 */
record RequestMetrics(
        int statusCode,
        Optional<String> code,
        boolean lostRace,
        boolean recovered,
        boolean coldStart,
        long latencyNanos) {

    /** The dimensions' values that do not change from request to request. */
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

    /** Returns the members to put into the line, beside {@code Service}, {@code Environment} and {@code code}. */
    Map<String, Object> members(Instant now) {
        boolean refused = statusCode >= 400 && statusCode < 500;
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("Requests", 1);
        members.put("Success", flag(statusCode < 400));
        members.put("Refusals", flag(refused));
        members.put("Failures", flag(statusCode >= 500));
        members.put("OptimisticLockConflict", flag(lostRace));
        members.put("OwnWriteRecovered", flag(recovered));
        members.put("ColdStart", flag(coldStart));
        members.put("Latency", BigDecimal.valueOf(latencyNanos / 1_000, 3));
        members.put(
                "_aws",
                EmbeddedMetrics.metadata(now, refused && code.isPresent() ? List.of(ALL, BY_CODE) : List.of(ALL)));
        return members;
    }

    private static int flag(boolean value) {
        return value ? 1 : 0;
    }
}
