package com.bbws.orders.dynamodb;

import com.bbws.orders.dynamodb.testing.TestTable;

/** DynamoDB Local, embedded, keeps the port's contract. */
class DynamoDbOrderRepositoryTest extends DynamoDbOrderRepositoryContract {

    private static final TestTable TABLE = TestTable.embedded();

    @Override
    protected TestTable table() {
        return TABLE;
    }
}
