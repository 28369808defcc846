package com.bbws.orders.domain;

import static java.util.Objects.requireNonNull;

/**
 * Identifies one order among the orders of all tenants.
 *
 * @param tenantId the tenant that owns the order
 * @param id the order id, unique within the tenant
 */
public record OrderKey(TenantId tenantId, OrderId id) {

    /** Checks that no part is {@code null}. */
    public OrderKey {
        requireNonNull(tenantId, "tenantId");
        requireNonNull(id, "id");
    }
}
