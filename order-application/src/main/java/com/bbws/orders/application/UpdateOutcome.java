package com.bbws.orders.application;

import static java.util.Objects.requireNonNull;

import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.port.WriteOutcome;
import java.util.Optional;

/**
 * What became of an update that was not refused.
 *
 * @param before the order as it was found
 * @param after the order as it now is; the same object if nothing was written
 * @param write how it came to be written; empty if nothing was
 */
public record UpdateOutcome(Order before, Order after, Optional<WriteOutcome> write) {

    /** Checks that all are there. */
    public UpdateOutcome {
        requireNonNull(before, "before");
        requireNonNull(after, "after");
        requireNonNull(write, "write");
    }

    /** Returns the outcome of an update that wrote nothing. */
    static UpdateOutcome unchanged(Order order) {
        return new UpdateOutcome(order, order, Optional.empty());
    }

    /** Tells whether anything was written; not so if all was already as wanted, or the change was not approved. */
    public boolean isWritten() {
        return write.isPresent();
    }
}
