package com.bbws.orders.dynamodb;

import com.bbws.orders.domain.contract.OrderHistoryContract;
import com.bbws.orders.domain.port.OrderHistory;
import com.bbws.orders.dynamodb.testing.TestTable;

/** The contract test of the port, for all implementations of the DynamoDB API. */
abstract class DynamoDbOrderHistoryContract extends OrderHistoryContract {

    protected abstract TestTable table();

    @Override
    protected OrderHistory history() {
        return table().history();
    }
}
