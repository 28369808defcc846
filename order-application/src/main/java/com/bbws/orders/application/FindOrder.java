package com.bbws.orders.application;

import static java.util.Objects.requireNonNull;

import com.bbws.orders.domain.OrderException;
import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.StoredOrder;
import com.bbws.orders.domain.TenantId;
import com.bbws.orders.domain.port.OrderSearch;
import com.bbws.orders.domain.port.StoreException;
import java.util.Set;

/** Finds an order for an operator, also without its tenant. */
public final class FindOrder {

    private final OrderSearch orders;

    /**
     * Creates the use case.
     *
     * @param orders finds orders
     */
    public FindOrder(OrderSearch orders) {
        this.orders = requireNonNull(orders, "orders");
    }

    /**
     * Finds one order, also a soft-deleted or unreadable one.
     *
     * @param key the tenant and the id of the order
     * @return what is stored
     * @throws OrderException.NotFound if nothing is stored
     * @throws StoreException.Unavailable if the store does not answer
     */
    public StoredOrder handle(OrderKey key) {
        return orders.inspect(key).orElseThrow(() -> new OrderException.NotFound(key.id()));
    }

    /**
     * Finds the tenants that have an order of this id. The answer may lag behind recent writes.
     *
     * @param id the order id
     * @return the tenants, sorted by their ids; empty if no tenant is known
     * @throws StoreException.Unavailable if the store does not answer
     */
    public Set<TenantId> tenantsOf(OrderId id) {
        return orders.tenantsWith(id);
    }
}
