package com.bbws.orders.lambda.local;

import com.bbws.orders.application.OrderDocument;
import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.StoredOrder;
import com.bbws.orders.dynamodb.DynamoDbOrders;
import com.bbws.orders.dynamodb.DynamoDbSettings;
import com.bbws.orders.dynamodb.testing.EmbeddedDynamoDb;
import com.bbws.orders.lambda.LocalHandlers;
import com.bbws.orders.lambda.testing.event.EventSourceMapping;
import com.bbws.orders.lambda.testing.network.SnsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Runs the service on this machine: {@code serve} until Ctrl-C, or {@code demo} to show how one order is paid. */
public final class LocalService {

    private static final String TABLE = "bbws-customer-portal-orders-local";
    private static final int POLL_MILLIS = 500;

    /** The command line, whose module is built before this one. */
    private static final String COMMAND_LINE = "../adapter-cli/target/orders.jar";

    private final EmbeddedDynamoDb database;
    private final DynamoDbOrders orders;
    private final LocalApiGateway front;
    private final EventFeed events = new EventFeed();
    private final SnsServer topic;
    private final EventSourceMapping history;
    private final ScheduledExecutorService follower = Executors.newSingleThreadScheduledExecutor();

    /**
     * Starts with sample orders.
     *
     * @param databasePort the port of the database
     * @param httpPort the port of the API; 0 for any free port
     * @param consumer receives the text of each event that is published
     */
    LocalService(int databasePort, int httpPort, Consumer<String> consumer) {
        topic = new SnsServer(message -> {
            events.add(message.text());
            consumer.accept(message.text());
        });
        database = EmbeddedDynamoDb.start(databasePort);
        orders = DynamoDbOrders.open(database.newTable(TABLE));
        SampleOrders.items()
                .forEach(item ->
                        database.client().putItem(put -> put.tableName(TABLE).item(item)));
        front = new LocalApiGateway(
                httpPort, LocalHandlers.of(environment()), new SwaggerUiPage(this::sampleOrders), events);
        // No log, because it would hide the other output. A failure ends the demo, and is printed while serving.
        history = LocalHandlers.orderHistory(
                environment(), database.stream(TABLE), new PrintStream(OutputStream.nullOutputStream()));
    }

    private Map<String, String> environment() {
        return Map.of(
                DynamoDbSettings.TABLE_NAME_VARIABLE,
                TABLE,
                DynamoDbSettings.ENDPOINT_VARIABLE,
                database.endpoint().toString(),
                "ORDER_EVENTS_TOPIC_ARN",
                SnsServer.TOPIC,
                "AWS_ENDPOINT_URL_SNS",
                topic.endpoint().toString());
    }

    /**
     * Runs the service.
     *
     * @param args {@code demo}, or {@code serve} with the ports of the API and the database
     */
    public static void main(String[] args) throws Exception {
        if (args.length == 1 && args[0].equals("demo")) {
            LocalService service = new LocalService(EmbeddedDynamoDb.ANY_PORT, 0, event -> {});
            service.demo();
            service.stop();
        } else if (args.length == 3 && args[0].equals("serve")) {
            serve(Integer.parseInt(args[1]), Integer.parseInt(args[2]));
        } else {
            System.err.println("usage: demo | serve API_PORT DATABASE_PORT");
            System.exit(2);
        }
        // DynamoDB Local leaves threads running.
        System.exit(0);
    }

