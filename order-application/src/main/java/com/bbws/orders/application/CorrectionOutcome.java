package com.bbws.orders.application;

import static java.util.Objects.requireNonNull;

import com.bbws.orders.domain.OrderChange;
import com.bbws.orders.domain.port.StoredOrder;
import java.util.Optional;

/**
 * What became of a correction that was not refused.
 *
 * @param before the order as it was found
 * @param change what was decided; empty if all was already as wanted
 * @param isWritten whether it was written; not so if there was nothing to write, or it was not approved
 */
public record CorrectionOutcome(StoredOrder before, Optional<OrderChange> change, boolean isWritten) {

    /** Checks that all parts are there. */
    public CorrectionOutcome {
        requireNonNull(before, "before");
        requireNonNull(change, "change");
    }

    /** Returns the order as it now is. */
    public StoredOrder now() {
        return change.filter(decided -> isWritten)
                .<StoredOrder>map(decided -> new StoredOrder.Readable(decided.after()))
                .orElse(before);
    }
}
