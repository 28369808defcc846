package com.bbws.orders.lambda;

import static org.junit.jupiter.api.condition.OS.LINUX;

import com.bbws.orders.dynamodb.DynamoDbSettings;
import com.bbws.orders.dynamodb.testing.TestTable;
import com.bbws.orders.lambda.testing.function.LambdaRuntimeApi;
import com.bbws.orders.lambda.testing.function.PackagedFunction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.io.TempDir;

/** The contract of the packaged zip with the runtime interface client, in one process for all requests. */
@EnabledOnOs(value = LINUX, disabledReason = "the runtime interface client has native code for Linux only")
class PackagedPutOrderIT extends PutOrderContract {

    @TempDir
    static Path task;

    private static final TestTable TABLE = TestTable.embedded();
    private static LambdaRuntimeApi lambda;
    private static PackagedFunction function;

    @BeforeAll
    static void startFunction() throws IOException {
        DynamoDbSettings table = TABLE.settings();
        lambda = new LambdaRuntimeApi();
        function = new PackagedFunction(
                task,
                UpdateOrderHandler.class.getName(),
                Map.of(
                        DynamoDbSettings.TABLE_NAME_VARIABLE,
                        table.tableName(),
                        DynamoDbSettings.ENDPOINT_VARIABLE,
                        table.endpoint().orElseThrow().toString(),
                        "AWS_ACCESS_KEY_ID",
                        "local",
                        "AWS_SECRET_ACCESS_KEY",
                        "local"),
                lambda);
    }

    @AfterAll
    static void stopFunction() {
        function.close();
        lambda.close();
    }

    @Override
    TestService service() {
        return new RemoteService(TABLE, lambda::invoke);
    }
}