    private static void serve(int httpPort, int databasePort) throws Exception {
        requireFree(httpPort, "local.port");
        requireFree(databasePort, "local.dynamodb.port");
        LocalService service =
                new LocalService(databasePort, httpPort, event -> System.out.println("event   " + event));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            service.stop();
            System.out.println("Stopped.");
        }));
        service.follower.scheduleWithFixedDelay(service::recordHistory, 0, POLL_MILLIS, TimeUnit.MILLISECONDS);
        service.explain();
        new CountDownLatch(1).await(); // until Ctrl-C
    }

    private static void requireFree(int port, String property) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            socket.setReuseAddress(true);
        } catch (IOException taken) {
            System.err.println("Port " + port + " is in use: choose another one with -D" + property + "=…");
            System.exit(1);
        }
    }

    /** Records what has been written since the last call, and publishes the events. */
    void recordHistory() {
        try {
            history.poll();
        } catch (RuntimeException failure) {
            System.err.println("The history is not recorded: " + failure);
        }
    }

    /** Returns the base URL of the API. */
    String url() {
        return front.url();
    }

    /** Stops the API and the database. */
    void stop() {
        front.close();
        follower.shutdownNow();
        history.close();
        topic.close();
        orders.close();
        database.close();
    }

    private void demo() throws IOException, InterruptedException {
        show("before", SampleOrders.PENDING);
        String body = "{\"status\":\"paid\",\"paymentDetails\":{\"method\":\"payfast\",\"transactionId\":\"txn-1\"}}";
        System.out.println("PUT     /v1.0/orders/" + SampleOrders.PENDING.value() + " " + body);
        HttpRequest put = HttpRequest.newBuilder(
                        URI.create(front.url() + "/v1.0/orders/" + SampleOrders.PENDING.value()))
                .header(LocalApiGateway.TENANT_HEADER, SampleOrders.TENANT.value())
                .header(LocalApiGateway.EMAIL_HEADER, "thandi@example.com")
                .PUT(BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = HttpClient.newHttpClient().send(put, BodyHandlers.ofString());
        System.out.println("answer  " + response.statusCode() + " ETag "
                + response.headers().firstValue("ETag").orElse("none"));
        show("after", SampleOrders.PENDING);
        if (response.statusCode() != 200) {
            System.err.println(response.body());
            System.exit(1);
        }
        // The output, the whole order, is long and has been shown above.
        commandLine(
                Redirect.DISCARD,
                "orders fix order_pending --status refunded --reason 'Paid twice, ticket 4711' --yes >/dev/null",
                "fix",
                SampleOrders.PENDING.value(),
                "--status",
                "refunded",
                "--reason",
                "Paid twice, ticket 4711",
                "--yes");
        history.poll();
        commandLine(Redirect.INHERIT, "orders history order_pending", "history", SampleOrders.PENDING.value());
        System.out.println("What other services receive of it:");
        events.published().stream()
                .filter(event -> event.contains('"' + SampleOrders.PENDING.value() + '"'))
                .forEach(System.out::println);
    }

    /** Runs the real command line in a separate process. */
    private void commandLine(Redirect stdout, String line, String... arguments)
            throws IOException, InterruptedException {
        System.out.println("$ " + line);
        List<String> command =
                new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java", "-jar", COMMAND_LINE));
        command.addAll(List.of(arguments));
        ProcessBuilder process = new ProcessBuilder(command).inheritIO().redirectOutput(stdout);
        process.environment().putAll(environment());
        process.environment().putAll(Map.of("AWS_ACCESS_KEY_ID", "local", "AWS_SECRET_ACCESS_KEY", "local"));
        if (process.start().waitFor() != 0) {
            System.exit(1);
        }
    }

    /** Reads the order from the table, not from the response. */
    private void show(String when, OrderId id) {
        Map<String, Object> order = OrderDocument.of(
                orders.repository().find(new OrderKey(SampleOrders.TENANT, id)).orElseThrow());
        System.out.printf(
                "%-7s %s is %s, total %s %s, %s, last updated %s by %s%n",
                when,
                order.get("id"),
                order.get("status"),
                order.get("currency"),
                order.get("total"),
                order.containsKey("paymentDetails") ? "payment " + order.get("paymentDetails") : "no payment",
                order.get("dateLastUpdated"),
                order.get("lastUpdatedBy"));
    }

    private List<StoredOrder> sampleOrders() {
        return SampleOrders.keys().stream()
                .flatMap(key -> orders.search().inspect(key).stream())
                .toList();
    }

    private void explain() {
        String put = "curl -i -X PUT " + front.url() + "/v1.0/orders/";
        String tenant = " -H '" + LocalApiGateway.TENANT_HEADER + ": " + SampleOrders.TENANT.value() + "'";
        System.out.println("""
                Running: PUT %s/v1.0/orders/{orderId}
                         %s/docs/ documents the API, shows the orders, and sends requests
                         %s/events sends the events of orders, which other services receive
                         DynamoDB Local at %s, table %s
                         LOCAL USE ONLY: the identity in the headers X-Local-Tenant and X-Local-Email, or in an
                         unsigned bearer token, is not verified.

                A pending order is paid (200):
                  %sorder_pending%s -d '{"status":"paid","paymentDetails":{"method":"payfast"}}'
                A completed order cannot be updated (400):
                  %sorder_completed%s -d '{"status":"cancelled"}'
                A stale version is rejected; the response has the current order (412):
                  %sorder_paid%s -H 'If-Match: "2020-01-01T00:00:00Z"' -d '{"status":"processing"}'
                Another tenant's order is not found (404):
                  %sorder_of_another_tenant%s -d '{"status":"paid"}'

                The operator's view (in another terminal):
                  export AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local
                  export AWS_ENDPOINT_URL_DYNAMODB=%s DYNAMODB_TABLE_NAME=%s
                  PATH=$PWD/adapter-cli/target/orders-cli/bin:$PATH
                  orders get order_pending

                Ctrl-C stops it.""".formatted(
                        front.url(),
                        front.url(),
                        front.url(),
                        database.endpoint(),
                        TABLE,
                        put,
                        tenant,
                        put,
                        tenant,
                        put,
                        tenant,
                        put,
                        tenant,
                        database.endpoint(),
                        TABLE));
    }
}
