package com.bbws.orders.domain.testing;

import static com.bbws.orders.domain.OrderStatus.PAID;
import static com.bbws.orders.domain.OrderStatus.PENDING;
import static com.bbws.orders.domain.testing.OrderFixtures.anOrder;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.OrderDefect;
import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.TenantId;
import com.bbws.orders.domain.port.OrderSearch;
import com.bbws.orders.domain.port.StoredOrder;
import com.bbws.orders.domain.port.TimeRange;
import com.bbws.orders.domain.port.ValidatedOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
            assertThat(unreadable.order().storedStatus()).contains("EXPIRED");
            assertThat(unreadable.order().defects()).singleElement().satisfies(defect -> {
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
    void listsNothingWhereNothingIs() {
        assertThat(orders().list(tenant, TimeRange.ALWAYS)).isEmpty();
    }

    @Test
    void listsATenantsOrdersTheNewestFirst() {
        putCreated("order_2", "2025-12-30T10:00:00Z");
        putCreated("order_1", "2025-12-31T10:00:00Z");
        putCreated("order_3", "2025-11-30T10:00:00.123456Z");
        put(anOrder(new TenantId("another_" + UUID.randomUUID()), id, PENDING).build());

        assertThat(ids(TimeRange.ALWAYS)).containsExactly("order_1", "order_2", "order_3");
    }

    @Test
    void listsOrdersWhole() {
        Order order = anOrder(tenant, id, PENDING).build();
        put(order);

        assertThat(orders().list(tenant, TimeRange.ALWAYS))
                .singleElement()
                .isInstanceOfSatisfying(
                        StoredOrder.Readable.class,
                        readable -> assertThat(readable.order())
                                .usingRecursiveComparison()
                                .isEqualTo(order));
    }

    @Test
    void listsWhatWasDeletedAndWhatCannotBeRead() {
        put(anOrder(tenant, new OrderId("order_1"), PENDING).active(false).build());
        putUnreadable(tenant, new OrderId("order_2"));

        assertThat(ids(TimeRange.ALWAYS)).containsExactlyInAnyOrder("order_1", "order_2");
    }

    /** Every form of a time that the table holds, around midnight; the last is that of an order whose date is none. */
    @Test
    void listsThePeriodThatIsAskedForWhateverFormTheTimesHave() {
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

    @Test
    void auditsATenantsOrders() {
        put(anOrder(tenant, new OrderId("order_1"), PENDING).build());
        put(anOrder(tenant, new OrderId("order_2"), PAID).active(false).build());
        putUnreadable(tenant, new OrderId("order_3"));
        put(anOrder(new TenantId("another_" + UUID.randomUUID()), id, PAID).build());

        Map<String, List<OrderDefect.Kind>> kinds = audit(Optional.of(tenant)).stream()
                .collect(toMap(
                        ValidatedOrder::orderId,
                        order -> order.defects().stream().map(OrderDefect::kind).toList()));

        assertThat(kinds).containsOnlyKeys("order_1", "order_2", "order_3");
        assertThat(kinds.get("order_1")).isEmpty();
        assertThat(kinds.get("order_2")).containsExactly(OrderDefect.Kind.MISSING_PAYMENT_DETAILS);
        assertThat(kinds.get("order_3")).contains(OrderDefect.Kind.UNKNOWN_STATUS);
    }

    @Test
    void auditsEverybodysOrders() {
        TenantId other = new TenantId("another_" + UUID.randomUUID());
        put(anOrder(tenant, id, PENDING).build());
        put(anOrder(other, id, PENDING).build());

        assertThat(audit(Optional.empty()))
                .contains(
                        new ValidatedOrder(tenant.value(), id.value(), List.of()),
                        new ValidatedOrder(other.value(), id.value(), List.of()));
        assertThat(orders().approximateSize().orElse(2)).isGreaterThanOrEqualTo(2);
    }

    @Test
    void endsAnAuditThatTheListenerEnds() {
        put(anOrder(tenant, id, PENDING).build());

        assertThatIllegalStateException()
                .isThrownBy(() -> orders().audit(Optional.empty(), 2, page -> {
                    throw new IllegalStateException("enough");
                }))
                .withMessage("enough");
    }

    private List<ValidatedOrder> audit(Optional<TenantId> whose) {
        List<ValidatedOrder> found = new ArrayList<>();
        orders().audit(whose, 3, page -> {
            assertThat(page.items()).isGreaterThanOrEqualTo(page.orders().size());
            assertThat(page.readUnits() > 0 || page.items() == 0)
                    .as("what is read costs")
                    .isTrue();
            found.addAll(page.orders());
        });
        return found;
    }

    private void putCreated(String id, String dateCreated) {
        put(anOrder(tenant, new OrderId(id), PENDING).dateCreated(dateCreated).build());
    }

    private List<String> ids(TimeRange created) {
        return orders().list(tenant, created).map(order -> order.id().value()).toList();
    }
}
