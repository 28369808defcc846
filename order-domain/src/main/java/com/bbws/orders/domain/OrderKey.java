package com.bbws.orders.domain;

import static java.util.Objects.requireNonNull;

/**
 * Names one order among all orders.
 *
 * @param tenantId whose it is
 * @param id its id, unique within its tenant
 */
public record OrderKey(TenantId tenantId, OrderId id) {

    /** Checks that both are there. */
    public OrderKey {
        requireNonNull(tenantId, "tenantId");
        requireNonNull(id, "id");
    }
}
