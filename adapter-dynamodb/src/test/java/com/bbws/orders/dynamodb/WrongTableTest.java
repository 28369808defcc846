package com.bbws.orders.dynamodb;

import static com.bbws.orders.domain.OrderStatus.PAID;
import static com.bbws.orders.domain.OrderStatus.PENDING;
import static com.bbws.orders.domain.testing.OrderFixtures.ALICE;
import static com.bbws.orders.domain.testing.OrderFixtures.ID;
import static com.bbws.orders.domain.testing.OrderFixtures.KEY;
import static com.bbws.orders.domain.testing.OrderFixtures.NOON;
import static com.bbws.orders.domain.testing.OrderFixtures.TENANT;
import static com.bbws.orders.domain.testing.OrderFixtures.aPayment;
import static com.bbws.orders.domain.testing.OrderFixtures.anOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.OrderUpdate;
import com.bbws.orders.domain.TenantId;
import com.bbws.orders.domain.UpdateId;
import com.bbws.orders.domain.port.StoreException;
import com.bbws.orders.domain.port.TimeRange;
import com.bbws.orders.dynamodb.testing.EmbeddedDynamoDb;
import com.bbws.orders.dynamodb.testing.FaultInjectionProxy;
import com.bbws.orders.dynamodb.testing.FaultInjectionProxy.Fault;
import com.bbws.orders.dynamodb.testing.TestTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** Every operation reports a table that is not the orders table. */
class WrongTableTest {

    private static final EmbeddedDynamoDb DATABASE = EmbeddedDynamoDb.shared();

    /** Calls of the ports, by name. */
    private static final Map<String, Consumer<DynamoDbOrders>> CALLS = Map.of(
            "find", orders -> orders.repository().find(KEY),
            "apply",
                    orders -> orders.repository()
                            .apply(anOrder(TENANT, ID, PENDING)
                                    .build()
                                    .update(OrderUpdate.to(PAID, aPayment()), ALICE, UpdateId.random(), NOON)
                                    .orElseThrow()),
            "inspect", orders -> orders.search().inspect(KEY),
            "tenantsWith", orders -> orders.search().tenantsWith(ID),
            "list", orders -> orders.search().list(TENANT, TimeRange.ALWAYS).toList(),
            "scan of a tenant", orders -> TestTable.scan(orders.scanner(), Optional.of(TENANT)),
            "scan of all", orders -> TestTable.scan(orders.scanner(), Optional.empty()),
            "append", orders -> orders.history().append(new OrderKey(TENANT, ID), DynamoDbOrderHistoryTest.REVISION),
            "history",
                    orders ->
                            orders.history().revisions(new OrderKey(TENANT, ID)).toList());

    private static final List<String> CALLS_THAT_USE_THE_KEYS =
            List.of("find", "apply", "inspect", "scan of a tenant", "scan of all", "append", "history");

    private static CreateTableRequest.Builder table(ScalarAttributeType type, String... keys) {
        return CreateTableRequest.builder()
                .tableName("other-" + UUID.randomUUID())
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(Stream.of(keys)
                        .map(key -> KeySchemaElement.builder()
                                .attributeName(key)
                                .keyType(key.equals(keys[0]) ? KeyType.HASH : KeyType.RANGE)
                                .build())
                        .toList())
                .attributeDefinitions(Stream.of(keys)
                        .map(key -> AttributeDefinition.builder()
                                .attributeName(key)
                                .attributeType(type)
                                .build())
                        .toList());
    }

