package com.bbws.orders.domain.testing;

import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.OrderDefect;
import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.domain.TenantId;
import com.bbws.orders.domain.UnreadableOrder;
import com.bbws.orders.domain.port.OrderRepository;
import com.bbws.orders.domain.port.OrderSearch;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;

/** The store that other tests stand on keeps the ports' contracts too. */
class InMemoryOrdersTest {

    private final InMemoryOrders orders = new InMemoryOrders();

    private static UnreadableOrder unreadable(TenantId tenant, OrderId id, boolean active) {
        return UnreadableOrder.reconstitute(
                Order.builder(tenant, id, OrderStatus.PENDING).active(active).build(),
                Optional.of("EXPIRED"),
                List.of(new OrderDefect(
                        OrderDefect.Kind.UNKNOWN_STATUS, "status", "'EXPIRED'", "one of the seven statuses")));
    }

    @Nested
    class AsRepository extends OrderRepositoryContract {
        @Override
        protected OrderRepository orders() {
            return orders;
        }

        @Override
        protected void put(Order order) {
            orders.put(order);
        }

        @Override
        protected void putUnreadable(TenantId tenant, OrderId id, boolean active) {
            orders.put(unreadable(tenant, id, active));
        }

        @Override
        protected void remove(TenantId tenant, OrderId id) {
            orders.remove(tenant, id);
        }

        @Override
        protected Object aForeignValue() {
            return "p-1";
        }
    }

    @Nested
    class AsSearch extends OrderSearchContract {
        @Override
        protected OrderSearch orders() {
            return orders;
        }

        @Override
        protected void put(Order order) {
            orders.put(order);
        }

        @Override
        protected void putUnreadable(TenantId tenant, OrderId id) {
            orders.put(unreadable(tenant, id, true));
        }
    }
}
