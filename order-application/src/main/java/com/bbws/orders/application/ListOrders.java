package com.bbws.orders.application;

import static java.util.Objects.requireNonNull;

import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.domain.StoredOrder;
import com.bbws.orders.domain.TenantId;
import com.bbws.orders.domain.port.OrderSearch;
import com.bbws.orders.domain.port.StoreException;
import com.bbws.orders.domain.port.TimeRange;
import java.util.Set;
import java.util.stream.Stream;

/** Lists a tenant's orders for an operator, the newest first, including soft-deleted and unreadable ones. */
public final class ListOrders {

    private final OrderSearch orders;

    /**
     * Creates the use case.
     *
     * @param orders lists orders
     */
    public ListOrders(OrderSearch orders) {
        this.orders = requireNonNull(orders, "orders");
    }

    /**
     * Lists orders.
     *
     * @param tenantId the tenant
     * @param created when the orders were created
     * @param statuses the statuses to list; empty for all orders, including those with an unknown status
     * @return the orders, read from the store as the stream is consumed
     * @throws StoreException.Unavailable if the store does not answer, also while the stream is consumed
     */
    public Stream<StoredOrder> handle(TenantId tenantId, TimeRange created, Set<OrderStatus> statuses) {
        return orders.list(tenantId, created)
                .filter(stored -> statuses.isEmpty()
                        || stored.fold(order -> statuses.contains(order.status()), unreadable -> false));
    }
}
