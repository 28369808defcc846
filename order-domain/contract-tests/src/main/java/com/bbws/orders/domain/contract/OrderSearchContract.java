package com.bbws.orders.domain.contract;

import static com.bbws.orders.domain.OrderStatus.PENDING;
import static com.bbws.orders.domain.contract.SampleOrders.anOrder;
import static org.assertj.core.api.Assertions.assertThat;

import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.OrderDefect;
import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.TenantId;
import com.bbws.orders.domain.UnreadableOrder;
import com.bbws.orders.domain.port.OrderSearch;
import com.bbws.orders.domain.port.TimeRange;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The contract of {@link OrderSearch}. Every implementation has a subclass. */
public abstract class OrderSearchContract {

    private final TenantId tenant = new TenantId("tenant_" + UUID.randomUUID());
    private final OrderId id = new OrderId("order_" + UUID.randomUUID());
    private final OrderKey key = new OrderKey(tenant, id);

    /** For subclasses. */
    protected OrderSearchContract() {}

    /** Returns the implementation under test. */
    protected abstract OrderSearch orders();

    /** Stores an order as it is, as another service would. */
    protected abstract void put(Order order);

    /** Stores an order with an unknown status. */
    protected abstract void putUnreadable(OrderKey key);

    @Test
    void inspectsNothingInAnEmptyStore() {
        assertThat(orders().inspect(key)).isEmpty();
        assertThat(orders().tenantsWith(id)).isEmpty();
    }

    @Test
    void inspectsAnOrder() {
        Order order = anOrder(key, PENDING).build();
        put(order);

        assertThat(orders().inspect(key).orElseThrow())
                .isInstanceOfSatisfying(
                        Order.class, found -> assertThat(OrderValues.of(found)).isEqualTo(OrderValues.of(order)));
    }

    @Test
    void inspectsASoftDeletedOrder() {
        put(anOrder(key, PENDING).active(false).build());

        assertThat(orders().inspect(key).orElseThrow())
                .isInstanceOfSatisfying(
                        Order.class, order -> assertThat(order.isActive()).isFalse());
        assertThat(orders().tenantsWith(id)).containsExactly(tenant);
    }

    @Test
    void inspectsAnUnreadableOrder() {
        putUnreadable(key);

        assertThat(orders().inspect(key).orElseThrow()).isInstanceOfSatisfying(UnreadableOrder.class, unreadable -> {
            assertThat(unreadable.key()).isEqualTo(key);
            assertThat(unreadable.statusText()).contains("EXPIRED");
            assertThat(unreadable.defects()).singleElement().satisfies(defect -> {
                assertThat(defect.kind()).isEqualTo(OrderDefect.Kind.UNKNOWN_STATUS);
                assertThat(defect.found()).contains("EXPIRED");
            });
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

    @Test
    void listsNothingInAnEmptyStore() {
        assertThat(orders().list(tenant, TimeRange.ALWAYS)).isEmpty();
    }

    @Test
    void listsTheOrdersOfATenantNewestFirst() {
        putCreated("order_2", "2025-12-30T10:00:00Z");
        putCreated("order_1", "2025-12-31T10:00:00Z");
        putCreated("order_3", "2025-11-30T10:00:00.123456Z");
        put(anOrder(new TenantId("another_" + UUID.randomUUID()), id, PENDING).build());

        assertThat(ids(TimeRange.ALWAYS)).containsExactly("order_1", "order_2", "order_3");
    }

    @Test
    void listsOrdersWithAllAttributes() {
        Order order = anOrder(key, PENDING).build();
        put(order);

        assertThat(orders().list(tenant, TimeRange.ALWAYS))
                .singleElement()
                .isInstanceOfSatisfying(
                        Order.class, found -> assertThat(OrderValues.of(found)).isEqualTo(OrderValues.of(order)));
    }

    @Test
    void listsSoftDeletedAndUnreadableOrders() {
        put(anOrder(tenant, new OrderId("order_1"), PENDING).active(false).build());
        putUnreadable(new OrderKey(tenant, new OrderId("order_2")));

        assertThat(ids(TimeRange.ALWAYS)).containsExactlyInAnyOrder("order_1", "order_2");
    }

    /** Times around midnight in all stored formats. The last order has an invalid date. */
    @Test
    void listsTheOrdersOfATimeRangeInAnyTimeFormat() {
        putCreated("before", "2025-12-30T23:59:59.999999Z");
        putCreated("first", "2025-12-31T00:00:00");
        putCreated("offset", "2025-12-30T23:00:00-01:30");
        putCreated("last", "2025-12-31T23:59:59.999999+00:00");
        putCreated("after", "2026-01-01T00:00:00Z");
        putCreated("ahead", "2026-01-01T01:00:00+02:00");

        TimeRange day = new TimeRange(
                Optional.of(Instant.parse("2025-12-31T00:00:00Z")), Optional.of(Instant.parse("2026-01-01T00:00:00Z")));

        assertThat(ids(day)).containsExactlyInAnyOrder("first", "offset", "last", "ahead");
        assertThat(ids(new TimeRange(day.until(), Optional.empty()))).containsExactly("after");
        assertThat(ids(new TimeRange(Optional.empty(), day.from()))).containsExactly("before");
    }

    private void putCreated(String id, String dateCreated) {
        put(anOrder(tenant, new OrderId(id), PENDING).dateCreated(dateCreated).build());
    }

    private List<String> ids(TimeRange created) {
        return orders().list(tenant, created).map(order -> order.id().value()).toList();
    }
}
