package com.bbws.orders.domain.testing;

import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.TenantId;
import com.bbws.orders.domain.port.OrderRepository;
import com.bbws.orders.domain.port.OrderSearch;
import com.bbws.orders.domain.port.StoredOrder;
import java.util.List;
import org.junit.jupiter.api.Nested;

/** The store that other tests stand on keeps the ports' contracts too. */
class InMemoryOrdersTest {

    private final InMemoryOrders orders = new InMemoryOrders();

    private static StoredOrder.Unreadable unreadable(TenantId tenant, OrderId id, boolean active) {
        return new StoredOrder.Unreadable(tenant, id, active, List.of("status EXPIRED is none of the seven"));
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
