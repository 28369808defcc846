package com.bbws.orders.application;

import static com.bbws.orders.domain.OrderStatus.CANCELLED;
import static com.bbws.orders.domain.OrderStatus.PAID;
import static com.bbws.orders.domain.OrderStatus.PENDING;
import static com.bbws.orders.domain.testing.OrderFixtures.TENANT;
import static com.bbws.orders.domain.testing.OrderFixtures.anExpiredOrder;
import static com.bbws.orders.domain.testing.OrderFixtures.anOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.domain.contract.InMemoryOrders;
import com.bbws.orders.domain.port.TimeRange;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ListOrdersTest {

    private final InMemoryOrders orders = new InMemoryOrders();
    private final ListOrders listOrders = new ListOrders(orders);

    @BeforeEach
    void store() {
        store("order_1", PENDING, "2025-12-01T10:00:00Z");
        store("order_2", PAID, "2025-12-02T10:00:00Z");
        store("order_3", CANCELLED, "2025-12-03T10:00:00Z");
        orders.put(anExpiredOrder(TENANT, new OrderId("order_4")));
    }

    @Test
    void listsAllOrdersNewestFirst() {
        assertThat(ids(TimeRange.ALWAYS)).containsExactly("order_4", "order_3", "order_2", "order_1");
    }

    @Test
    void listsOnlyTheRequestedStatuses() {
        assertThat(ids(TimeRange.ALWAYS, PAID)).containsExactly("order_2");
        assertThat(ids(TimeRange.ALWAYS, PENDING, CANCELLED)).containsExactly("order_3", "order_1");
    }

    @Test
    void listsOnlyTheRequestedTimeRange() {
        assertThat(ids(new TimeRange(Optional.empty(), Optional.of(Instant.parse("2025-12-03T00:00:00Z")))))
                .containsExactly("order_2", "order_1");
    }

    @Test
    void requiresAStore() {
        assertThatNullPointerException().isThrownBy(() -> new ListOrders(null));
    }

    private void store(String id, OrderStatus status, String dateCreated) {
        orders.put(anOrder(TENANT, new OrderId(id), status)
                .dateCreated(dateCreated)
                .build());
    }

    private List<String> ids(TimeRange created, OrderStatus... statuses) {
        return listOrders
                .handle(TENANT, created, Set.of(statuses))
                .map(order -> order.id().value())
                .toList();
    }
}
