package com.bbws.orders.application;

import static com.bbws.orders.domain.OrderStatus.PENDING;
import static com.bbws.orders.domain.testing.OrderFixtures.ID;
import static com.bbws.orders.domain.testing.OrderFixtures.KEY;
import static com.bbws.orders.domain.testing.OrderFixtures.TENANT;
import static com.bbws.orders.domain.testing.OrderFixtures.aPendingOrder;
import static com.bbws.orders.domain.testing.OrderFixtures.anExpiredOrder;
import static com.bbws.orders.domain.testing.OrderFixtures.anOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.OrderException;
import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.TenantId;
import com.bbws.orders.domain.UnreadableOrder;
import com.bbws.orders.domain.contract.InMemoryOrders;
import org.junit.jupiter.api.Test;

class FindOrderTest {

    private static final TenantId OTHER = new TenantId("another_77");

    private final InMemoryOrders orders = new InMemoryOrders();
    private final FindOrder findOrder = new FindOrder(orders);

    @Test
    void findsAnOrder() {
        Order order = aPendingOrder();
        orders.put(order);

        assertThat(findOrder.handle(KEY)).isEqualTo(order);
    }

    @Test
    void findsASoftDeletedOrder() {
        Order deleted = anOrder(TENANT, ID, PENDING).active(false).build();
        orders.put(deleted);

        assertThat(findOrder.handle(KEY)).isEqualTo(deleted);
    }

    @Test
    void findsAnUnreadableOrder() {
        UnreadableOrder expired = anExpiredOrder(TENANT, ID);
        orders.put(expired);

        assertThat(findOrder.handle(KEY)).isEqualTo(expired);
    }

    @Test
    void reportsAnAbsentOrderAsNotFound() {
        assertThatExceptionOfType(OrderException.NotFound.class)
                .isThrownBy(() -> findOrder.handle(KEY))
                .withMessage("Order order_4d2e not found");
    }

    @Test
    void findsNothingOfAnotherTenant() {
        orders.put(aPendingOrder());

        assertThatExceptionOfType(OrderException.NotFound.class)
                .isThrownBy(() -> findOrder.handle(new OrderKey(OTHER, ID)));
    }

    @Test
    void findsEveryTenantWithAnIdInSortedOrder() {
        orders.put(aPendingOrder());
        orders.put(anOrder(OTHER, ID, PENDING).build());
        orders.put(anOrder(new TenantId("unrelated"), new OrderId("order_other"), PENDING)
                .build());

        assertThat(findOrder.tenantsOf(ID)).containsExactly(OTHER, TENANT);
    }

    @Test
    void findsNoTenantWithAnUnknownId() {
        assertThat(findOrder.tenantsOf(ID)).isEmpty();
    }
}
