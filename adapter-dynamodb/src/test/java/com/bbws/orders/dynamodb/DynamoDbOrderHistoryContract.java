package com.bbws.orders.dynamodb;

import com.bbws.orders.domain.port.OrderHistory;
import com.bbws.orders.domain.testing.OrderHistoryContract;
import com.bbws.orders.dynamodb.testing.TestTable;

/** The port's contract, for whatever speaks DynamoDB's language. */
abstract class DynamoDbOrderHistoryContract extends OrderHistoryContract {

    protected abstract TestTable table();

    @Override
    protected OrderHistory history() {
        return table().history();
    }
}