    static Stream<Arguments> wrongTables() {
        Map<String, CreateTableRequest.Builder> tables = Map.of(
                "withOrders key", table(ScalarAttributeType.S, "id"),
                "other key names", table(ScalarAttributeType.S, "pk", "sk"),
                "other key types", table(ScalarAttributeType.N, "PK", "SK"));
        return Stream.concat(
                tables.entrySet().stream()
                        .flatMap(table -> CALLS_THAT_USE_THE_KEYS.stream()
                                .map(call -> Arguments.of(table.getKey(), call, create(table.getValue())))),
                Stream.of("tenantsWith", "list", "scan of a tenant", "scan of all")
                        .map(call ->
                                Arguments.of("no indexes", call, create(table(ScalarAttributeType.S, "PK", "SK")))));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("wrongTables")
    void isReportedByEveryOperation(String kind, String call, DynamoDbSettings settings) {
        assertThat(failure(settings, CALLS.get(call)))
                .startsWith(settings.tableName() + " has ")
                .endsWith(": check the table name.");
    }

    @Test
    void isReportedWithTheMissingIndex() {
        DynamoDbSettings settings = create(table(ScalarAttributeType.S, "PK", "SK"));

        assertThat(failure(settings, CALLS.get("tenantsWith")))
                .isEqualTo(settings.tableName() + " has no index OrderByIdIndex: check the table name.");
        assertThat(failure(settings, CALLS.get("list")))
                .isEqualTo(settings.tableName() + " has no index OrdersByDateIndex: check the table name.");
        assertThat(failure(settings, CALLS.get("scan of all")))
                .isEqualTo(settings.tableName() + " has no index OrdersByDateIndex: check the table name.");
    }

    @Test
    void isReportedIfTheTenantHasNoOrders() {
        DynamoDbSettings settings = create(table(ScalarAttributeType.S, "PK", "SK"));

        assertThat(failure(settings, CALLS.get("scan of a tenant")))
                .isEqualTo(settings.tableName() + " has no index OrdersByDateIndex: check the table name.");

        CreateTableRequest orders = OrdersTable.definition("other-" + UUID.randomUUID());
        DynamoDbSettings oneIndex = create(orders.toBuilder()
                .globalSecondaryIndexes(orders.globalSecondaryIndexes().get(0))
                .attributeDefinitions(orders.attributeDefinitions().subList(0, 4)));
        assertThat(failure(oneIndex, CALLS.get("list")))
                .isEqualTo(oneIndex.tableName() + " has no index OrderByIdIndex: check the table name.");
    }

    @Test
    void isNotDetectedIfTheTenantHasOrdersOrTheTableCannotBeDescribed() {
        TestTable table = TestTable.embedded();
        try (FaultInjectionProxy proxy = new FaultInjectionProxy(DATABASE.endpoint());
                DynamoDbOrders orders = DynamoDbOrders.open(proxy.to(table.settings()))) {
            proxy.onEvery("DescribeTable", Fault.error(400, "AccessDeniedException", "no"));
            TenantId withoutOrders = new TenantId("tenant_" + UUID.randomUUID());
            TenantId withOrders = new TenantId("tenant_" + UUID.randomUUID());
            table.put(anOrder(withOrders, ID, PENDING).build());

            TestTable.scan(orders.scanner(), Optional.of(withOrders));
            assertThat(orders.search().list(withOrders, TimeRange.ALWAYS)).hasSize(1);
            assertThat(proxy.requests("DescribeTable")).isZero();

            TestTable.scan(orders.scanner(), Optional.of(withoutOrders));
            assertThat(orders.search().list(withoutOrders, TimeRange.ALWAYS)).isEmpty();
            assertThat(proxy.requests("DescribeTable")).isEqualTo(2);
        }
    }

    @Test
    void isReportedWithTheIndexThatHasOtherKeys() {
        CreateTableRequest orders = OrdersTable.definition("other-" + UUID.randomUUID());
        DynamoDbSettings settings = create(orders.toBuilder()
                .globalSecondaryIndexes(orders.globalSecondaryIndexes().stream()
                        .map(index -> index.toBuilder()
                                .keySchema(
                                        orders.globalSecondaryIndexes().get(0).keySchema())
                                .build())
                        .toList())
                .attributeDefinitions(orders.attributeDefinitions().subList(0, 4)));

        assertThat(failure(settings, CALLS.get("scan of all")))
                .isEqualTo(settings.tableName()
                        + " has different keys in its index OrderByIdIndex: check the table name.");
        assertThat(failure(settings, CALLS.get("tenantsWith")))
                .isEqualTo(settings.tableName() + " has different keys from the orders table: check the table name.");
    }

    @Test
    void doesNotReportTheOrdersTable() {
        try (DynamoDbOrders orders = DynamoDbOrders.open(DATABASE.newTable())) {
            assertThat(TestTable.scan(orders.scanner(), Optional.empty())).isEmpty();
        }
    }

    /** Creates a table with one item, so that a scan finds an item. */
    private static DynamoDbSettings create(CreateTableRequest.Builder table) {
        CreateTableRequest request =
                table.tableName("other-" + UUID.randomUUID()).build();
        DATABASE.client().createTable(request);
        DATABASE.client()
                .putItem(put -> put.tableName(request.tableName())
                        .item(request.keySchema().stream()
                                .collect(java.util.stream.Collectors.toMap(
                                        KeySchemaElement::attributeName,
                                        key -> request.attributeDefinitions()
                                                                .get(0)
                                                                .attributeType()
                                                        == ScalarAttributeType.N
                                                ? AttributeValue.fromN("1")
                                                : AttributeValue.fromS("1")))));
        return new DynamoDbSettings(
                request.tableName(), "af-south-1", Optional.of(DATABASE.endpoint()), Optional.empty());
    }

    private static String failure(DynamoDbSettings settings, Consumer<DynamoDbOrders> call) {
        try (DynamoDbOrders orders = DynamoDbOrders.open(settings)) {
            return assertThatExceptionOfType(StoreException.Unavailable.class)
                    .isThrownBy(() -> call.accept(orders))
                    .actual()
                    .getMessage();
        }
    }
}
