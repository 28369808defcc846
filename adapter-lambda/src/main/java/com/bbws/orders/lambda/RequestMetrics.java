package com.bbws.orders.lambda;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The metrics of one request, as members of its log line in CloudWatch's Embedded Metric Format: CloudWatch reads them out
 * of the line, so that nothing is sent and nothing waits
 * (docs/decisions/0013-metrics-are-members-of-the-log-line.md).
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

    private static final String NAMESPACE = "BBWS/Orders";

    /** The dimensions' values that do not change from request to request. */
    static final String SERVICE = "order-lambda";

    private static final List<String> DIMENSIONS = List.of("Service", "Environment");
    private static final List<String> DIMENSIONS_BY_CODE = List.of("Service", "Environment", "code");

    private static final Map<String, Object> ALL = directive(
            DIMENSIONS,
            List.of(
                    metric("Requests", "Count"),
                    metric("Success", "Count"),
                    metric("Refusals", "Count"),
                    metric("Failures", "Count"),
                    metric("OptimisticLockConflict", "Count"),
                    metric("OwnWriteRecovered", "Count"),
                    metric("ColdStart", "Count"),
                    metric("Latency", "Milliseconds")));

    private static final Map<String, Object> BY_CODE =
            directive(DIMENSIONS_BY_CODE, List.of(metric("Refusals", "Count")));

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
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("Timestamp", now.toEpochMilli());
        metadata.put("CloudWatchMetrics", refused && code.isPresent() ? List.of(ALL, BY_CODE) : List.of(ALL));
        members.put("_aws", metadata);
        return members;
    }

    private static int flag(boolean value) {
        return value ? 1 : 0;
    }

    private static Map<String, Object> directive(List<String> dimensions, List<?> metrics) {
        Map<String, Object> directive = new LinkedHashMap<>();
        directive.put("Namespace", NAMESPACE);
        directive.put("Dimensions", List.of(dimensions));
        directive.put("Metrics", metrics);
        return directive;
    }

    private static Map<String, Object> metric(String name, String unit) {
        Map<String, Object> metric = new LinkedHashMap<>();
        metric.put("Name", name);
        metric.put("Unit", unit);
        return metric;
    }
}
