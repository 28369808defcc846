package com.bbws.orders.lambda;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What makes members of a log line metrics, in CloudWatch's Embedded Metric Format: CloudWatch reads them out of the line, so
 * that nothing is sent and nothing waits (docs/decisions/0013-metrics-are-members-of-the-log-line.md).
 */
final class EmbeddedMetrics {

    private static final String NAMESPACE = "BBWS/Orders";

    private EmbeddedMetrics() {}

    /** Returns the member {@code _aws}, which says what the others mean. */
    static Map<String, Object> metadata(Instant now, List<?> directives) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("Timestamp", now.toEpochMilli());
        metadata.put("CloudWatchMetrics", directives);
        return metadata;
    }

    /** Returns the directive that makes metrics of these dimensions, which are members of the line too. */
    static Map<String, Object> directive(List<String> dimensions, List<?> metrics) {
        Map<String, Object> directive = new LinkedHashMap<>();
        directive.put("Namespace", NAMESPACE);
        directive.put("Dimensions", List.of(dimensions));
        directive.put("Metrics", metrics);
        return directive;
    }

    /** Returns what makes a metric of the member of this name. */
    static Map<String, Object> metric(String name, String unit) {
        Map<String, Object> metric = new LinkedHashMap<>();
        metric.put("Name", name);
        metric.put("Unit", unit);
        return metric;
    }
}
