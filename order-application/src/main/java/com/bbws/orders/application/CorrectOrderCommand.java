package com.bbws.orders.application;

import static java.util.Objects.requireNonNull;

import com.bbws.orders.domain.Actor;
import com.bbws.orders.domain.OrderCorrection;
import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.TenantId;

/**
 * What an operator wants put right.
 *
 * @param tenantId whose order
 * @param orderId which one
 * @param correction what is right, and why
 * @param actor who says so
 */
public record CorrectOrderCommand(TenantId tenantId, OrderId orderId, OrderCorrection correction, Actor actor) {

    /** Checks that all parts are there. */
    public CorrectOrderCommand {
        requireNonNull(tenantId, "tenantId");
        requireNonNull(orderId, "orderId");
        requireNonNull(correction, "correction");
        requireNonNull(actor, "actor");
    }
}
