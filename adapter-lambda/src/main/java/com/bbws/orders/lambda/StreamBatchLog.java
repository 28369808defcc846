package com.bbws.orders.lambda;

import static java.util.Comparator.naturalOrder;

import com.bbws.orders.application.RecordedWrite;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.history.OrderEvent;
import com.bbws.orders.domain.history.SequenceNumber;
import com.bbws.orders.domain.port.PublicationException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes one line per batch of records, with its metrics, and one line for each record that is not recorded and for the first
 * event that is not published.
 */
final class StreamBatchLog {

    /** The name of the function in every line and in the dimensions of its metrics. */
    static final String SERVICE = "order-history";

    private static final Map<String, Object> METRICS = directive(
            EmbeddedMetrics.metric("RevisionsRecorded", "Count"),
            EmbeddedMetrics.metric("RevisionsRepeated", "Count"),
            EmbeddedMetrics.metric("RevisionsUnreadable", "Count"),
            EmbeddedMetrics.metric("RecordsSkipped", "Count"),
            EmbeddedMetrics.metric("RecordsFailed", "Count"));

    private static final Map<String, Object> EVENT_METRICS = directive(
            EmbeddedMetrics.metric("EventsPublished", "Count"), EmbeddedMetrics.metric("EventsFailed", "Count"));

    private static final Map<String, Object> DELAY_METRIC =
            directive(EmbeddedMetrics.metric("EventDelayMillis", "Milliseconds"));

    private final JsonLog log;

    StreamBatchLog(JsonLog log) {
        this.log = log;
    }

    private static Map<String, Object> directive(Object... metrics) {
        return EmbeddedMetrics.directive(List.of("Service", "Environment"), List.of(metrics));
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
        private Optional<EventCounts> events = Optional.empty();

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

        /**
         * Counts the events, and logs the first one that is not published. Without this call, the line has no metrics of events.
         *
         * @param published the events that are published
         * @param notPublished the events that may not be published
         * @param failure why the first of them is not published; empty if there are none
         */
        void published(
                List<OrderEvent> published, List<OrderEvent> notPublished, Optional<PublicationException> failure) {
            Instant now = log.now();
            events = Optional.of(new EventCounts(
                    published.size(),
                    notPublished.size(),
                    published.stream()
                            .map(event -> Duration.between(event.when(), now))
                            .max(naturalOrder())));
            failure.ifPresent(cause -> log.event(
                    LogLevel.ERROR,
                    cause.getMessage(),
                    fields(
                            Optional.of(notPublished.get(0).number().digits()),
                            Optional.of(notPublished.get(0).order())),
                    Optional.of(cause)));
        }

        private boolean isComplete() {
            return failed == 0 && events.filter(counts -> counts.failed() > 0).isEmpty();
        }

        private String message() {
            if (failed > 0) {
                return "Order history recorded in part: some records failed";
            }
            return isComplete()
                    ? "Order history recorded"
                    : "Order history recorded, but some events are not published";
        }

        /** Writes the line of the batch. */
        void done() {
            Instant now = log.now();
            Map<String, Object> said = new LinkedHashMap<>();
            said.put("message", message());
            said.putAll(fields(Optional.empty(), Optional.empty()));
            said.put("durationMs", (System.nanoTime() - startedNanos) / 1_000_000);
            Map<String, Object> counted = new LinkedHashMap<>();
            XRayTrace.id().ifPresent(id -> counted.put("xrayTraceId", id));
            counted.put("RevisionsRecorded", recorded);
            counted.put("RevisionsRepeated", repeated);
            counted.put("RevisionsUnreadable", unreadable);
            counted.put("RecordsSkipped", skipped);
            counted.put("RecordsFailed", failed);
            List<Map<String, Object>> directives = new ArrayList<>(List.of(METRICS));
            events.ifPresent(counts -> {
                directives.add(EVENT_METRICS);
                counted.put("EventsPublished", counts.published());
                counted.put("EventsFailed", counts.failed());
                counts.longestDelay().ifPresent(delay -> {
                    directives.add(DELAY_METRIC);
                    counted.put("EventDelayMillis", delay.toMillis());
                });
            });
            counted.put("_aws", EmbeddedMetrics.metadata(now, directives));
            log.write(isComplete() ? LogLevel.INFO : LogLevel.ERROR, now, said, counted);
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

    /**
     * The events of a batch.
     *
     * @param published the number of published events
     * @param failed the number of events that may not be published
     * @param longestDelay the longest time from a write to the publication of its event; empty if none is published
     */
    private record EventCounts(int published, int failed, Optional<Duration> longestDelay) {}
}
