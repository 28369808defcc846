package com.bbws.orders.application;

import static java.util.Objects.requireNonNull;

import com.bbws.orders.domain.Actor;
import com.bbws.orders.domain.OrderCorrection;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.UpdateId;

/**
 * An operator's request to correct an order.
 *
 * @param order the tenant and the id of the order
 * @param correction the correct values, and the reason
 * @param actor who makes the correction
 * @param updateId the id of the request
 */
public record CorrectOrderCommand(OrderKey order, OrderCorrection correction, Actor actor, UpdateId updateId) {

    /** Checks that no part is {@code null}. */
    public CorrectOrderCommand {
        requireNonNull(order, "order");
        requireNonNull(correction, "correction");
        requireNonNull(actor, "actor");
        requireNonNull(updateId, "updateId");
    }
}
