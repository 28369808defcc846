package com.bbws.orders.application;

import static java.util.Objects.requireNonNull;

import com.bbws.orders.domain.OrderChange;
import com.bbws.orders.domain.StoredOrder;
import java.util.Optional;

/**
 * The result of a correction that was not rejected.
 *
 * @param before the order as it was read
 * @param change the decision; empty if the order already had the requested values
 * @param isWritten whether the change was written; false without a change, or if it was not approved
 */
public record CorrectionOutcome(StoredOrder before, Optional<OrderChange> change, boolean isWritten) {

    /** Checks that no part is {@code null}. */
    public CorrectionOutcome {
        requireNonNull(before, "before");
        requireNonNull(change, "change");
    }

    /** Returns the order as it is now. */
    public StoredOrder now() {
        return change.filter(decided -> isWritten)
                .<StoredOrder>map(OrderChange::after)
                .orElse(before);
    }
}
