package com.bbws.orders.lambda;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Metrics in CloudWatch's Embedded Metric Format: CloudWatch extracts them from the log line, so the function sends nothing
 * and does not wait (docs/decisions/0013-metrics-are-members-of-the-log-line.md).
 */
final class EmbeddedMetrics {

    private static final String NAMESPACE = "BBWS/Orders";

    private EmbeddedMetrics() {}

    /** Returns the member {@code _aws}, which declares the metrics of the line. */
    static Map<String, Object> metadata(Instant now, List<?> directives) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("Timestamp", now.toEpochMilli());
        metadata.put("CloudWatchMetrics", directives);
        return metadata;
    }

    /** Returns a directive: metrics under one set of dimensions. The values of the dimensions are members of the line too. */
    static Map<String, Object> directive(List<String> dimensions, List<?> metrics) {
        Map<String, Object> directive = new LinkedHashMap<>();
        directive.put("Namespace", NAMESPACE);
        directive.put("Dimensions", List.of(dimensions));
        directive.put("Metrics", metrics);
        return directive;
    }

    /** Returns the declaration of a metric, whose value is the member with the same name. */
    static Map<String, Object> metric(String name, String unit) {
        Map<String, Object> metric = new LinkedHashMap<>();
        metric.put("Name", name);
        metric.put("Unit", unit);
        return metric;
    }
}
