package com.bbws.orders.dynamodb;

import com.bbws.orders.dynamodb.testing.TestTable;

/** The contract test of the port on embedded DynamoDB Local. */
class DynamoDbOrderRepositoryTest extends DynamoDbOrderRepositoryContract {

    private static final TestTable TABLE = TestTable.embedded();

    @Override
    protected TestTable table() {
        return TABLE;
    }
}
