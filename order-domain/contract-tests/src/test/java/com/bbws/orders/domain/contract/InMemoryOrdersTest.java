package com.bbws.orders.domain.contract;

import static com.bbws.orders.domain.contract.SampleOrders.UNKNOWN_STATUS;
import static org.assertj.core.api.Assertions.assertThat;

import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.OrderDefect;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.domain.OrderUpdate;
import com.bbws.orders.domain.StoredValue;
import com.bbws.orders.domain.TenantId;
import com.bbws.orders.domain.UnreadableOrder;
import com.bbws.orders.domain.UpdateId;
import com.bbws.orders.domain.port.OrderRepository;
import com.bbws.orders.domain.port.OrderScanner;
import com.bbws.orders.domain.port.OrderSearch;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The contract tests of the ports on the in-memory store. */
class InMemoryOrdersTest {

    private final InMemoryOrders orders = new InMemoryOrders();

    private static UnreadableOrder.Builder unreadable(OrderKey key) {
        return UnreadableOrder.builder(key, Optional.of("EXPIRED"), List.of(UNKNOWN_STATUS));
    }

    @Test
    void keepsAnUnreadableAmountThatAnotherServiceWroteWithoutANewToken() {
        OrderKey key = new OrderKey(new TenantId("t"), SampleOrders.ID);
        Order read = SampleOrders.anOrder(key, OrderStatus.PENDING).build();
        orders.put(SampleOrders.anOrder(key, OrderStatus.PENDING)
                .tax(StoredValue.unreadable(
                        List.of(new OrderDefect(OrderDefect.Kind.UNREADABLE_AMOUNT, "tax", "40,37", "a number"))))
                .build());

        orders.apply(
                read.update(OrderUpdate.to(OrderStatus.PAID), SampleOrders.ALICE, UpdateId.random(), SampleOrders.NOON)
                        .orElseThrow());

        Order now = orders.find(key).orElseThrow();
        assertThat(now.status()).isEqualTo(OrderStatus.PAID);
        assertThat(now.problems()).extracting(OrderDefect::attribute).contains("tax");
        assertThat(now.total()).isEmpty();
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
        protected void putUnreadable(OrderKey key, boolean active) {
            orders.put(unreadable(key).active(active).build());
        }

        @Override
        protected void remove(OrderKey key) {
            orders.remove(key);
        }

        @Override
        protected Object anUnknownValue() {
            return "p-1";
        }

        @Override
        protected Optional<UnknownAttribute> unknownAttribute() {
            return Optional.empty();
        }

        @Override
        protected Optional<OrderRepository> ordersOfAnUnavailableStore() {
            return Optional.empty();
        }

        @Override
        protected Optional<OrderRepository> ordersThatLoseTheResponse() {
            return Optional.empty();
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
        protected void putUnreadable(OrderKey key) {
            orders.put(unreadable(key).build());
        }
    }

    @Nested
    class AsScanner extends OrderScannerContract {
        @Override
        protected OrderScanner orders() {
            return orders;
        }

        @Override
        protected void put(Order order) {
            orders.put(order);
        }

        @Override
        protected void putUnreadable(OrderKey key) {
            orders.put(unreadable(key).build());
        }
    }
}
