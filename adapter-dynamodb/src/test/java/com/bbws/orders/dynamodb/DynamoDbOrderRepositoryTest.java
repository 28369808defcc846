package com.bbws.orders.dynamodb;

import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.domain.TenantId;
import com.bbws.orders.domain.port.OrderRepository;
import com.bbws.orders.domain.testing.OrderFixtures;
import com.bbws.orders.domain.testing.OrderRepositoryContract;
import com.bbws.orders.dynamodb.testing.EmbeddedDynamoDb;
import com.bbws.orders.dynamodb.testing.OrderItems;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** DynamoDB Local, embedded, keeps the port's contract. */
class DynamoDbOrderRepositoryTest extends OrderRepositoryContract {

    private static final EmbeddedDynamoDb DATABASE = EmbeddedDynamoDb.shared();
    private static final DynamoDbSettings TABLE = DATABASE.newTable();
    private static final DynamoDbOrders ORDERS = DynamoDbOrders.open(TABLE);

    @Override
    protected OrderRepository orders() {
        return ORDERS.repository();
    }

    @Override
    protected void put(Order order) {
        DATABASE.client().putItem(put -> put.tableName(TABLE.tableName()).item(OrderItems.of(order)));
    }

    @Override
    protected void putUnreadable(TenantId tenant, OrderId id) {
        Map<String, AttributeValue> item = new HashMap<>(OrderItems.of(
                OrderFixtures.anOrder(tenant, id, OrderStatus.PENDING).build()));
        item.put("status", AttributeValue.fromS("EXPIRED"));
        DATABASE.client().putItem(put -> put.tableName(TABLE.tableName()).item(item));
    }

    @Override
    protected void remove(TenantId tenant, OrderId id) {
        DATABASE.client()
                .deleteItem(delete -> delete.tableName(TABLE.tableName()).key(OrderItems.key(tenant, id)));
    }

    @Override
    protected Object aForeignValue() {
        return AttributeValue.fromSs(java.util.List.of("p-1", "p-2"));
    }
}
