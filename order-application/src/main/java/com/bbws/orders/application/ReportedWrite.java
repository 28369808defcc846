package com.bbws.orders.application;

import static java.util.Objects.requireNonNull;

import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.history.SequenceNumber;
import com.bbws.orders.domain.port.OrderImages;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A write of an order as the store's log of changes reports it, whoever made it. Items are in the form that {@link
 * OrderImages} reads.
 *
 * @param order which order it wrote
 * @param kind what sort of write it was
 * @param number its number
 * @param when when it was accepted
 * @param before the item as it was; empty if it was not there, or is not shown
 * @param after the item as it is; empty if it is not there, or is not shown
 */
public record ReportedWrite(
        OrderKey order,
        Kind kind,
        SequenceNumber number,
        Instant when,
        Optional<Map<String, ?>> before,
        Optional<Map<String, ?>> after) {

    /** The sorts of writes, by what they do to an item. */
    public enum Kind {
        /** The item was not there. */
        INSERT,
        /** It was there, and still is. */
        MODIFY,
        /** It is not there any more. */
        REMOVE
    }

    /** Checks that all parts are there. */
    public ReportedWrite {
        requireNonNull(order, "order");
        requireNonNull(kind, "kind");
        requireNonNull(number, "number");
        requireNonNull(when, "when");
        requireNonNull(before, "before");
        requireNonNull(after, "after");
    }
}
