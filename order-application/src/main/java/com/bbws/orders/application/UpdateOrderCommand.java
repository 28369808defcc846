package com.bbws.orders.application;

import static java.util.Objects.requireNonNull;

import com.bbws.orders.domain.Actor;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.OrderUpdate;
import com.bbws.orders.domain.UpdateId;

/**
 * A request to update an order.
 *
 * @param order the tenant and the id of the order; the tenant must come from a source that the caller cannot choose
 * @param update the requested values
 * @param actor who makes the request
 * @param updateId the id of the request, which the caller cannot choose
 * @param expectedVersion the caller's condition on the version of the order
 */
public record UpdateOrderCommand(
        OrderKey order, OrderUpdate update, Actor actor, UpdateId updateId, ExpectedVersion expectedVersion) {

    /** Checks that no part is {@code null}. */
    public UpdateOrderCommand {
        requireNonNull(order, "order");
        requireNonNull(update, "update");
        requireNonNull(actor, "actor");
        requireNonNull(updateId, "updateId");
        requireNonNull(expectedVersion, "expectedVersion");
    }
}
