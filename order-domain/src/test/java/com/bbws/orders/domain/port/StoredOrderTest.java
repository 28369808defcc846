package com.bbws.orders.domain.port;

import static com.bbws.orders.domain.OrderStatus.PAID;
import static com.bbws.orders.domain.testing.OrderFixtures.ID;
import static com.bbws.orders.domain.testing.OrderFixtures.TENANT;
import static com.bbws.orders.domain.testing.OrderFixtures.anExpiredOrder;
import static com.bbws.orders.domain.testing.OrderFixtures.anOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.bbws.orders.domain.OrderDefect;
import com.bbws.orders.domain.UnreadableOrder;
import org.junit.jupiter.api.Test;

class StoredOrderTest {

    @Test
    void isNothingWithoutAnOrder() {
        assertThatNullPointerException()
                .isThrownBy(() -> new StoredOrder.Readable(null))
                .withMessage("order");
        assertThatNullPointerException()
                .isThrownBy(() -> new StoredOrder.Unreadable(null))
                .withMessage("order");
    }

    @Test
    void saysWhoseItIsWhetherItCanBeReadOrNot() {
        StoredOrder readable =
                new StoredOrder.Readable(anOrder(TENANT, ID, PAID).active(false).build());
        StoredOrder unreadable = new StoredOrder.Unreadable(anExpiredOrder(TENANT, ID));

        assertThat(readable.tenantId()).isEqualTo(TENANT);
        assertThat(readable.id()).isEqualTo(ID);
        assertThat(readable.isActive()).isFalse();
        assertThat(unreadable.tenantId()).isEqualTo(TENANT);
        assertThat(unreadable.id()).isEqualTo(ID);
        assertThat(unreadable.isActive()).isTrue();
    }

    @Test
    void saysWhatOfItCannotBeRead() {
        OrderDefect total = new OrderDefect(OrderDefect.Kind.UNREADABLE_AMOUNT, "total", "309,47", "a number");
        UnreadableOrder broken = anExpiredOrder(TENANT, ID);

        assertThat(new StoredOrder.Readable(anOrder(TENANT, ID, PAID).build()).problems())
                .isEmpty();
        assertThat(new StoredOrder.Readable(
                                anOrder(TENANT, ID, PAID).unreadable(total).build())
                        .problems())
                .containsExactly(total);
        assertThat(new StoredOrder.Unreadable(broken).problems()).isEqualTo(broken.defects());
    }
}
