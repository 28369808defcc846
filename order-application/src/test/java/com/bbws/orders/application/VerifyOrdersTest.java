package com.bbws.orders.application;

import static com.bbws.orders.domain.OrderStatus.PAID;
import static com.bbws.orders.domain.OrderStatus.PENDING;
import static com.bbws.orders.domain.testing.OrderFixtures.TENANT;
import static com.bbws.orders.domain.testing.OrderFixtures.anExpiredOrder;
import static com.bbws.orders.domain.testing.OrderFixtures.anOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.tuple;

import com.bbws.orders.application.VerifyOrders.Verification;
import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.TenantId;
import com.bbws.orders.domain.contract.InMemoryOrders;
import com.bbws.orders.domain.port.ScanOptions;
import com.bbws.orders.domain.port.ScanProgress;
import com.bbws.orders.domain.port.ValidatedOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VerifyOrdersTest {

    private static final ScanOptions OPTIONS = ScanOptions.parallel(2);
    private static final ScanProgress IGNORED = (items, total) -> {};

    private final InMemoryOrders orders = new InMemoryOrders();
    private final VerifyOrders verifyOrders = new VerifyOrders(orders);

    @BeforeEach
    void store() {
        orders.put(anOrder(TENANT, new OrderId("order_good"), PENDING).build());
        orders.put(anOrder(TENANT, new OrderId("order_warned"), PAID).build());
        orders.put(anExpiredOrder(TENANT, new OrderId("order_defective")));
        orders.put(anOrder(new TenantId("tenant_other"), new OrderId("order_other"), PENDING)
                .build());
    }

    @Test
    void countsOrdersWithDefectsAndOrdersWithWarningsOnly() {
        assertThat(verify(Optional.of(TENANT))).isEqualTo(new Verification(3, 1, 1));
        assertThat(verify(Optional.empty())).isEqualTo(new Verification(4, 1, 1));
    }

    @Test
    void reportsEachOrderWithFindings() {
        List<ValidatedOrder> found = new ArrayList<>();

        verifyOrders.handle(Optional.of(TENANT), OPTIONS, IGNORED, found::add);

        assertThat(found)
                .extracting(ValidatedOrder::orderId, ValidatedOrder::isDefective)
                .containsExactlyInAnyOrder(tuple("order_warned", false), tuple("order_defective", true));
    }

    @Test
    void reportsItsProgress() {
        List<Long> items = new ArrayList<>();

        verifyOrders.handle(Optional.empty(), OPTIONS, (read, total) -> items.add(read), order -> {});

        assertThat(items).containsExactly(0L, 1L, 1L, 1L, 1L);
    }

    @Test
    void endsIfTheListenerThrows() {
        assertThatIllegalStateException()
                .isThrownBy(() -> verifyOrders.handle(Optional.empty(), OPTIONS, IGNORED, order -> {
                    throw new IllegalStateException("enough");
                }));
    }

    @Test
    void requiresAStore() {
        assertThatNullPointerException().isThrownBy(() -> new VerifyOrders(null));
    }

    private Verification verify(Optional<TenantId> tenant) {
        return verifyOrders.handle(tenant, OPTIONS, IGNORED, order -> {});
    }
}
