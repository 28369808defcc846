package com.bbws.orders.application;

import static java.util.Objects.requireNonNull;

import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.port.WriteOutcome;
import java.util.Optional;

/**
 * The result of an update that was not rejected.
 *
 * @param before the order as it was read
 * @param after the order as it is now; the same object if nothing was written
 * @param write how the change was written; empty if nothing was written
 */
public record UpdateOutcome(Order before, Order after, Optional<WriteOutcome> write) {

    /** Checks that no part is {@code null}. */
    public UpdateOutcome {
        requireNonNull(before, "before");
        requireNonNull(after, "after");
        requireNonNull(write, "write");
    }

    /** Returns the result of an update that wrote nothing. */
    static UpdateOutcome unchanged(Order order) {
        return new UpdateOutcome(order, order, Optional.empty());
    }

    /** Returns whether a change was written; false if nothing had to change or the change was not approved. */
    public boolean isWritten() {
        return write.isPresent();
    }
}
