package com.bbws.orders.dynamodb;

import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.contract.OrderScannerContract;
import com.bbws.orders.domain.port.OrderScanner;
import com.bbws.orders.dynamodb.testing.TestTable;

/** The contract test of the port, for all implementations of the DynamoDB API. */
abstract class DynamoDbOrderScannerContract extends OrderScannerContract {

    protected abstract TestTable table();

    @Override
    protected OrderScanner orders() {
        return table().scanner();
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
