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

/** An orders table for tests, with access through the ports and directly to the items, as other services have it. */
public final class TestTable {

    private final DynamoDbClient client;
    private final DynamoDbSettings settings;
    private final DynamoDbOrders orders;

    /**
     * Opens an existing table.
     *
     * @param client the client for direct access to the items
     * @param settings the settings for the ports
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
        return scan(orders, tenant, ScanOptions.parallel(2), (items, total) -> {});
    }

    /** Validates the orders of a tenant, or of all tenants. */
    public static List<ValidatedOrder> scan(
            OrderScanner orders, Optional<TenantId> tenant, ScanOptions options, ScanProgress progress) {
        try (Stream<ValidatedOrder> scan = orders.scan(tenant, options, progress)) {
            return scan.toList();
        }
    }

    /** Stores an order as the service that creates orders does. */
    public void put(Order order) {
        put(OrderItems.of(order));
    }

    /** Stores an item unchanged. */
    public void put(Map<String, AttributeValue> item) {
        client.putItem(put -> put.tableName(settings.tableName()).item(item));
    }

    /** Stores an item at the size limit of DynamoDB, so that every change exceeds the limit. */
    public void putAsLargeAsPossible(Map<String, AttributeValue> item) {
        ItemAtSizeLimit.put(client, settings.tableName(), item);
    }

    /** Stores an item with the key of an order and only these attributes. */
    public void put(OrderKey key, Map<String, AttributeValue> attributes) {
        Map<String, AttributeValue> item = new HashMap<>(attributes);
        item.putAll(OrderItems.key(key));
        put(item);
    }

    /** Stores an order with an unknown status. */
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

    /** Returns the stored item of an order; empty if it does not exist. */
    public Map<String, AttributeValue> item(OrderKey key) {
        return client.getItem(get -> get.tableName(settings.tableName())
                        .key(OrderItems.key(key))
                        .consistentRead(true))
                .item();
    }
}
