package com.bbws.orders.application;

import static com.bbws.orders.domain.OrderStatus.PAID;
import static com.bbws.orders.domain.OrderStatus.PENDING;
import static com.bbws.orders.domain.testing.OrderFixtures.TENANT;
import static com.bbws.orders.domain.testing.OrderFixtures.anExpiredOrder;
import static com.bbws.orders.domain.testing.OrderFixtures.anOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.bbws.orders.application.VerifyOrders.Verification;
import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.TenantId;
import com.bbws.orders.domain.port.ValidatedOrder;
import com.bbws.orders.domain.testing.InMemoryOrders;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VerifyOrdersTest {

    private final InMemoryOrders orders = new InMemoryOrders();
    private final VerifyOrders verifyOrders = new VerifyOrders(orders);

    @BeforeEach
    void store() {
        orders.put(anOrder(TENANT, new OrderId("order_good"), PENDING).build());
        orders.put(anOrder(TENANT, new OrderId("order_odd"), PAID).build());
        orders.put(anExpiredOrder(TENANT, new OrderId("order_broken")));
        orders.put(anOrder(new TenantId("tenant_other"), new OrderId("order_other"), PENDING)
                .build());
    }

    @Test
    void countsWhatIsWrongAndWhatIsOnlyOdd() {
        assertThat(verifyOrders.handle(Optional.of(TENANT), 1, page -> {})).isEqualTo(new Verification(3, 1, 1));
        assertThat(verifyOrders.handle(Optional.empty(), 2, page -> {})).isEqualTo(new Verification(4, 1, 1));
    }

    @Test
    void tellsOfEveryOrderAsItIsLookedAt() {
        List<ValidatedOrder> seen = new ArrayList<>();

        verifyOrders.handle(Optional.of(TENANT), 1, page -> seen.addAll(page.orders()));

        assertThat(seen)
                .extracting(ValidatedOrder::orderId)
                .containsExactlyInAnyOrder("order_good", "order_odd", "order_broken");
        assertThat(seen)
                .filteredOn(ValidatedOrder::isDefective)
                .extracting(ValidatedOrder::orderId)
                .containsExactly("order_broken");
    }

    @Test
    void endsWhenTheListenerEndsIt() {
        assertThatIllegalStateException()
                .isThrownBy(() -> verifyOrders.handle(Optional.empty(), 1, page -> {
                    throw new IllegalStateException("enough");
                }));
    }

    @Test
    void knowsHowMuchThereIs() {
        assertThat(verifyOrders.approximateSize()).hasValue(4);
    }

    @Test
    void needsAStore() {
        assertThatNullPointerException().isThrownBy(() -> new VerifyOrders(null));
    }
}
