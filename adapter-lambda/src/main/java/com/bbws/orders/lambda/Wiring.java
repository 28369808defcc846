package com.bbws.orders.lambda;

import com.bbws.orders.application.RecordOrderHistory;
import com.bbws.orders.application.UpdateOrder;
import com.bbws.orders.dynamodb.DynamoDbOrders;
import com.bbws.orders.dynamodb.DynamoDbPriming;
import com.bbws.orders.dynamodb.DynamoDbSettings;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Map;

/** The composition root of the Lambda: the only place here that knows which store there is. */
final class Wiring {

    private Wiring() {}

    /**
     * Builds the endpoint of this process, while Lambda gives the init phase a whole core. Registers the priming if the
     * process is started for a snapshot; otherwise loads none of its classes.
     */
    static PutOrderEndpoint endpoint() {
        Map<String, String> environment = System.getenv();
        if ("snap-start".equals(environment.get("AWS_LAMBDA_INITIALIZATION_TYPE"))) {
            priming(environment, Clock.systemUTC(), System.out).register();
        }
        return endpoint(environment, Clock.systemUTC(), System.out);
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
        return new PutOrderEndpoint(
                updateOrder, settings, new RequestLog(new JsonLog(out, clock, settings, RequestMetrics.SERVICE)));
    }

    /** Builds the priming before a snapshot; the parameters are those of {@link #endpoint(Map, Clock, PrintStream)}. */
    static SnapshotPriming priming(Map<String, String> environment, Clock clock, PrintStream out) {
        DynamoDbSettings table = DynamoDbSettings.of(environment);
        LambdaSettings settings = LambdaSettings.of(environment, table.tableName());
        return new SnapshotPriming(
                () -> {
                    try (DynamoDbPriming primed = DynamoDbPriming.open(table)) {
                        SnapshotPriming.sendRequests(new UpdateOrder(primed.repository(), clock), settings, clock);
                    }
                },
                new JsonLog(out, clock, settings, RequestMetrics.SERVICE));
    }

    /** Builds what records the history of orders in this process. */
    static StreamBatchProcessor orderHistory() {
        return orderHistory(System.getenv(), Clock.systemUTC(), System.out);
    }

    /** Builds what records the history; parameters and failures are those of {@link #endpoint(Map, Clock, PrintStream)}. */
    static StreamBatchProcessor orderHistory(Map<String, String> environment, Clock clock, PrintStream out) {
        DynamoDbSettings table = DynamoDbSettings.of(environment);
        LambdaSettings settings = LambdaSettings.of(environment, table.tableName());
        DynamoDbOrders orders = DynamoDbOrders.open(table);
        return new StreamBatchProcessor(
                orders.images(),
                new RecordOrderHistory(orders.images(), orders.history()),
                clock,
                new StreamBatchLog(new JsonLog(out, clock, settings, StreamBatchLog.SERVICE)));
    }
}
