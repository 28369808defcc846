package com.bbws.orders.application;

import static java.util.Objects.requireNonNull;

import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.UpdateId;
import com.bbws.orders.domain.history.OrderImage;
import com.bbws.orders.domain.history.SequenceNumber;
import java.time.Instant;
import java.util.Optional;

/**
 * A write of an order by any service, as the store's change log reports it.
 *
 * @param order the tenant and the id of the order
 * @param number the number of the write in the change log
 * @param when when the store accepted the write
 * @param before the order before the write; empty if it did not exist
 * @param after the order after the write; empty if it no longer exists
 * @param isExpiry whether the store itself removed the order, because its time to live had ended
 */
public record OrderWrite(
        OrderKey order,
        SequenceNumber number,
        Instant when,
        Optional<OrderImage> before,
        Optional<OrderImage> after,
        boolean isExpiry) {

    /**
     * Checks that no part is {@code null} and that the images are possible.
     *
     * @throws IllegalArgumentException if the order exists neither before nor after the write, or still exists after its
     *     expiry
     */
    public OrderWrite {
        requireNonNull(order, "order");
        requireNonNull(number, "number");
        requireNonNull(when, "when");
        if (before.isEmpty() && after.isEmpty()) {
            throw new IllegalArgumentException("the order exists neither before nor after the write");
        }
        if (isExpiry && after.isPresent()) {
            throw new IllegalArgumentException("the order still exists after its expiry");
        }
    }

    /** Returns the update id that the write set on an existing order; empty if it set none. */
    Optional<UpdateId> newUpdateId() {
        return before.flatMap(was -> after.flatMap(is -> is.newUpdateId(was)));
    }
}
