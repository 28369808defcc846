package com.bbws.orders.cli.batch;

import com.bbws.orders.domain.OrderChange;
import com.bbws.orders.domain.TenantId;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What became of one correction of many.
 *
 * @param row the correction
 * @param tenantId whose order it is; empty if nobody could be found
 * @param kind what became of it
 * @param message more about that, for people
 */
public record CorrectionResult(CorrectionRow row, Optional<TenantId> tenantId, Kind kind, String message) {

    /** What can become of a correction. */
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

        private final boolean isGood;

        Kind(boolean isGood) {
            this.isGood = isGood;
        }

        /** Tells whether the order is, or would be, as the row wants it. */
        boolean isGood() {
            return isGood;
        }

        /** Returns the name for people. */
        String words() {
            return toString().replace('_', ' ');
        }

        /** Returns the name for programs. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Returns a change in a few words. */
    static String words(OrderChange change) {
        String before = change.statusTextBefore().orElse("(none)");
        String status = change.changesStatus()
                ? before + " -> " + change.after().status().wireName()
                : before;
        return change.changesPaymentDetails() ? status + ", payment details" : status;
    }

    /** Returns it for people, where the longest of all the ids is so long. */
    String line(int idWidth) {
        return String.format(
                Locale.ROOT,
                "%5d  %-" + idWidth + "s  %-11s  %s",
                row.line(),
                row.orderId().value(),
                kind.words(),
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
