package com.bbws.orders.lambda;

import com.bbws.orders.application.RecordedWrite;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.history.SequenceNumber;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes one line per batch of records, with its metrics, and one line for each record that is not recorded. */
final class StreamBatchLog {

    /** The name of the function in every line and in the dimensions of its metrics. */
    static final String SERVICE = "order-history";

    private static final Map<String, Object> METRICS = EmbeddedMetrics.directive(
            List.of("Service", "Environment"),
            List.of(
                    EmbeddedMetrics.metric("RevisionsRecorded", "Count"),
                    EmbeddedMetrics.metric("RevisionsRepeated", "Count"),
                    EmbeddedMetrics.metric("RevisionsUnreadable", "Count"),
                    EmbeddedMetrics.metric("RecordsSkipped", "Count"),
                    EmbeddedMetrics.metric("RecordsFailed", "Count")));

    private final JsonLog log;

    StreamBatchLog(JsonLog log) {
        this.log = log;
    }

    /** Starts the line of a batch. The duration counts from here. */
    Batch start(Optional<String> awsRequestId) {
        return new Batch(awsRequestId);
    }

    /** The line of one batch. Not thread-safe. */
    final class Batch {

        private final long startedNanos = System.nanoTime();
        private final Optional<String> awsRequestId;
        private int recorded;
        private int repeated;
        private int unreadable;
        private int skipped;
        private int failed;

        private Batch(Optional<String> awsRequestId) {
            this.awsRequestId = awsRequestId;
        }

        /** Counts a write that is now in the history. */
        void recorded(RecordedWrite write) {
            if (!write.isNew()) {
                repeated++;
                return;
            }
            recorded++;
            if (!write.revision().problems().isEmpty()) {
                unreadable++;
            }
        }

        /** Counts and logs a record whose key is not the key of an order. */
        void skipped(Optional<String> sequenceNumber) {
            skipped++;
            log.event(
                    LogLevel.WARN,
                    "Record skipped: its key is not the key of an order",
                    fields(sequenceNumber, Optional.empty()),
                    Optional.empty());
        }

        /** Counts and logs a record that is not recorded, with the reason. */
        void failed(Optional<String> sequenceNumber, OrderKey order, String message, Throwable failure) {
            failed++;
            log.event(LogLevel.ERROR, message, fields(sequenceNumber, Optional.of(order)), Optional.of(failure));
        }

        /** Writes the line of the batch. */
        void done() {
            Instant now = log.now();
            Map<String, Object> said = new LinkedHashMap<>();
            said.put(
                    "message",
                    failed == 0 ? "Order history recorded" : "Order history recorded in part: some records failed");
            said.putAll(fields(Optional.empty(), Optional.empty()));
            said.put("durationMs", (System.nanoTime() - startedNanos) / 1_000_000);
            Map<String, Object> counted = new LinkedHashMap<>();
            XRayTrace.id().ifPresent(id -> counted.put("xrayTraceId", id));
            counted.put("RevisionsRecorded", recorded);
            counted.put("RevisionsRepeated", repeated);
            counted.put("RevisionsUnreadable", unreadable);
            counted.put("RecordsSkipped", skipped);
            counted.put("RecordsFailed", failed);
            counted.put("_aws", EmbeddedMetrics.metadata(now, List.of(METRICS)));
            log.write(failed == 0 ? LogLevel.INFO : LogLevel.ERROR, now, said, counted);
        }

        /** Logs only legal ids and sequence numbers: other text in a key may be personal data. */
        private Map<String, Object> fields(Optional<String> sequenceNumber, Optional<OrderKey> order) {
            Map<String, Object> fields = new LinkedHashMap<>();
            awsRequestId.ifPresent(id -> fields.put("awsRequestId", id));
            order.ifPresent(key -> fields.put("tenantId", key.tenantId().value()));
            order.ifPresent(key -> fields.put("orderId", key.id().value()));
            sequenceNumber.filter(SequenceNumber::isLegal).ifPresent(number -> fields.put("sequenceNumber", number));
            return fields;
        }
    }
}
