package com.bbws.orders.lambda;

import static com.bbws.orders.domain.testing.OrderFixtures.ID;
import static com.bbws.orders.domain.testing.OrderFixtures.anOrder;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.junit.jupiter.api.condition.OS.LINUX;

import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.dynamodb.testing.EmbeddedDynamoDb;
import com.bbws.orders.dynamodb.testing.FaultInjectionProxy;
import com.bbws.orders.dynamodb.testing.TableStream;
import com.bbws.orders.dynamodb.testing.TestTable;
import com.bbws.orders.lambda.testing.event.OrderEventAssertions;
import com.bbws.orders.lambda.testing.event.StreamEvents;
import com.bbws.orders.lambda.testing.function.LambdaRuntimeApi;
import com.bbws.orders.lambda.testing.function.PackagedFunction;
import com.bbws.orders.lambda.testing.network.SnsServer;
import com.bbws.orders.lambda.testing.response.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.Record;

/** {@code update-order-lambda.zip} as Lambda runs it: unpacked, with the real runtime interface client, in a new JVM. */
class PackagedLambdaIT {

    @TempDir
    Path task;

    private final EmbeddedService service = new EmbeddedService();

    @Test
    void containsExactlyTheLibrariesThatTheHandlersNeed() throws IOException {
        Set<String> entries;
        try (ZipFile zip = new ZipFile(PackagedFunction.ZIP.toFile())) {
            entries = zip.stream().map(ZipEntry::getName).collect(toSet());
        }

        assertThat(entries)
                .contains("com/bbws/orders/lambda/UpdateOrderHandler.class")
                .contains("com/bbws/orders/lambda/UpdateOrderHttpApiHandler.class")
                .contains("com/bbws/orders/lambda/RecordOrderHistoryHandler.class")
                .allMatch(name -> name.startsWith("com/") || name.startsWith("lib/") || name.startsWith("META-INF/"));
        assertThat(entries.stream().filter(name -> name.endsWith(".jar")).map(PackagedLambdaIT::artifact))
                .containsExactlyInAnyOrder(
                        ("order-domain order-application adapter-dynamodb aws-lambda-java-core aws-lambda-java-events joda-time "
                                        + "crac jackson-core slf4j-api slf4j-nop reactive-streams dynamodb sns url-connection-client "
                                        + "annotations auth aws-core aws-json-protocol aws-query-protocol checksums checksums-spi endpoints-spi "
                                        + "eventstream http-auth http-auth-aws http-auth-aws-eventstream http-auth-spi "
                                        + "http-client-spi identity-spi json-utils metrics-spi profiles protocol-core regions "
                                        + "retries retries-spi sdk-core third-party-jackson-core utils utils-lite")
                                .split(" "));
    }

    @ParameterizedTest
    @EnabledOnOs(value = LINUX, disabledReason = "the runtime interface client has native code for Linux only")
    @CsvSource({
        "com.bbws.orders.lambda.UpdateOrderHandler, events/put-order-rest.json",
        "com.bbws.orders.lambda.UpdateOrderHttpApiHandler, events/put-order-http-api.json"
    })
    void handlesARequest(String handler, String eventFile) throws Exception {
        service.store(anOrder(service.tenant, ID, OrderStatus.PENDING).build());
        String event =
                Files.readString(Path.of("src/test/resources", eventFile)).replace("${tenant}", service.tenant.value());

        try (LambdaRuntimeApi lambda = new LambdaRuntimeApi();
                PackagedFunction function = new PackagedFunction(task, handler, environment(), lambda)) {
            JsonNode response = Json.parse(lambda.invoke(event));

            assertThat(response.get("statusCode").asInt()).isEqualTo(200);
            assertThat(Json.parse(response.get("body").asText())
                            .at("/data/status")
                            .asText())
                    .isEqualTo("paid");
            assertThat(response.at("/headers/ETag").asText()).matches("\"\\S+Z\"");
            assertThat(service.stored(ID).get("status").s()).isEqualTo("paid");
            assertThat(function.stdout()).hasSize(2);
            assertThat(Json.parse(function.stdout().get(0)).get("message").asText())
                    .isEqualTo("Primed");
            JsonNode line = Json.parse(function.stdout().get(1));
            assertThat(line.get("message").asText()).isEqualTo("Order updated");
            assertThat(line.get("awsRequestId").asText()).isEqualTo(LambdaRuntimeApi.INVOCATION);
            assertThat(line.get("ColdStart").asInt()).isOne();
            assertThat(function.stderr()).isEmpty();
        }
    }

