package com.bbws.orders.cli.batch;

import com.bbws.orders.domain.OrderChange;
import com.bbws.orders.domain.TenantId;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The result of one row of a batch.
 *
 * @param row the row
 * @param tenantId the tenant of the order; empty if none was found
 * @param kind the kind of result
 * @param message details for people
 */
public record CorrectionResult(CorrectionRow row, Optional<TenantId> tenantId, Kind kind, String message) {

    /** The kinds of results. */
    public enum Kind {
        WRITTEN(true),
        WOULD_WRITE(true),
        UNCHANGED(true),
        REFUSED(false),
        NOT_FOUND(false),
        CONFLICT(false),
        UNREADABLE(false),
        UNAVAILABLE(false),
        FAILED(false);

        private final boolean isSuccess;

        Kind(boolean isSuccess) {
            this.isSuccess = isSuccess;
        }

        /** Returns whether the order has, or would have, the values of the row. */
        boolean isSuccess() {
            return isSuccess;
        }

        /** Returns the name for people, with spaces. */
        String label() {
            return toString().replace('_', ' ');
        }

        /** Returns the code for programs. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Returns a short description of a change. */
    static String describe(OrderChange change) {
        String before = change.before().statusText().orElse("(none)");
        String status = change.changesStatus()
                ? before + " -> " + change.after().status().wireName()
                : before;
        return change.changesPaymentDetails() ? status + ", payment details" : status;
    }

    /** Returns this result as one line of a table. */
    String line(int idWidth) {
        return String.format(
                Locale.ROOT,
                "%5d  %-" + idWidth + "s  %-11s  %s",
                row.line(),
                row.orderId().value(),
                kind.label(),
                message);
    }

    Map<String, ?> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("line", row.line());
        document.put("orderId", row.orderId().value());
        tenantId.ifPresent(tenant -> document.put("tenantId", tenant.value()));
        document.put("result", kind.toString());
        document.put("message", message);
        return document;
    }
}
