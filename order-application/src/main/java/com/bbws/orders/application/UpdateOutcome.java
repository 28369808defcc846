package com.bbws.orders.application;

import static java.util.Objects.requireNonNull;

import com.bbws.orders.domain.Order;

/**
 * What became of an update that was not refused.
 *
 * @param before the order as it was found
 * @param after the order as it now is; the same object if nothing was written
 */
public record UpdateOutcome(Order before, Order after) {

    /** Checks that both are there. */
    public UpdateOutcome {
        requireNonNull(before, "before");
        requireNonNull(after, "after");
    }

    /** Tells whether anything was written; not so if all was already as wanted, or the change was not approved. */
    public boolean isWritten() {
        return before != after;
    }
}
