package com.bbws.orders.application;

import static java.util.Objects.requireNonNull;

import com.bbws.orders.domain.history.OrderEvent;
import com.bbws.orders.domain.history.OrderRevision;

/**
 * The result of recording a write.
 *
 * @param revision the revision of the order
 * @param isNew whether the revision was added; false if it was already recorded
 * @param event what other services are told about the write, also if it was already recorded: then it may not be published yet
 */
public record RecordedWrite(OrderRevision revision, boolean isNew, OrderEvent event) {

    /** Checks that no part is {@code null}. */
    public RecordedWrite {
        requireNonNull(revision, "revision");
        requireNonNull(event, "event");
    }
}
