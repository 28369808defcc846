package com.bbws.orders.cli.testing;

import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.OrderUpdate;
import com.bbws.orders.domain.TenantId;
import com.bbws.orders.domain.UpdateId;
import com.bbws.orders.domain.history.OrderRevision;
import com.bbws.orders.domain.testing.OrderFixtures;
import com.bbws.orders.dynamodb.DynamoDbOrders;
import com.bbws.orders.dynamodb.DynamoDbSettings;
import com.bbws.orders.dynamodb.testing.EmbeddedDynamoDb;
import com.bbws.orders.dynamodb.testing.OrderItems;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** A separate table for a test, in DynamoDB Local. */
public final class TestTable {

    /** The maximum number of items in a batch of DynamoDB. */
    private static final int BATCH = 25;

    private final EmbeddedDynamoDb database;
    private final DynamoDbSettings settings;

    private TestTable(EmbeddedDynamoDb database, DynamoDbSettings settings) {
        this.database = database;
        this.settings = settings;
    }

    public static TestTable holding(Order... orders) {
        return in(EmbeddedDynamoDb.shared(), orders);
    }

    public static TestTable in(EmbeddedDynamoDb database, Order... orders) {
        TestTable table = new TestTable(database, database.newTable());
        List.of(orders).forEach(table::put);
        return table;
    }

    /** Returns the only table with the name of the production table. */
    public static TestTable production() {
        return new TestTable(EmbeddedDynamoDb.shared(), Production.SETTINGS);
    }

    private static final class Production {
        static final DynamoDbSettings SETTINGS = EmbeddedDynamoDb.shared().newTable("bbws-customer-portal-orders-prod");
    }

    public TestTable put(Order order) {
        return put(OrderItems.of(order));
    }

    public TestTable put(Map<String, AttributeValue> item) {
        database.client().putItem(put -> put.tableName(name()).item(item));
        return this;
    }

    /** Puts many items, 25 at a time. */
    public void putAll(List<Map<String, AttributeValue>> items) {
        for (int i = 0; i < items.size(); i += BATCH) {
            List<WriteRequest> batch = items.subList(i, Math.min(i + BATCH, items.size())).stream()
                    .map(item -> WriteRequest.builder()
                            .putRequest(put -> put.item(item))
                            .build())
                    .toList();
            database.client().batchWriteItem(write -> write.requestItems(Map.of(name(), batch)));
        }
    }

    /** Adds revisions to the history of the default test order. */
    public TestTable record(OrderRevision... revisions) {
        return record(OrderFixtures.KEY, revisions);
    }

    /** Adds revisions to the history of an order. */
    public TestTable record(OrderKey order, OrderRevision... revisions) {
        try (DynamoDbOrders orders = DynamoDbOrders.open(settings)) {
            for (OrderRevision revision : revisions) {
                orders.history().append(order, revision);
            }
        }
        return this;
    }

    /** Returns all items of the table. */
    public List<Map<String, AttributeValue>> items() {
        return database.itemsOf(name());
    }

    /** Puts an order with an attribute that this service would not write. */
    public TestTable put(Order order, String attribute, AttributeValue value) {
        Map<String, AttributeValue> item = new HashMap<>(OrderItems.of(order));
        item.put(attribute, value);
        return put(item);
    }

    /** Puts an order that is in no index. */
    public TestTable putWithoutIndexKeys(Order order) {
        Map<String, AttributeValue> item = new HashMap<>(OrderItems.of(order));
        item.keySet().removeIf(attribute -> attribute.startsWith("GSI"));
        return put(item);
    }

    /** Returns the whole stored item; empty if none exists. */
    public Map<String, AttributeValue> item(TenantId tenant, OrderId id) {
        return database.client()
                .getItem(get -> get.tableName(name())
                        .key(OrderItems.key(new OrderKey(tenant, id)))
                        .consistentRead(true))
                .item();
    }

    /** Returns a process that uses another endpoint for this table, such as one that drops responses. */
    public TestProcessContext processOver(URI endpoint) {
        return process().with(DynamoDbSettings.ENDPOINT_VARIABLE, endpoint.toString());
    }

    /** Returns an order's stored status. */
    public String status(OrderId id) {
        return item(OrderFixtures.TENANT, id).get("status").s();
    }

    public Order order() {
        try (DynamoDbOrders orders = DynamoDbOrders.open(settings)) {
            return orders.repository().find(OrderFixtures.KEY).orElseThrow();
        }
    }

    /** Updates the order as another writer. */
    public void update(OrderUpdate update) {
        try (DynamoDbOrders orders = DynamoDbOrders.open(settings)) {
            orders.repository()
                    .apply(order().update(update, OrderFixtures.BOB, UpdateId.random(), OrderFixtures.NOON)
                            .orElseThrow());
        }
    }

    public String name() {
        return settings.tableName();
    }

    public String endpoint() {
        return settings.endpoint().map(Object::toString).orElseThrow();
    }

    /** Returns a process whose environment variables select this table. */
    public TestProcessContext process() {
        return TestProcessContext.withVariables(
                Map.of(DynamoDbSettings.TABLE_NAME_VARIABLE, name(), DynamoDbSettings.ENDPOINT_VARIABLE, endpoint()));
    }

    public Run run(String... arguments) {
        return process().run(arguments);
    }
}
