package com.bbws.orders.domain.contract;

import static com.bbws.orders.domain.OrderStatus.PENDING;
import static com.bbws.orders.domain.contract.SampleOrders.anOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.OrderDefect;
import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.TenantId;
import com.bbws.orders.domain.UnreadableOrder;
import com.bbws.orders.domain.port.OrderPage;
import com.bbws.orders.domain.port.OrderSearch;
import com.bbws.orders.domain.port.TimeRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
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

    /** Two of the orders have the same time. */
    @Test
    void listsEachOrderOnceInPages() {
        putCreated("order_1", "2025-12-31T10:00:00Z");
        putCreated("order_2", "2025-12-30T10:00:00Z");
        putCreated("order_3", "2025-12-30T10:00:00Z");
        putCreated("order_4", "2025-11-30T10:00:00.123456Z");
        putUnreadable(key);

        for (int limit = 1; limit <= 6; limit++) {
            List<OrderPage> pages = pages(limit);

            assertThat(pages.stream().flatMap(OrderSearchContract::ids))
                    .as("pages of %d", limit)
                    .containsExactlyElementsOf(ids(TimeRange.ALWAYS));
            assertThat(pages).as("pages of %d", limit).hasSize((5 + limit - 1) / limit);
        }
    }

    @Test
    void hasOneEmptyPageInAnEmptyStore() {
        OrderPage page = orders().page(tenant, TimeRange.ALWAYS, Optional.empty(), 10);

        assertThat(page.orders()).isEmpty();
        assertThat(page.next()).isEmpty();
    }

    @Test
    void continuesAfterAnOrderThatHasBeenSoftDeletedOrCreatedSince() {
        putCreated("order_3", "2025-12-29T10:00:00Z");
        putCreated("order_2", "2025-12-30T10:00:00Z");
        putCreated("order_1", "2025-12-31T10:00:00Z");
        OrderPage first = orders().page(tenant, TimeRange.ALWAYS, Optional.empty(), 2);

        putCreated("order_0", "2026-01-01T10:00:00Z");
        put(anOrder(tenant, new OrderId("order_2"), PENDING)
                .dateCreated("2025-12-30T10:00:00Z")
                .active(false)
                .build());
        OrderPage second = orders().page(tenant, TimeRange.ALWAYS, first.next(), 2);

        assertThat(ids(first)).containsExactly("order_1", "order_2");
        assertThat(ids(second)).containsExactly("order_3");
        assertThat(second.next()).isEmpty();
    }

    @Test
    void listsATimeRangeInPages() {
        putCreated("after", "2026-01-01T00:00:00Z");
        putCreated("second", "2025-12-31T12:00:00Z");
        putCreated("first", "2025-12-31T00:00:00Z");
        putCreated("before", "2025-12-30T23:59:59Z");
        TimeRange day = new TimeRange(
                Optional.of(Instant.parse("2025-12-31T00:00:00Z")), Optional.of(Instant.parse("2026-01-01T00:00:00Z")));

        OrderPage page = orders().page(tenant, day, Optional.empty(), 1);
        OrderPage last = orders().page(tenant, day, page.next(), 1);

        assertThat(ids(page)).containsExactly("second");
        assertThat(ids(last)).containsExactly("first");
        assertThat(last.next()).isEmpty();
    }

    /** A cursor comes from a client, so it can be any text. Another tenant's is as good as any: it shows no order of that tenant. */
    @Test
    void acceptsACursorInAUrlAndRejectsAnotherText() {
        putCreated("order_1", "2025-12-31T10:00:00Z");
        putCreated("order_2", "2025-12-30T10:00:00Z");
        String cursor = orders().page(tenant, TimeRange.ALWAYS, Optional.empty(), 1)
                .next()
                .orElseThrow();

        assertThat(cursor).matches("[A-Za-z0-9_-]+");
        assertThat(orders().page(new TenantId("another_" + UUID.randomUUID()), TimeRange.ALWAYS, Optional.of(cursor), 1)
                        .orders())
                .isEmpty();
        for (String text : List.of("", "no cursor", "AAAA", "____")) {
            assertThatIllegalArgumentException()
                    .as("cursor '%s'", text)
                    .isThrownBy(() -> orders().page(tenant, TimeRange.ALWAYS, Optional.of(text), 1));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> orders().page(tenant, TimeRange.ALWAYS, Optional.empty(), 0));
    }

    private List<OrderPage> pages(int limit) {
        List<OrderPage> pages = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            OrderPage page = orders().page(tenant, TimeRange.ALWAYS, cursor, limit);
            pages.add(page);
            assertThat(pages).as("pages of %d", limit).hasSizeLessThan(10);
            cursor = page.next();
        } while (cursor.isPresent());
        return pages;
    }

    private static Stream<String> ids(OrderPage page) {
        return page.orders().stream().map(order -> order.id().value());
    }

    private void putCreated(String id, String dateCreated) {
        put(anOrder(tenant, new OrderId(id), PENDING).dateCreated(dateCreated).build());
    }

    private List<String> ids(TimeRange created) {
        return orders().list(tenant, created).map(order -> order.id().value()).toList();
    }
}
