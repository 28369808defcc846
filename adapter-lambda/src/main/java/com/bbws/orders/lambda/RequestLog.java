package com.bbws.orders.lambda;

import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.domain.TenantId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** One line a request, which holds its metrics too. */
final class RequestLog {

    private final JsonLog log;

    /** Whether there has been a request in this environment; a snapshot is taken before the first. */
    private final AtomicBoolean warm = new AtomicBoolean();

    RequestLog(JsonLog log) {
        this.log = log;
    }

    /** Starts the line of a request; its duration counts from here. */
    Line start(PutRequest request) {
        return new Line(request);
    }

    /** The line of one request, filled in as the request becomes known. For one thread. */
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

        /** Only a legal id is logged: what else stands in the path may be anything. */
        void order(OrderId orderId) {
            fields.put("orderId", orderId.value());
        }

        void from(OrderStatus status) {
            fields.put("fromStatus", status.wireName());
        }

        void to(OrderStatus status) {
            fields.put("toStatus", status.wireName());
        }

        /** Counts a race that was lost at the write. */
        void lostRace() {
            lostRace = true;
        }

        /** Counts an own write that was found after a lost answer. */
        void recovered() {
            recovered = true;
        }

        /** Writes the line of a request that was done. */
        void done(int statusCode, String message) {
            write(statusCode, Optional.empty(), message, Optional.empty());
        }

        /** Writes the line of a request that was refused. */
        void refused(int statusCode, String code, String message) {
            write(statusCode, Optional.of(code), message, Optional.empty());
        }

        /** Writes the line of a request that failed, with the failure's stack trace. */
        void failed(int statusCode, String code, String message, Throwable failure) {
            write(statusCode, Optional.of(code), message, Optional.of(failure));
        }

        private void write(int statusCode, Optional<String> code, String message, Optional<Throwable> failure) {
            long nanos = System.nanoTime() - startedNanos;
            Instant now = log.now();
            Map<String, Object> said = new LinkedHashMap<>();
            said.put("message", message);
            said.putAll(fields);
            said.put("statusCode", statusCode);
            said.put("durationMs", nanos / 1_000_000);
            failure.ifPresent(cause -> said.put("stackTrace", JsonLog.stackTrace(cause)));
            Map<String, Object> counted = new LinkedHashMap<>();
            code.ifPresent(c -> counted.put("code", c));
            xrayTraceId.ifPresent(id -> counted.put("xrayTraceId", id));
            counted.putAll(new RequestMetrics(statusCode, code, lostRace, recovered, coldStart, nanos).members(now));
            log.write(LogLevel.ofStatus(statusCode), now, said, counted);
        }
    }
}
