package com.bbws.orders.application;

import static java.util.Objects.requireNonNull;

import com.bbws.orders.domain.OrderKey;
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
 */
public record OrderWrite(
        OrderKey order, SequenceNumber number, Instant when, Optional<OrderImage> before, Optional<OrderImage> after) {

    /**
     * Checks that no part is {@code null} and that one of the images is present.
     *
     * @throws IllegalArgumentException if the order exists neither before nor after the write
     */
    public OrderWrite {
        requireNonNull(order, "order");
        requireNonNull(number, "number");
        requireNonNull(when, "when");
        if (before.isEmpty() && after.isEmpty()) {
            throw new IllegalArgumentException("the order exists neither before nor after the write");
        }
    }
}
