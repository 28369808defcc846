package com.bbws.orders.dynamodb;

import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.contract.OrderSearchContract;
import com.bbws.orders.domain.port.OrderSearch;
import com.bbws.orders.dynamodb.testing.TestTable;

/** The contract test of the port, for all implementations of the DynamoDB API. */
abstract class DynamoDbOrderSearchContract extends OrderSearchContract {

    protected abstract TestTable table();

    @Override
    protected OrderSearch orders() {
        return table().search();
    }

    @Override
    protected void put(Order order) {
        table().put(order);
    }

    @Override
    protected void putUnreadable(OrderKey key) {
        table().putUnreadable(key, true);
    }
}
