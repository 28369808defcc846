package com.bbws.orders.dynamodb;

import com.bbws.orders.dynamodb.testing.LocalStack;
import com.bbws.orders.dynamodb.testing.TestTable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.testcontainers.localstack.LocalStackContainer;

/** The contract tests of the ports on LocalStack. Skipped without Docker: see {@link LocalStack}. */
class DynamoDbOrderRepositoryLocalStackIT {

    private static LocalStackContainer container;
    private static TestTable table;

    @BeforeAll
    static void start() {
        container = LocalStack.container("dynamodb");
        container.start();
        table = LocalStack.table(container);
    }

    @AfterAll
    static void stop() {
        if (container != null) {
            container.stop();
        }
    }

    @Nested
    class AsRepository extends DynamoDbOrderRepositoryContract {
        @Override
        protected TestTable table() {
            return table;
        }
    }

    @Nested
    class AsSearch extends DynamoDbOrderSearchContract {
        @Override
        protected TestTable table() {
            return table;
        }
    }

    @Nested
    class AsScanner extends DynamoDbOrderScannerContract {
        @Override
        protected TestTable table() {
            return table;
        }
    }

    @Nested
    class AsHistory extends DynamoDbOrderHistoryContract {
        @Override
        protected TestTable table() {
            return table;
        }
    }
}
