package com.bbws.orders.cli.testing;

import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.OrderUpdate;
import com.bbws.orders.domain.TenantId;
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

/** A table of its own for each test, in a real DynamoDB. */
public final class TestTable {

    /** The most that DynamoDB takes at once. */
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

    /** Returns the one table that is called like production's. */
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

    /** Puts what happened to the order that tests speak of into its history. */
    public TestTable record(OrderRevision... revisions) {
        return record(OrderFixtures.KEY, revisions);
    }

    /** Puts what happened to an order into its history. */
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

    /** Puts an order with another attribute than we would write. */
    public TestTable put(Order order, String attribute, AttributeValue value) {
        Map<String, AttributeValue> item = new HashMap<>(OrderItems.of(order));
        item.put(attribute, value);
        return put(item);
    }

    /** Puts an order that the index does not know. */
    public TestTable putWithoutIndexKeys(Order order) {
        Map<String, AttributeValue> item = new HashMap<>(OrderItems.of(order));
        item.keySet().removeIf(attribute -> attribute.startsWith("GSI"));
        return put(item);
    }

    /** Returns the whole stored item; empty if there is none. */
    public Map<String, AttributeValue> item(TenantId tenant, OrderId id) {
        return database.client()
                .getItem(get -> get.tableName(name())
                        .key(OrderItems.key(new OrderKey(tenant, id)))
                        .consistentRead(true))
                .item();
    }

    /** Returns a shell that reaches this table over another way, such as one on which answers get lost. */
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

    /** Does what another writer does. */
    public void update(OrderUpdate update) {
        try (DynamoDbOrders orders = DynamoDbOrders.open(settings)) {
            orders.repository()
                    .apply(order().update(update, OrderFixtures.BOB, OrderFixtures.NOON)
                            .orElseThrow());
        }
    }

    public String name() {
        return settings.tableName();
    }

    public String endpoint() {
        return settings.endpoint().map(Object::toString).orElseThrow();
    }

    /** Returns a shell whose variables name this table. */
    public TestProcessContext process() {
        return TestProcessContext.withVariables(
                Map.of(DynamoDbSettings.TABLE_NAME_VARIABLE, name(), DynamoDbSettings.ENDPOINT_VARIABLE, endpoint()));
    }

    public Run run(String... arguments) {
        return process().run(arguments);
    }
}
