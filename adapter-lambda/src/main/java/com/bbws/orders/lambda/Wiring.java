package com.bbws.orders.lambda;

import com.bbws.orders.application.OrderEventDocument;
import com.bbws.orders.application.RecordOrderHistory;
import com.bbws.orders.application.UpdateOrder;
import com.bbws.orders.domain.port.OrderEventPublisher;
import com.bbws.orders.dynamodb.DynamoDbOrders;
import com.bbws.orders.dynamodb.DynamoDbPriming;
import com.bbws.orders.dynamodb.DynamoDbSettings;
import com.bbws.orders.dynamodb.OrderImageDecoder;
import com.bbws.orders.lambda.sns.SnsOrderEventPublisher;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** The composition root of the functions. Only this class depends on the store and the topic that they use. */
final class Wiring {

    static final String EVENTS_TOPIC_VARIABLE = "ORDER_EVENTS_TOPIC_ARN";
    static final String SNS_ENDPOINT_VARIABLE = "AWS_ENDPOINT_URL_SNS";

    private Wiring() {}

    /**
     * Creates the endpoint of this process, in the init phase, for which Lambda gives whole cores. Primes it, or registers the
     * priming if the process is started for a snapshot.
     */
    static PutOrderEndpoint endpoint() {
        Map<String, String> environment = System.getenv();
        DynamoDbSettings table = DynamoDbSettings.of(environment);
        LambdaSettings settings = LambdaSettings.of(environment, table.tableName());
        Clock clock = Clock.systemUTC();
        JsonLog log = new JsonLog(System.out, clock, settings, RequestMetrics.SERVICE);
        DynamoDbOrders orders = DynamoDbOrders.open(table);
        Optional<String> initialization = Optional.ofNullable(environment.get("AWS_LAMBDA_INITIALIZATION_TYPE"));
        if (initialization.filter("snap-start"::equals).isPresent()) {
            snapshotHook(table, settings, orders, clock, log).register();
        } else {
            prime(initialization, settings, orders, clock, log);
        }
        return endpoint(orders, settings, clock, log);
    }

    /**
     * Creates an endpoint without priming. Its connections stay open as long as the process, which Lambda ends without notice.
     *
     * @param environment the environment variables
     * @param clock the clock for changes and log lines
     * @param out the destination of log lines
     * @throws IllegalArgumentException if the value of a variable is invalid; the message names the variable
     */
    static PutOrderEndpoint endpoint(Map<String, String> environment, Clock clock, PrintStream out) {
        DynamoDbSettings table = DynamoDbSettings.of(environment);
        LambdaSettings settings = LambdaSettings.of(environment, table.tableName());
        return endpoint(
                DynamoDbOrders.open(table), settings, clock, new JsonLog(out, clock, settings, RequestMetrics.SERVICE));
    }

    private static PutOrderEndpoint endpoint(DynamoDbOrders orders, LambdaSettings settings, Clock clock, JsonLog log) {
        return new PutOrderEndpoint(new UpdateOrder(orders.repository(), clock), settings, new RequestLog(log));
    }

    /**
     * Primes the client that the requests use, so that its connection and credentials stay open for the first request. No client
     * waits for an instance of provisioned concurrency, and Lambda gives it only the share of the requests in init.
     */
    static void prime(
            Optional<String> initialization, LambdaSettings settings, DynamoDbOrders orders, Clock clock, JsonLog log) {
        Priming priming = new Priming(settings, clock, log);
        if (initialization.filter("provisioned-concurrency"::equals).isPresent()) {
            priming.inAdvance(requests -> requests.accept(orders.primingRepository()));
        } else {
            priming.inInit(requests -> {
                orders.connect(settings.primingLimit());
                requests.accept(orders.primingRepository());
            });
        }
    }

    /** Creates the hook that primes before a snapshot with a separate client, and connects the client of the requests afterwards. */
    static SnapshotHook snapshotHook(
            DynamoDbSettings table, LambdaSettings settings, DynamoDbOrders orders, Clock clock, JsonLog log) {
        return new SnapshotHook(
                () -> new Priming(settings, clock, log).inAdvance(requests -> {
                    try (DynamoDbPriming primed = DynamoDbPriming.open(table)) {
                        requests.accept(primed.repository());
                    }
                }),
                () -> {
                    try {
                        orders.connect(settings.primingLimit());
                    } catch (RuntimeException | LinkageError failure) {
                        log.event(
                                LogLevel.WARN,
                                "The restored function is not connected: the first request is slow",
                                Map.of(),
                                Optional.of(failure));
                    }
                });
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
                events(environment),
                clock,
                new StreamBatchLog(new JsonLog(out, clock, settings, StreamBatchLog.SERVICE)));
    }

    /** Opens the topic of the events; empty if none is set. Then no class of SNS is loaded. */
    private static Optional<OrderEventPublisher> events(Map<String, String> environment) {
        return Optional.ofNullable(environment.get(EVENTS_TOPIC_VARIABLE))
                .map(arn -> SnsOrderEventPublisher.open(
                        EVENTS_TOPIC_VARIABLE,
                        arn,
                        DynamoDbSettings.endpoint(environment, SNS_ENDPOINT_VARIABLE),
                        event -> JsonWriter.write(OrderEventDocument.of(event))));
    }
}
