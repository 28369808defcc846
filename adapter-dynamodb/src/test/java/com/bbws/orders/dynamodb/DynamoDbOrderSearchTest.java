package com.bbws.orders.dynamodb;

import static com.bbws.orders.domain.OrderStatus.PENDING;
import static com.bbws.orders.domain.testing.OrderFixtures.anOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.StoredOrder;
import com.bbws.orders.domain.TenantId;
import com.bbws.orders.domain.port.StoreException;
import com.bbws.orders.domain.port.TimeRange;
import com.bbws.orders.dynamodb.testing.EmbeddedDynamoDb;
import com.bbws.orders.dynamodb.testing.FaultInjectionProxy;
import com.bbws.orders.dynamodb.testing.FaultInjectionProxy.Fault;
import com.bbws.orders.dynamodb.testing.OrderItems;
import com.bbws.orders.dynamodb.testing.TestTable;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The contract test of the port on embedded DynamoDB Local, and tests of the indexes. */
class DynamoDbOrderSearchTest extends DynamoDbOrderSearchContract {

    private static final TestTable TABLE = TestTable.embedded();

    private final TenantId tenant = new TenantId("tenant_" + UUID.randomUUID());
    private final OrderId id = new OrderId("order_" + UUID.randomUUID());
    private final Map<String, AttributeValue> item =
            new HashMap<>(OrderItems.of(anOrder(tenant, id, PENDING).build()));

    @Override
    protected TestTable table() {
        return TABLE;
    }

    @Test
    void findsAnOrderWithoutIndexKeysOnlyByTenantAndId() {
        item.keySet().removeIf(name -> name.startsWith("GSI"));
        TABLE.put(item);

        assertThat(TABLE.search().tenantsWith(id)).isEmpty();
        assertThat(TABLE.search().inspect(new OrderKey(tenant, id))).isPresent();
    }

    /** Texts that DynamoDB rejects as the start of a query: the store must not seem to be unavailable. */
    @ParameterizedTest
    @ValueSource(strings = {" ", "\uD83D\uDE00", "long"})
    void rejectsACursorThatIsOutsideTheList(String indexKey) {
        String cursor = new ListPosition(id, indexKey.replace("long", "2".repeat(1025))).cursor();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> TABLE.search().page(tenant, TimeRange.ALWAYS, Optional.of(cursor), 1));
    }

    @Test
    void ignoresIndexEntriesOfOtherOrders() {
        item.put("SK", fromS("ORDER#order_other"));
        TABLE.put(item);

        assertThat(TABLE.search().tenantsWith(id)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "9999-12-31T00:00:00Z, ",
        ", 9999-12-31T23:59:59Z",
        "0000-01-01T00:00:00Z, ",
        ", 0000-01-01T00:00:00Z",
        "2026-02-01T00:00:00Z, 2025-01-01T00:00:00Z"
    })
    void listsExtremeTimeRanges(Instant from, Instant until) {
        TABLE.put(item);
        Instant created = Instant.parse("2025-12-30T09:58:00Z");
        TimeRange range = new TimeRange(Optional.ofNullable(from), Optional.ofNullable(until));

        assertThat(TABLE.search().list(tenant, range)).hasSize(range.contains(created) ? 1 : 0);
    }

    @Test
    void ignoresCounters() {
        TABLE.put(item);
        item.put("PK", fromS("COUNTER"));
        TABLE.put(item);

        assertThat(TABLE.search().tenantsWith(id)).containsExactly(tenant);
    }

    @Test
    void ignoresKeysOfIllegalTenantIds() {
        item.put("PK", fromS("TENANT#not legal"));
        TABLE.put(item);

        assertThat(TABLE.search().tenantsWith(id)).isEmpty();
    }

    @Test
    void listsAllPages() {
        putOrders(450);

        assertThat(TABLE.search().list(tenant, TimeRange.ALWAYS))
                .hasSize(450)
                .doesNotHaveDuplicates()
                .isSortedAccordingTo(
                        Comparator.comparing(stored -> stored.dateCreated().orElseThrow(), Comparator.reverseOrder()));
    }

    @Test
    void readsPagesOnlyAsNeeded() {
        putOrders(450);
        try (FaultInjectionProxy proxy =
                        new FaultInjectionProxy(EmbeddedDynamoDb.shared().endpoint());
                DynamoDbOrders orders = DynamoDbOrders.open(proxy.to(TABLE.settings()))) {

            assertThat(orders.search().list(tenant, TimeRange.ALWAYS).limit(200))
                    .hasSize(200);
            assertThat(proxy.requests("Query")).isOne();

            assertThat(orders.search().list(tenant, TimeRange.ALWAYS).limit(201))
                    .hasSize(201);
            assertThat(proxy.requests("Query")).isEqualTo(3);
        }
    }

    @Test
    void failsIfALaterPageFails() {
        putOrders(250);
        try (FaultInjectionProxy proxy =
                        new FaultInjectionProxy(EmbeddedDynamoDb.shared().endpoint());
                DynamoDbOrders orders = DynamoDbOrders.open(proxy.to(TABLE.settings()))) {
            proxy.onEvery("Query", Fault.error(400, "AccessDeniedException", "no"));
            proxy.on("Query", 1, Fault.passAfter(() -> {}));

            Stream<StoredOrder> list = orders.search().list(tenant, TimeRange.ALWAYS);

            assertThatExceptionOfType(StoreException.Unavailable.class)
                    .isThrownBy(list::toList)
                    .withMessageContaining("dynamodb:Query");
        }
    }

    @Test
    void ignoresIndexEntriesOfOtherTenants() {
        item.put("GSI1_PK", fromS("TENANT#tenant_other"));
        TABLE.put(item);

        assertThat(TABLE.search().list(new TenantId("tenant_other"), TimeRange.ALWAYS))
                .isEmpty();
    }

    private void putOrders(int count) {
        for (int i = 0; i < count; i++) {
            TABLE.put(anOrder(tenant, new OrderId("order_" + i), PENDING)
                    .dateCreated("2025-12-30T10:00:00.%06dZ".formatted(i))
                    .build());
        }
    }
}
