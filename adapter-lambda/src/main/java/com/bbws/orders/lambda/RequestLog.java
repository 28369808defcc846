package com.bbws.orders.lambda;

import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.domain.TenantId;
import com.bbws.orders.domain.UpdateId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Writes one line per request, with its metrics. */
final class RequestLog {

    private final JsonLog log;

    /** Whether this process has handled a request. A snapshot is taken before the first. */
    private final AtomicBoolean warm = new AtomicBoolean();

    RequestLog(JsonLog log) {
        this.log = log;
    }

    /** Starts the line of a request. The duration counts from here. */
    Line start(PutRequest request) {
        return new Line(request);
    }

    /** The line of one request. Not thread-safe. */
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

        /** Adds a legal id only: other text in the path may be personal data. */
        void order(OrderId orderId) {
            fields.put("orderId", orderId.value());
        }

        void from(OrderStatus status) {
            fields.put("fromStatus", status.wireName());
        }

        void to(OrderStatus status) {
            fields.put("toStatus", status.wireName());
        }

        /** Adds the id that the request has written to the order, or may have written. */
        void updateId(UpdateId updateId) {
            fields.put("lastUpdateId", updateId.value());
        }

        /** Counts a race that was lost at the write. */
        void lostRace() {
            lostRace = true;
        }

        /** Counts a write of this request that was found in the table after its response was lost. */
        void recovered() {
            recovered = true;
        }

        /** Writes the line of a successful request. */
        void done(int statusCode, String message) {
            write(statusCode, Optional.empty(), message, Optional.empty());
        }

        /** Writes the line of a rejected request. */
        void rejected(int statusCode, String code, String message) {
            write(statusCode, Optional.of(code), message, Optional.empty());
        }

        /** Writes the line of a failed request, with the stack trace. */
        void failed(int statusCode, String code, String message, Throwable failure) {
            write(statusCode, Optional.of(code), message, Optional.of(failure));
        }

        private void write(int statusCode, Optional<String> code, String message, Optional<Throwable> failure) {
            long nanos = System.nanoTime() - startedNanos;
            Instant now = log.now();
            Map<String, Object> described = new LinkedHashMap<>();
            described.put("message", message);
            described.putAll(fields);
            described.put("statusCode", statusCode);
            described.put("durationMs", nanos / 1_000_000);
            failure.ifPresent(cause -> described.put("stackTrace", JsonLog.stackTrace(cause)));
            Map<String, Object> metrics = new LinkedHashMap<>();
            code.ifPresent(c -> metrics.put("code", c));
            xrayTraceId.ifPresent(id -> metrics.put("xrayTraceId", id));
            metrics.putAll(new RequestMetrics(statusCode, code, lostRace, recovered, coldStart, nanos).members(now));
            log.write(LogLevel.ofStatus(statusCode), now, described, metrics);
        }
    }
}
