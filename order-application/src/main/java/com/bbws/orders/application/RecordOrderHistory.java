package com.bbws.orders.application;

import static java.util.Objects.requireNonNull;

import com.bbws.orders.domain.history.OrderEvent;
import com.bbws.orders.domain.history.OrderImage;
import com.bbws.orders.domain.history.OrderRevision;
import com.bbws.orders.domain.port.OrderHistory;
import com.bbws.orders.domain.port.StoreException;
import java.util.Optional;

/** Records what a write did to an order, for every writer of the store. */
public final class RecordOrderHistory {

    private final OrderHistory history;

    /**
     * Creates the use case.
     *
     * @param history stores the revisions
     */
    public RecordOrderHistory(OrderHistory history) {
        this.history = requireNonNull(history, "history");
    }

    /**
     * Records one write. The same write may be reported again, and writes may be reported in any order.
     *
     * @param write the write
     * @return the result
     * @throws StoreException.Unavailable if the store does not answer; then the write may be reported again
     */
    public RecordedWrite handle(OrderWrite write) {
        OrderRevision revision = revision(write);
        boolean isNew = history.append(write.order(), revision);
        OrderImage latest = write.after().or(write::before).orElseThrow();
        return new RecordedWrite(revision, isNew, OrderEvent.of(write.order(), revision, latest));
    }

    private OrderRevision revision(OrderWrite write) {
        if (write.isExpiry()) {
            return OrderRevision.ofExpiry(
                    write.number(), write.when(), write.before().orElseThrow());
        }
        // Another service may put back an order that it read before a later write, with the id that it had then.
        Optional<OrderRevision> restored =
                write.newUpdateId().flatMap(id -> history.find(write.order(), id, write.number()));
        return OrderRevision.between(write.number(), write.when(), write.before(), write.after(), restored);
    }
}