    @Test
    @EnabledOnOs(value = LINUX, disabledReason = "the runtime interface client has native code for Linux only")
    void usesTheConnectionOfThePrimingForTheFirstRequest() throws Exception {
        service.store(anOrder(service.tenant, ID, OrderStatus.PENDING).build());
        String event = Files.readString(Path.of("src/test/resources/events/put-order-rest.json"))
                .replace("${tenant}", service.tenant.value());

        try (FaultInjectionProxy proxy =
                        new FaultInjectionProxy(EmbeddedDynamoDb.shared().endpoint());
                LambdaRuntimeApi lambda = new LambdaRuntimeApi();
                PackagedFunction function = new PackagedFunction(
                        task,
                        "com.bbws.orders.lambda.UpdateOrderHandler",
                        environment(service.at(proxy.endpoint())),
                        lambda)) {
            lambda.awaitReady();
            int connections = proxy.connections();
            lambda.invoke(event);

            assertThat(service.stored(ID).get("status").s()).isEqualTo("paid");
            assertThat(connections).isPositive();
            assertThat(proxy.connections()).isEqualTo(connections);
            assertThat(function.stderr()).isEmpty();
        }
    }

    @Test
    @EnabledOnOs(value = LINUX, disabledReason = "the runtime interface client has native code for Linux only")
    void recordsHistory() throws Exception {
        TestTable table = TestTable.embedded();
        EmbeddedService written = new EmbeddedService(service.tenant, table);
        written.store(anOrder(service.tenant, ID, OrderStatus.PENDING).build());
        written.put(ID, "{\"status\":\"paid\"}");
        List<Record> records = streamOf(table);

        try (LambdaRuntimeApi lambda = new LambdaRuntimeApi();
                PackagedFunction function = new PackagedFunction(
                        task, "com.bbws.orders.lambda.RecordOrderHistoryHandler", environment(written), lambda)) {
            JsonNode all = Json.parse(lambda.invoke(StreamEvents.json(records)));
            JsonNode poisoned = Json.parse(
                    lambda.invoke(StreamEvents.json(records).replaceFirst("\"MODIFY\"", "\"TRANSMOGRIFY\"")));

            assertThat(all).isEqualTo(Json.parse("{\"batchItemFailures\":[]}"));
            assertThat(poisoned.at("/batchItemFailures/0/itemIdentifier").asText())
                    .isEqualTo(records.get(1).dynamodb().sequenceNumber());
            assertThat(table.history().revisions(new OrderKey(service.tenant, ID)))
                    .extracting(revision -> revision.statusAfter().orElseThrow())
                    .containsExactly("pending", "paid");
            assertThat(function.stdout())
                    .hasSize(3)
                    .allSatisfy(line -> assertThat(
                                    Json.parse(line).get("awsRequestId").asText())
                            .isEqualTo(LambdaRuntimeApi.INVOCATION));
            assertThat(Json.parse(function.stdout().get(0)).get("xrayTraceId").asText())
                    .isEqualTo(LambdaRuntimeApi.TRACE);
            assertThat(function.stderr()).isEmpty();
        }
    }

    /** SNS is loaded only if events are published. */
    @ParameterizedTest
    @EnabledOnOs(value = LINUX, disabledReason = "the runtime interface client has native code for Linux only")
    @ValueSource(booleans = {true, false})
    void publishesEventsIfATopicIsSet(boolean isSet) throws Exception {
        TestTable table = TestTable.embedded();
        Path loaded = task.resolve("loaded");
        try (SnsServer sns = new SnsServer();
                LambdaRuntimeApi lambda = new LambdaRuntimeApi()) {
            EmbeddedService written = new EmbeddedService(service.tenant, table)
                    .with(Wiring.SNS_ENDPOINT_VARIABLE, sns.endpoint().toString());
            if (isSet) {
                written.with(Wiring.EVENTS_TOPIC_VARIABLE, SnsServer.TOPIC);
            }
            written.store(anOrder(service.tenant, ID, OrderStatus.PENDING).build());
            written.put(ID, "{\"status\":\"paid\"}");

            try (PackagedFunction function = new PackagedFunction(
                    task,
                    "com.bbws.orders.lambda.RecordOrderHistoryHandler",
                    environment(written),
                    lambda,
                    "-Xlog:class+load:file=" + loaded)) {
                assertThat(lambda.invoke(StreamEvents.json(streamOf(table)))).isEqualTo("{\"batchItemFailures\":[]}");

                assertThat(function.stdout()).hasSize(1);
                assertThat(function.stderr()).isEmpty();
            }
            assertThat(sns.messages())
                    .extracting(message -> OrderEventAssertions.check(message.text())
                            .get("eventType")
                            .asText())
                    .isEqualTo(isSet ? List.of("ORDER_CREATED", "ORDER_STATUS_CHANGED") : List.of());
        }
        assertThat(Files.readAllLines(loaded).stream().anyMatch(PackagedLambdaIT::isOfSns))
                .isEqualTo(isSet);
    }

