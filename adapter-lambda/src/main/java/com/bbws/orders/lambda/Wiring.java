package com.bbws.orders.lambda;

import com.bbws.orders.application.RecordOrderHistory;
import com.bbws.orders.application.UpdateOrder;
import com.bbws.orders.dynamodb.DynamoDbOrders;
import com.bbws.orders.dynamodb.DynamoDbPriming;
import com.bbws.orders.dynamodb.DynamoDbSettings;
import com.bbws.orders.dynamodb.OrderImageDecoder;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Map;

/** The composition root of the functions. Only this class depends on the store that they use. */
final class Wiring {

    private Wiring() {}

    /**
     * Creates the endpoint of this process, in the init phase, for which Lambda gives a whole core. Registers the priming if the
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
     * Creates an endpoint. Its connections stay open as long as the process, which Lambda ends without notice.
     *
     * @param environment the environment variables
     * @param clock the clock for changes and log lines
     * @param out the destination of log lines
     * @throws IllegalArgumentException if the value of a variable is invalid; the message names the variable
     */
    static PutOrderEndpoint endpoint(Map<String, String> environment, Clock clock, PrintStream out) {
        DynamoDbSettings table = DynamoDbSettings.of(environment);
        LambdaSettings settings = LambdaSettings.of(environment, table.tableName());
        UpdateOrder updateOrder = new UpdateOrder(DynamoDbOrders.open(table).repository(), clock);
        return new PutOrderEndpoint(
                updateOrder, settings, new RequestLog(new JsonLog(out, clock, settings, RequestMetrics.SERVICE)));
    }

    /** Creates the priming before a snapshot; the parameters are those of {@link #endpoint(Map, Clock, PrintStream)}. */
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

    /** Creates the processor of the table's stream in this process. */
    static StreamBatchProcessor orderHistory() {
        return orderHistory(System.getenv(), Clock.systemUTC(), System.out);
    }

    /** Creates a processor of the table's stream; parameters and exceptions are those of {@link #endpoint(Map, Clock, PrintStream)}. */
    static StreamBatchProcessor orderHistory(Map<String, String> environment, Clock clock, PrintStream out) {
        DynamoDbSettings table = DynamoDbSettings.of(environment);
        LambdaSettings settings = LambdaSettings.of(environment, table.tableName());
        return new StreamBatchProcessor(
                OrderImageDecoder::orderOf,
                OrderImageDecoder::decode,
                new RecordOrderHistory(DynamoDbOrders.open(table).history()),
                clock,
                new StreamBatchLog(new JsonLog(out, clock, settings, StreamBatchLog.SERVICE)));
    }
}
