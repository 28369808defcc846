package com.bbws.orders.domain.contract;

import static com.bbws.orders.domain.OrderStatus.PAID;
import static com.bbws.orders.domain.OrderStatus.PENDING;
import static com.bbws.orders.domain.contract.SampleOrders.anOrder;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.OrderDefect;
import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.TenantId;
import com.bbws.orders.domain.port.OrderScanner;
import com.bbws.orders.domain.port.ScanOptions;
import com.bbws.orders.domain.port.ValidatedOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The contract of {@link OrderScanner}. Every implementation has a subclass. */
public abstract class OrderScannerContract {

    private static final ScanOptions PARALLEL = ScanOptions.parallel(3);

    private final TenantId tenant = new TenantId("tenant_" + UUID.randomUUID());
    private final TenantId otherTenant = new TenantId("another_" + UUID.randomUUID());
    private final OrderId id = new OrderId("order_" + UUID.randomUUID());

    /** For subclasses. */
    protected OrderScannerContract() {}

    /** Returns the implementation under test. */
    protected abstract OrderScanner orders();

    /** Stores an order as it is, as another service would. */
    protected abstract void put(Order order);

    /** Stores an order with an unknown status. */
    protected abstract void putUnreadable(OrderKey key);

    @Test
    void validatesTheOrdersOfATenant() {
        put(anOrder(tenant, new OrderId("order_1"), PENDING).build());
        put(anOrder(tenant, new OrderId("order_2"), PAID).active(false).build());
        putUnreadable(new OrderKey(tenant, new OrderId("order_3")));
        put(anOrder(otherTenant, id, PAID).build());

        Map<String, List<OrderDefect.Kind>> kinds = scan(Optional.of(tenant), PARALLEL).stream()
                .collect(toMap(
                        ValidatedOrder::orderId,
                        order -> order.defects().stream().map(OrderDefect::kind).toList()));

        assertThat(kinds).containsOnlyKeys("order_1", "order_2", "order_3");
        assertThat(kinds.get("order_1")).isEmpty();
        assertThat(kinds.get("order_2")).containsExactly(OrderDefect.Kind.MISSING_PAYMENT_DETAILS);
        assertThat(kinds.get("order_3")).contains(OrderDefect.Kind.UNKNOWN_STATUS);
    }

    @Test
    void validatesTheOrdersOfAllTenants() {
        put(anOrder(tenant, id, PENDING).build());
        put(anOrder(otherTenant, id, PENDING).build());

        assertThat(scan(Optional.empty(), PARALLEL))
                .contains(
                        new ValidatedOrder(tenant.value(), id.value(), List.of()),
                        new ValidatedOrder(otherTenant.value(), id.value(), List.of()));
    }

    @Test
    void findsTheSameWithALimitedReadRate() {
        put(anOrder(tenant, id, PENDING).build());

        ScanOptions limited = new ScanOptions(1, OptionalDouble.of(1_000_000));

        assertThat(scan(Optional.of(tenant), limited)).hasSize(1);
        assertThat(scan(Optional.empty(), limited)).isNotEmpty();
    }

    @Test
    void reportsTheStartAndEachItemThatIsRead() {
        put(anOrder(tenant, id, PENDING).build());
        put(anOrder(otherTenant, id, PENDING).build());
        List<Long> items = new ArrayList<>();

        try (Stream<ValidatedOrder> scan = orders().scan(Optional.empty(), PARALLEL, (read, total) -> {
            items.add(read);
            assertThat(total.orElse(2)).isGreaterThanOrEqualTo(2);
        })) {
            assertThat(items).containsExactly(0L);
            assertThat(scan.toList()).hasSizeGreaterThanOrEqualTo(2);
        }

        assertThat(items.stream().mapToLong(Long::longValue).sum()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void endsIfTheProgressThrows() {
        put(anOrder(tenant, id, PENDING).build());

        assertThatIllegalStateException()
                .isThrownBy(() -> {
                    try (Stream<ValidatedOrder> scan = orders().scan(Optional.empty(), PARALLEL, (read, total) -> {
                        if (read > 0) {
                            throw new IllegalStateException("enough");
                        }
                    })) {
                        scan.toList();
                    }
                })
                .withMessage("enough");
    }

    @Test
    void canBeClosedBeforeItsEnd() {
        put(anOrder(tenant, id, PENDING).build());
        put(anOrder(otherTenant, id, PENDING).build());

        try (Stream<ValidatedOrder> scan = orders().scan(Optional.empty(), PARALLEL, (read, total) -> {})) {
            assertThat(scan.findFirst()).isPresent();
        }
    }

    private List<ValidatedOrder> scan(Optional<TenantId> tenantId, ScanOptions options) {
        try (Stream<ValidatedOrder> scan = orders().scan(tenantId, options, (read, total) -> {})) {
            return scan.toList();
        }
    }
}
