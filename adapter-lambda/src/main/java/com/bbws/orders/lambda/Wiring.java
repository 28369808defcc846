package com.bbws.orders.lambda;

import com.bbws.orders.application.UpdateOrder;
import com.bbws.orders.dynamodb.DynamoDbOrders;
import com.bbws.orders.dynamodb.DynamoDbSettings;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Map;

/** The composition root of the Lambda: the only place here that knows which store there is. */
final class Wiring {

    private Wiring() {}

    /** Builds the endpoint of this process, while Lambda gives the init phase a whole core. */
    static PutOrderEndpoint endpoint() {
        return endpoint(System.getenv(), Clock.systemUTC(), System.out);
    }

    /**
     * Builds an endpoint. Its connections live as long as the process, which Lambda ends without asking.
     *
     * @param environment the environment variables
     * @param clock tells the time of changes and log lines
     * @param out where log lines go
     * @throws IllegalArgumentException if a variable is set to nonsense; the message names it
     */
    static PutOrderEndpoint endpoint(Map<String, String> environment, Clock clock, PrintStream out) {
        DynamoDbSettings table = DynamoDbSettings.of(environment);
        LambdaSettings settings = LambdaSettings.of(environment, table.tableName());
        UpdateOrder updateOrder = new UpdateOrder(DynamoDbOrders.open(table).repository(), clock);
        return new PutOrderEndpoint(updateOrder, settings, new RequestLog(out, clock, settings));
    }
}
