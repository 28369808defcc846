package com.bbws.orders.application;

import static java.util.Objects.requireNonNull;

import com.bbws.orders.domain.history.OrderRevision;

/**
 * The result of recording a write.
 *
 * @param revision the revision of the order
 * @param isNew whether the revision was added; false if it was already recorded
 */
public record RecordedWrite(OrderRevision revision, boolean isNew) {

    /** Checks that the revision is not {@code null}. */
    public RecordedWrite {
        requireNonNull(revision, "revision");
    }
}