    /** Returns whether a line of the JVM's log names a class of SNS's client or of its publisher. */
    private static boolean isOfSns(String line) {
        return line.matches(
                ".* (com\\.bbws\\.orders\\.lambda\\.sns|software\\.amazon\\.awssdk\\.(services\\.sns|protocols\\.query))\\..*");
    }

    private static List<Record> streamOf(TestTable table) {
        try (TableStream stream =
                EmbeddedDynamoDb.shared().stream(table.settings().tableName())) {
            return stream.next();
        }
    }

    /** The history and the events make a PUT no slower: no class is loaded and no call is made for them, also with a topic. */
    @Test
    @EnabledOnOs(value = LINUX, disabledReason = "the runtime interface client has native code for Linux only")
    void loadsNothingOfTheHistoryForAPut() throws Exception {
        service.store(anOrder(service.tenant, ID, OrderStatus.PENDING).build());
        String event = Files.readString(Path.of("src/test/resources/events/put-order-rest.json"))
                .replace("${tenant}", service.tenant.value());
        Path loaded = task.resolve("loaded");

        try (FaultInjectionProxy proxy =
                        new FaultInjectionProxy(EmbeddedDynamoDb.shared().endpoint());
                LambdaRuntimeApi lambda = new LambdaRuntimeApi();
                PackagedFunction function = new PackagedFunction(
                        task,
                        "com.bbws.orders.lambda.UpdateOrderHandler",
                        environment(service.at(proxy.endpoint()).with(Wiring.EVENTS_TOPIC_VARIABLE, SnsServer.TOPIC)),
                        lambda,
                        "-Xlog:class+load:file=" + loaded)) {
            lambda.invoke(event);
            lambda.invoke(event);

            assertThat(service.stored(ID).get("status").s()).isEqualTo("paid");
            // On a busy machine an attempt may time out, and the SDK sends the request again.
            assertThat(proxy.requests()).containsOnlyKeys("GetItem", "UpdateItem");
            assertThat(function.stderr()).isEmpty();
        }
        assertThat(Files.readAllLines(loaded)).noneMatch(PackagedLambdaIT::isOfSns);
        assertThat(Files.readAllLines(loaded).stream().filter(line -> line.contains(" com.bbws.orders.")))
                .anyMatch(line -> line.contains("com.bbws.orders.application.UpdateOrder "))
                .noneMatch(
                        line -> line.matches(
                                ".*(History|Revision|OrderEvent|OrderImage|Authorship|SequenceNumber|ReportedWrite|StreamItemConverter|AttributeValueConverter).*"));
    }

    /** If the length is a signed header, the JDK streams the request, which takes longer. */
    @Test
    @EnabledOnOs(value = LINUX, disabledReason = "the runtime interface client has native code for Linux only")
    void buffersItsRequestsToDynamoDb() throws Exception {
        String event = Files.readString(Path.of("src/test/resources/events/put-order-rest.json"))
                .replace("${tenant}", service.tenant.value());
        BlockingQueue<String> signatures = new LinkedBlockingQueue<>();
        HttpServer database = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        database.createContext("/", request -> {
            signatures.add(request.getRequestHeaders().getFirst("Authorization"));
            request.getResponseHeaders().add("x-amzn-RequestId", "1");
            request.sendResponseHeaders(200, 2);
            request.getResponseBody().write("{}".getBytes(UTF_8));
            request.close();
        });
        database.start();
        Map<String, String> environment = environment(service.at(
                URI.create("http://localhost:" + database.getAddress().getPort())));
        environment.put("PRIMING_REQUESTS", "0");

        try (LambdaRuntimeApi lambda = new LambdaRuntimeApi();
                PackagedFunction function =
                        new PackagedFunction(task, "com.bbws.orders.lambda.UpdateOrderHandler", environment, lambda)) {
            assertThat(Json.parse(lambda.invoke(event)).get("statusCode").asInt())
                    .isEqualTo(404);

            assertThat(signatures)
                    .singleElement(STRING)
                    .contains("SignedHeaders=")
                    .contains("host;")
                    .doesNotContain("content-length");
            assertThat(function.stderr()).isEmpty();
        } finally {
            database.stop(0);
        }
    }

    private Map<String, String> environment() {
        return environment(service);
    }

    private static Map<String, String> environment(EmbeddedService service) {
        Map<String, String> environment = new HashMap<>(service.environment);
        environment.put("AWS_ACCESS_KEY_ID", "local");
        environment.put("AWS_SECRET_ACCESS_KEY", "local");
        environment.put("PRIMING_LIMIT_MILLIS", "60000"); // for a busy machine
        return environment;
    }

    private static String artifact(String jar) {
        return Pattern.compile("lib/(.+?)-\\d.*").matcher(jar).replaceFirst("$1");
    }
}
