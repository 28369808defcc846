package com.bbws.orders.dynamodb;

import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.TenantId;
import com.bbws.orders.domain.port.OrderRepository;
import com.bbws.orders.domain.testing.OrderRepositoryContract;
import com.bbws.orders.dynamodb.testing.TestTable;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The port's contract, for whatever speaks DynamoDB's language. */
abstract class DynamoDbOrderRepositoryContract extends OrderRepositoryContract {

    protected abstract TestTable table();

    @Override
    protected OrderRepository orders() {
        return table().repository();
    }

    @Override
    protected void put(Order order) {
        table().put(order);
    }

    @Override
    protected void putUnreadable(TenantId tenant, OrderId id, boolean active) {
        table().putUnreadable(tenant, id, active);
    }

    @Override
    protected void remove(TenantId tenant, OrderId id) {
        table().remove(tenant, id);
    }

    @Override
    protected Object aForeignValue() {
        return AttributeValue.fromSs(List.of("p-1", "p-2"));
    }
}
