package com.bbws.orders.application;

import static java.util.Objects.requireNonNull;

import com.bbws.orders.domain.OrderException;
import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.TenantId;
import com.bbws.orders.domain.port.OrderSearch;
import com.bbws.orders.domain.port.StoreException;
import com.bbws.orders.domain.port.StoredOrder;
import java.util.Set;

/** Finds an order for an operator, who may not know whose it is. */
public final class FindOrder {

    private final OrderSearch orders;

    /**
     * Makes the use case.
     *
     * @param orders where the orders are
     */
    public FindOrder(OrderSearch orders) {
        this.orders = requireNonNull(orders, "orders");
    }

    /**
     * Finds one order of a tenant: also a deleted one, and one that cannot be read.
     *
     * @param tenantId whose order
     * @param id which one
     * @return what is stored
     * @throws OrderException.NotFound if nothing is
     * @throws StoreException.Unavailable if the store does not answer
     */
    public StoredOrder handle(TenantId tenantId, OrderId id) {
        return orders.inspect(tenantId, id).orElseThrow(() -> new OrderException.NotFound(id));
    }

    /**
     * Finds the tenants that have an order of this id. The answer lags a little behind the orders themselves.
     *
     * @param id the id to look for
     * @return the tenants in the order of their ids; empty if none is known
     * @throws StoreException.Unavailable if the store does not answer
     */
    public Set<TenantId> tenantsOf(OrderId id) {
        return orders.tenantsWith(id);
    }
}
