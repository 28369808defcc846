package com.bbws.orders.dynamodb.testing;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromBool;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.TenantId;
import com.bbws.orders.domain.port.OrderHistory;
import com.bbws.orders.domain.port.OrderRepository;
import com.bbws.orders.domain.port.OrderScanner;
import com.bbws.orders.domain.port.OrderSearch;
import com.bbws.orders.domain.port.ScanOptions;
import com.bbws.orders.domain.port.ScanProgress;
import com.bbws.orders.domain.port.ValidatedOrder;
import com.bbws.orders.dynamodb.DynamoDbOrders;
import com.bbws.orders.dynamodb.DynamoDbSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An orders table with two doors: the ports, and the items themselves, as other services put and read them. */
public final class TestTable {

    private final DynamoDbClient client;
    private final DynamoDbSettings settings;
    private final DynamoDbOrders orders;

    /**
     * Opens a table that exists.
     *
     * @param client the neighbours' way to the table
     * @param settings our way to the same table
     */
    public TestTable(DynamoDbClient client, DynamoDbSettings settings) {
        this.client = client;
        this.settings = settings;
        this.orders = DynamoDbOrders.open(settings);
    }

    /** Creates a table in the embedded database that all tests share. */
    public static TestTable embedded() {
        EmbeddedDynamoDb database = EmbeddedDynamoDb.shared();
        return new TestTable(database.client(), database.newTable());
    }

    public DynamoDbSettings settings() {
        return settings;
    }

    public OrderRepository repository() {
        return orders.repository();
    }

    public OrderSearch search() {
        return orders.search();
    }

    public OrderHistory history() {
        return orders.history();
    }

    public OrderScanner scanner() {
        return orders.scanner();
    }

    /** Validates the orders of a tenant, or of all tenants, in two parallel parts. */
    public static List<ValidatedOrder> scan(OrderScanner orders, Optional<TenantId> tenant) {
        return scan(orders, tenant, (items, total) -> {});
    }

    /** Validates the orders of a tenant, or of all tenants, in two parallel parts. */
    public static List<ValidatedOrder> scan(OrderScanner orders, Optional<TenantId> tenant, ScanProgress progress) {
        try (Stream<ValidatedOrder> scan = orders.scan(tenant, ScanOptions.parallel(2), progress)) {
            return scan.toList();
        }
    }

    /** Puts an order as the service that creates orders does. */
    public void put(Order order) {
        put(OrderItems.of(order));
    }

    /** Puts an item as it is. */
    public void put(Map<String, AttributeValue> item) {
        client.putItem(put -> put.tableName(settings.tableName()).item(item));
    }

    /** Puts an item that no change has room in. */
    public void putAsLargeAsPossible(Map<String, AttributeValue> item) {
        ItemAtSizeLimit.put(client, settings.tableName(), item);
    }

    /** Puts an order that has, beside its key, these attributes alone. */
    public void put(OrderKey key, Map<String, AttributeValue> attributes) {
        Map<String, AttributeValue> item = new HashMap<>(attributes);
        item.putAll(OrderItems.key(key));
        put(item);
    }

    /** Puts an order with a status that nobody knows. */
    public void putUnreadable(OrderKey key, boolean active) {
        put(
                key,
                Map.of(
                        "status",
                        fromS("EXPIRED"),
                        "active",
                        fromBool(active),
                        "GSI1_PK",
                        fromS("TENANT#" + key.tenantId().value()),
                        "GSI1_SK",
                        fromS("#" + key.id().value()),
                        "GSI2_PK",
                        fromS("ORDER#" + key.id().value()),
                        "GSI2_SK",
                        fromS("METADATA")));
    }

    public void remove(OrderKey key) {
        client.deleteItem(delete -> delete.tableName(settings.tableName()).key(OrderItems.key(key)));
    }

    /** Returns an order's item as it is stored; empty if there is none. */
    public Map<String, AttributeValue> item(OrderKey key) {
        return client.getItem(get -> get.tableName(settings.tableName())
                        .key(OrderItems.key(key))
                        .consistentRead(true))
                .item();
    }
}
