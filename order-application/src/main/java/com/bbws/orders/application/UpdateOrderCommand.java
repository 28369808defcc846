package com.bbws.orders.application;

import static java.util.Objects.requireNonNull;

import com.bbws.orders.domain.Actor;
import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.OrderUpdate;
import com.bbws.orders.domain.TenantId;

/**
 * The request to update one order.
 *
 * @param tenantId whose order; never taken from anything that the caller can choose
 * @param orderId which one
 * @param update what is wanted
 * @param actor who asks
 * @param ifMatch the versions of the order that the caller means
 */
public record UpdateOrderCommand(
        TenantId tenantId, OrderId orderId, OrderUpdate update, Actor actor, ExpectedVersion ifMatch) {

    /** Checks that all parts are there. */
    public UpdateOrderCommand {
        requireNonNull(tenantId, "tenantId");
        requireNonNull(orderId, "orderId");
        requireNonNull(update, "update");
        requireNonNull(actor, "actor");
        requireNonNull(ifMatch, "ifMatch");
    }
}
