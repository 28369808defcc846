package com.bbws.orders.application;

import static java.util.Objects.requireNonNull;

import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.domain.TenantId;
import com.bbws.orders.domain.port.OrderSearch;
import com.bbws.orders.domain.port.StoreException;
import com.bbws.orders.domain.port.StoredOrder;
import com.bbws.orders.domain.port.TimeRange;
import java.util.Set;
import java.util.stream.Stream;

/** Lists a tenant's orders for an operator, the newest first, deleted and unreadable ones included. */
public final class ListOrders {

    private final OrderSearch orders;

    /**
     * Makes the use case.
     *
     * @param orders where the orders are
     */
    public ListOrders(OrderSearch orders) {
        this.orders = requireNonNull(orders, "orders");
    }

    /**
     * Lists orders.
     *
     * @param tenantId whose orders
     * @param created when they were created
     * @param statuses the statuses that count; empty for all, and only then for orders whose status nobody knows
     * @return the orders, read as the stream is consumed
     * @throws StoreException.Unavailable if the store does not answer, also while the stream is consumed
     */
    public Stream<StoredOrder> handle(TenantId tenantId, TimeRange created, Set<OrderStatus> statuses) {
        return orders.list(tenantId, created).filter(order -> statuses.isEmpty() || isOneOf(statuses, order));
    }

    private static boolean isOneOf(Set<OrderStatus> statuses, StoredOrder stored) {
        return stored instanceof StoredOrder.Readable readable
                && statuses.contains(readable.order().status());
    }
}
