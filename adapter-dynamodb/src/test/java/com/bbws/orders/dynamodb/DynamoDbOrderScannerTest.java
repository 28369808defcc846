package com.bbws.orders.dynamodb;

import static com.bbws.orders.domain.OrderStatus.PENDING;
import static com.bbws.orders.domain.testing.OrderFixtures.anOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.TenantId;
import com.bbws.orders.domain.port.ScanOptions;
import com.bbws.orders.domain.port.StoreException;
import com.bbws.orders.domain.port.ValidatedOrder;
import com.bbws.orders.dynamodb.testing.EmbeddedDynamoDb;
import com.bbws.orders.dynamodb.testing.FaultInjectionProxy;
import com.bbws.orders.dynamodb.testing.FaultInjectionProxy.Fault;
import com.bbws.orders.dynamodb.testing.TestTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The contract test of the port on embedded DynamoDB Local, and tests of what is specific to DynamoDB. */
class DynamoDbOrderScannerTest extends DynamoDbOrderScannerContract {

    private static final TestTable TABLE = TestTable.embedded();

    private final TenantId tenant = new TenantId("tenant_" + UUID.randomUUID());

    @Override
    protected TestTable table() {
        return TABLE;
    }

    @Test
    void readsAllPagesOfAllSegments() {
        putOrders(450);

        List<String> ofTenant = ids(TestTable.scan(TABLE.scanner(), Optional.of(tenant)));
        List<String> ofAll = ids(TestTable.scan(TABLE.scanner(), Optional.empty()));

        assertThat(ofTenant).hasSize(450).doesNotHaveDuplicates();
        assertThat(ofAll).containsExactlyInAnyOrderElementsOf(ofTenant);
    }

    @Test
    void failsIfASegmentFails() {
        putOrders(10);
        try (FaultInjectionProxy proxy =
                        new FaultInjectionProxy(EmbeddedDynamoDb.shared().endpoint());
                DynamoDbOrders orders = DynamoDbOrders.open(proxy.to(TABLE.settings()))) {
            proxy.on("Scan", 2, Fault.error(400, "AccessDeniedException", "no"));

            assertThatExceptionOfType(StoreException.Unavailable.class)
                    .isThrownBy(() -> TestTable.scan(orders.scanner(), Optional.empty()))
                    .withMessageContaining("dynamodb:Scan");
        }
    }

    @Test
    void ignoresItemsThatAreNotOrders() {
        TABLE.put(Map.of("PK", fromS("COUNTER"), "SK", fromS("ORDER#" + tenant.value())));
        TABLE.put(Map.of("PK", fromS("TENANT#" + tenant.value()), "SK", fromS("CART#1")));
        List<Long> items = new ArrayList<>();

        List<ValidatedOrder> found = TestTable.scan(
                TABLE.scanner(), Optional.empty(), ScanOptions.parallel(2), (read, total) -> items.add(read));

        assertThat(ids(found)).isEmpty();
        assertThat(items.stream().mapToLong(Long::longValue).sum()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void reportsTheSizeOfTheTableUnlessItMayNotDescribeIt() {
        try (FaultInjectionProxy proxy =
                        new FaultInjectionProxy(EmbeddedDynamoDb.shared().endpoint());
                DynamoDbOrders orders = DynamoDbOrders.open(proxy.to(TABLE.settings()))) {
            assertThat(size(orders)).isPresent();

            proxy.onEvery("DescribeTable", Fault.error(400, "AccessDeniedException", "no"));
            assertThat(size(orders)).isEmpty();

            proxy.onEvery("DescribeTable", Fault.dropRequest());
            assertThatExceptionOfType(StoreException.Unavailable.class).isThrownBy(() -> size(orders));
        }
    }

    @Test
    void endsIfTheThreadIsInterrupted() {
        putOrders(1);

        try (Stream<ValidatedOrder> scan =
                TABLE.scanner().scan(Optional.empty(), ScanOptions.parallel(2), (items, total) -> {})) {
            Thread.currentThread().interrupt();
            assertThatExceptionOfType(CancellationException.class).isThrownBy(scan::toList);
        } finally {
            assertThat(Thread.interrupted()).as("the thread stays interrupted").isTrue();
        }
    }

    private static OptionalLong size(DynamoDbOrders orders) {
        List<OptionalLong> totals = new ArrayList<>();
        orders.scanner()
                .scan(Optional.empty(), ScanOptions.parallel(1), (items, total) -> totals.add(total))
                .close();
        return totals.get(0);
    }

    private List<String> ids(List<ValidatedOrder> found) {
        return found.stream()
                .filter(order -> order.tenantId().equals(tenant.value()))
                .map(ValidatedOrder::orderId)
                .toList();
    }

    private void putOrders(int count) {
        for (int i = 0; i < count; i++) {
            TABLE.put(anOrder(new OrderKey(tenant, new OrderId("order_" + i)), PENDING)
                    .build());
        }
    }
}
