package com.bbws.orders.domain.testing;

import static com.bbws.orders.domain.OrderStatus.PENDING;
import static com.bbws.orders.domain.testing.OrderFixtures.anOrder;
import static org.assertj.core.api.Assertions.assertThat;

import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.TenantId;
import com.bbws.orders.domain.port.OrderSearch;
import com.bbws.orders.domain.port.StoredOrder;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What {@link OrderSearch} promises. Every implementation has a subclass. */
public abstract class OrderSearchContract {

    private final TenantId tenant = new TenantId("tenant_" + UUID.randomUUID());
    private final OrderId id = new OrderId("order_" + UUID.randomUUID());

    /** The implementation under test. */
    protected abstract OrderSearch orders();

    /** Stores an order as it is, as another service would. */
    protected abstract void put(Order order);

    /** Stores an order with a status that nobody knows. */
    protected abstract void putUnreadable(TenantId tenant, OrderId id);

    @Test
    void seesNothingWhereNothingIs() {
        assertThat(orders().inspect(tenant, id)).isEmpty();
        assertThat(orders().tenantsWith(id)).isEmpty();
    }

    @Test
    void seesAnOrder() {
        Order order = anOrder(tenant, id, PENDING).build();
        put(order);

        StoredOrder seen = orders().inspect(tenant, id).orElseThrow();

        assertThat(seen)
                .isInstanceOfSatisfying(
                        StoredOrder.Readable.class,
                        readable -> assertThat(readable.order())
                                .usingRecursiveComparison()
                                .isEqualTo(order));
    }

    @Test
    void seesADeletedOrder() {
        put(anOrder(tenant, id, PENDING).active(false).build());

        StoredOrder seen = orders().inspect(tenant, id).orElseThrow();

        assertThat(seen)
                .isInstanceOfSatisfying(
                        StoredOrder.Readable.class,
                        readable -> assertThat(readable.order().isActive()).isFalse());
        assertThat(orders().tenantsWith(id)).containsExactly(tenant);
    }

    @Test
    void seesWhatCannotBeRead() {
        putUnreadable(tenant, id);

        StoredOrder seen = orders().inspect(tenant, id).orElseThrow();

        assertThat(seen).isInstanceOfSatisfying(StoredOrder.Unreadable.class, unreadable -> {
            assertThat(unreadable.tenantId()).isEqualTo(tenant);
            assertThat(unreadable.id()).isEqualTo(id);
            assertThat(unreadable.problems()).singleElement().asString().contains("EXPIRED");
        });
        assertThat(orders().tenantsWith(id)).containsExactly(tenant);
    }

    @Test
    void findsEveryTenantWithAnId() {
        TenantId other = new TenantId("another_" + UUID.randomUUID());
        put(anOrder(tenant, id, PENDING).build());
        put(anOrder(other, id, PENDING).build());

        assertThat(orders().tenantsWith(id)).containsExactly(other, tenant);
    }
}
