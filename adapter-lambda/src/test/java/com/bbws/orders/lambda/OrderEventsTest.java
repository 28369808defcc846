package com.bbws.orders.lambda;

import static com.bbws.orders.domain.testing.OrderFixtures.ID;
import static com.bbws.orders.domain.testing.OrderFixtures.NOON;
import static com.bbws.orders.domain.testing.OrderFixtures.TENANT;
import static com.bbws.orders.domain.testing.OrderFixtures.aPayment;
import static com.bbws.orders.domain.testing.OrderFixtures.anOrder;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromBool;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromM;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import com.bbws.orders.application.CorrectOrder;
import com.bbws.orders.application.CorrectOrderCommand;
import com.bbws.orders.domain.Actor;
import com.bbws.orders.domain.OrderCorrection;
import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.domain.UpdateId;
import com.bbws.orders.domain.testing.MostlyWaits;
import com.bbws.orders.dynamodb.testing.EmbeddedDynamoDb;
import com.bbws.orders.dynamodb.testing.FaultInjectionProxy;
import com.bbws.orders.dynamodb.testing.FaultInjectionProxy.Fault;
import com.bbws.orders.dynamodb.testing.TableStream;
import com.bbws.orders.dynamodb.testing.TestTable;
import com.bbws.orders.lambda.testing.event.OrderEventAssertions;
import com.bbws.orders.lambda.testing.event.StreamEvents;
import com.bbws.orders.lambda.testing.event.StubContext;
import com.bbws.orders.lambda.testing.log.EmbeddedMetricFormatAssertions;
import com.bbws.orders.lambda.testing.network.SnsServer;
import com.bbws.orders.lambda.testing.response.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The events of orders: from the stream of an embedded DynamoDB, through the real handler, to an SNS over HTTP. */
@MostlyWaits
class OrderEventsTest {

    private static final Path EXAMPLES = Path.of("events/examples");

    private final TestTable table = TestTable.embedded();
    private final SnsServer sns = new SnsServer();
    private final EmbeddedService service = new EmbeddedService(TENANT, table)
            .with(Wiring.EVENTS_TOPIC_VARIABLE, SnsServer.TOPIC)
            .with(Wiring.SNS_ENDPOINT_VARIABLE, sns.endpoint().toString());
    private final TableStream stream =
            EmbeddedDynamoDb.shared().stream(table.settings().tableName());

    @AfterEach
    void close() {
        stream.close();
        sns.close();
    }

    /** Returns everything that was written since the last call, at fixed times and with fixed sequence numbers. */
    private DynamodbEvent changes() {
        DynamodbEvent event = StreamEvents.parse(StreamEvents.json(stream.next()));
        int number = 0;
        for (DynamodbStreamRecord record : event.getRecords()) {
            record.getDynamodb().setSequenceNumber("42150000000000000000" + (100 + number));
            record.getDynamodb().setApproximateCreationDateTime(Date.from(NOON.plusSeconds(number)));
            number++;
        }
        return event;
    }

    /** Returns the sequence numbers of the records that failed. */
    private List<String> handle(DynamodbEvent event) {
        return service.orderHistory().handleRequest(event, new StubContext()).getBatchItemFailures().stream()
                .map(BatchItemFailure::getItemIdentifier)
                .toList();
    }

    /** Passes the batch on until it succeeds, as Lambda does. */
    private void handleUntilDone(DynamodbEvent event) {
        List<DynamodbStreamRecord> records = event.getRecords();
        int attempts = 0;
        while (!records.isEmpty()) {
            assertThat(attempts++).as("attempts").isLessThan(10);
            DynamodbEvent batch = new DynamodbEvent();
            batch.setRecords(records);
            List<String> numbers = records.stream().map(OrderEventsTest::number).toList();
            int done = handle(batch).stream().mapToInt(numbers::indexOf).min().orElse(records.size());
            records = records.subList(done, records.size());
        }
    }

    private static String number(DynamodbStreamRecord record) {
        return record.getDynamodb().getSequenceNumber();
    }

    private List<JsonNode> messages() {
        return sns.messages().stream()
                .map(message -> OrderEventAssertions.check(message.text()))
                .toList();
    }

    /** Returns the sequence numbers of the messages, without leading zeros. */
    private List<String> publishedNumbers() {
        return messages().stream()
                .map(message -> message.at("/payload/sequenceNumber").asText().replaceFirst("^0+", ""))
                .toList();
    }

    private void store(OrderStatus status) {
        service.store(anOrder(TENANT, ID, status).paymentDetails(aPayment()).build());
    }

    private void change(OrderId id, String name, AttributeValue value) {
        Map<String, AttributeValue> item = new HashMap<>(service.stored(id));
        item.put(name, value);
        service.store(item);
    }

    private DynamodbEvent changesOf(int orders) {
        for (int i = 0; i < orders; i++) {
            service.store(anOrder(TENANT, new OrderId("order_" + i), OrderStatus.PENDING)
                    .build());
        }
        return changes();
    }

    private DynamodbEvent changesOfOneOrder() {
        service.store(anOrder(TENANT, ID, OrderStatus.PENDING).build());
        for (int i = 0; i < 4; i++) {
            change(ID, "pdfUrl", fromS("https://example.com/" + i));
        }
        return changes();
    }

    private List<JsonNode> logLines() {
        return service.logLines().stream()
                .filter(line -> line.get("Service").asText().equals("order-history"))
                .toList();
    }

    private JsonNode lastLine() {
        List<JsonNode> lines = logLines();
        return lines.get(lines.size() - 1);
    }

    /** The examples for consumers are outputs. To change one, copy the message from the failure of this test. */
    @Test
    void publishesTheExamples() throws IOException {
        service.store(anOrder(TENANT, ID, OrderStatus.PENDING).build());
        APIGatewayProxyRequestEvent put = service.event(
                ID,
                "{\"status\":\"paid\",\"paymentDetails\":{\"method\":\"payfast\",\"payfastPaymentId\":\"1089250\"}}");
        put.getRequestContext().setExtendedRequestId("Tx5bXHV7gi0EJ3A=");
        service.put(put);
        Map<String, AttributeValue> paid = service.stored(ID);
        change(ID, "pdfUrl", fromS("https://example.com/43.pdf"));
        change(ID, "active", fromBool(false));
        service.store(paid);
        service.remove(ID);

        assertThat(handle(changes())).isEmpty();

        Map<String, JsonNode> examples = new HashMap<>();
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            for (Path file : files.toList()) {
                examples.put(file.getFileName().toString(), Json.parse(Files.readString(file)));
            }
        }
        assertThat(messages().stream()
                        .collect(toMap(message -> message.get("eventType").asText() + ".json", message -> message)))
                .isEqualTo(examples);
    }

    @Test
    void publishesTheWritesOfEachWriterInTheOrderOfTheStream() {
        store(OrderStatus.COMPLETED);
        new CorrectOrder(table.search(), table.repository(), Clock.fixed(NOON, ZoneOffset.UTC))
                .handle(
                        new CorrectOrderCommand(
                                new OrderKey(TENANT, ID),
                                new OrderCorrection(OrderStatus.REFUNDED, Optional.empty(), "Ticket 4711"),
                                new Actor("cli:thandi"),
                                new UpdateId("run-1")),
                        change -> true);
        change(ID, "status", fromS("EXPIRED"));
        change(ID, "status", fromS("PENDING_PAYMENT"));

        assertThat(handle(changes())).isEmpty();

        assertThat(messages())
                .extracting(message -> message.get("eventType").asText()
                        + " " + message.at("/payload/fromStatus").asText("-")
                        + " " + message.at("/payload/toStatus").asText("-")
                        + " " + message.at("/payload/corrected").asBoolean()
                        + " " + message.at("/payload/unreadable").asBoolean()
                        + " " + message.at("/payload/updateId").asText("-"))
                .containsExactly(
                        "ORDER_CREATED - completed false false -",
                        "ORDER_STATUS_CHANGED completed refunded true false run-1",
                        "ORDER_STATUS_CHANGED refunded - false true -",
                        "ORDER_STATUS_CHANGED - payment_pending false true -");
        assertThat(sns.messages().get(1).attributes())
                .isEqualTo(Map.of(
                        "eventType", "ORDER_STATUS_CHANGED", "tenantId", TENANT.value(), "toStatus", "refunded"));
    }

    @Test
    void publishesNothingPersonal() {
        service.store(anOrder(TENANT, ID, OrderStatus.PENDING).build());
        change(ID, "customerEmail", fromS("MARK-1@example.com"));
        change(ID, "billingAddress", fromM(Map.of("street", fromS("MARK-2"))));
        change(ID, "paymentDetails", fromM(Map.of("transactionId", fromS("MARK-3"), "MARK@4", fromS("MARK-5"))));
        change(ID, "paymentDetails", fromM(Map.of("transactionId", fromS("MARK-6"), "MARK@4", fromS("MARK-7"))));
        change(ID, "lastUpdatedBy", fromS("MARK-8"));
        change(ID, "lastUpdateReason", fromS("MARK-9"));
        change(ID, "orderNumber", fromS("MARK-10".repeat(100)));
        handle(changes());

        assertThat(messages()).hasSize(8).asString().doesNotContain("MARK", "alice", "shop");
        assertThat(messages().get(4).at("/payload/changed")).hasToString("[\"paymentDetails.transactionId\"]");
    }

    @Test
    void publishesARepeatedRecordAgainWithTheSameText() {
        DynamodbEvent event = changesOf(3);
        handle(event);
        List<String> once = sns.messages().stream().map(SnsServer.Message::text).toList();
        handle(event);

        assertThat(sns.messages())
                .extracting(SnsServer.Message::text)
                .isEqualTo(Stream.concat(once.stream(), once.stream()).toList());
        assertThat(lastLine().get("RevisionsRepeated").asInt()).isEqualTo(3);
        assertThat(table.history().revisions(new OrderKey(TENANT, new OrderId("order_0"))))
                .hasSize(1);
    }

    @Test
    void publishesABatchOfAHundredChangesInTenRequests() {
        assertThat(handle(changesOf(100))).isEmpty();

        assertThat(sns.requests()).hasSize(10).containsOnly(10);
        assertThat(lastLine().get("EventsPublished").asInt()).isEqualTo(100);
    }

    @Test
    void letsLambdaSendTheFirstUnpublishedRecordAgain() {
        DynamodbEvent event = changesOf(13);
        sns.reject(message -> message.text().contains("\"order_11\""));

        assertThat(handle(event)).containsExactly(number(event.getRecords().get(11)));

        assertThat(table.history().revisions(new OrderKey(TENANT, new OrderId("order_12"))))
                .as("the history does not wait for the events")
                .hasSize(1);
        JsonNode error = logLines().get(0);
        assertThat(error.get("level").asText()).isEqualTo("ERROR");
        assertThat(error.get("message").asText()).startsWith("SNS rejected PublishBatch on ");
        assertThat(error.get("orderId").asText()).isEqualTo("order_11");
        assertThat(error.get("sequenceNumber").asText())
                .isEqualTo(number(event.getRecords().get(11)));
        assertThat(error.get("stackTrace").asText()).contains("PublicationException: SNS rejected");
        assertThat(lastLine().get("level").asText()).isEqualTo("ERROR");
        assertThat(lastLine().get("message").asText())
                .isEqualTo("Order history recorded, but some events are not published");
        assertThat(lastLine().get("EventsPublished").asInt()).isEqualTo(11);
        assertThat(lastLine().get("EventsFailed").asInt()).isEqualTo(2);

        sns.reject(message -> false);
        handleUntilDone(event);
        assertThat(publishedNumbers())
                .containsAll(
                        event.getRecords().stream().map(OrderEventsTest::number).toList());
    }

    @Test
    void publishesTheEventsOfAnOrderInOrderAlsoAfterARejection() {
        DynamodbEvent event = changesOfOneOrder();
        int[] rejections = {2};
        String rejected = number(event.getRecords().get(2));
        sns.reject(message -> message.text().contains(rejected) && rejections[0]-- > 0);

        handleUntilDone(event);

        assertThat(publishedNumbers())
                .isEqualTo(
                        event.getRecords().stream().map(OrderEventsTest::number).toList());
    }

    @Test
    void publishesNothingAfterARecordThatFailed() {
        DynamodbEvent event = changesOf(4);
        event.getRecords().get(2).setEventName("TRANSMOGRIFY");

        assertThat(handle(event)).containsExactly(number(event.getRecords().get(2)));

        assertThat(publishedNumbers())
                .isEqualTo(event.getRecords().subList(0, 2).stream()
                        .map(OrderEventsTest::number)
                        .toList());
    }

    @Test
    void publishesWhatIsRecordedWhenTheDatabaseFails() {
        DynamodbEvent event = changesOf(3);
        try (FaultInjectionProxy database =
                new FaultInjectionProxy(EmbeddedDynamoDb.shared().endpoint())) {
            for (int attempt = 2; attempt <= 5; attempt++) {
                database.on("PutItem", attempt, Fault.dropRequest());
            }
            service.at(database.endpoint());

            assertThat(handle(event)).containsExactly(number(event.getRecords().get(1)));
            assertThat(publishedNumbers())
                    .containsExactly(number(event.getRecords().get(0)));

            handleUntilDone(event);
        }
        assertThat(publishedNumbers())
                .containsAll(
                        event.getRecords().stream().map(OrderEventsTest::number).toList());
    }

    static Stream<Fault> persistentFaults() {
        return Stream.of(
                Fault.dropRequest(),
                Fault.dropResponse(),
                Fault.truncateResponse(),
                Fault.respond(429, SnsServer.error("Throttled", "Rate exceeded")),
                Fault.respond(500, SnsServer.error("InternalFailure", "x")));
    }

    /** The fault lasts for one call, so that the batch comes again. */
    @ParameterizedTest
    @MethodSource("persistentFaults")
    void losesNothingAndContinuesAfterAFault(Fault fault) {
        DynamodbEvent event = changesOf(12);
        try (FaultInjectionProxy proxy = new FaultInjectionProxy(sns.endpoint())) {
            for (int attempt = 1; attempt <= 4; attempt++) {
                proxy.on("PublishBatch", attempt, fault);
            }
            service.with(Wiring.SNS_ENDPOINT_VARIABLE, proxy.endpoint().toString());

            handleUntilDone(event);
        }
        assertThat(publishedNumbers())
                .containsAll(
                        event.getRecords().stream().map(OrderEventsTest::number).toList());
        assertThat(logLines().stream().filter(line -> line.has("EventsFailed")))
                .extracting(line -> line.get("EventsFailed").asInt())
                .containsExactly(12, 0);
    }

    @Test
    void publishesNothingWithoutATopic() {
        service.environment.remove(Wiring.EVENTS_TOPIC_VARIABLE);

        assertThat(handle(changesOf(2))).isEmpty();

        assertThat(sns.messages()).isEmpty();
        EmbeddedMetricFormatAssertions.check(lastLine());
        assertThat(lastLine().properties()).extracting(Map.Entry::getKey).noneMatch(name -> name.startsWith("Event"));
    }

    @Test
    void measuresTheTimeFromTheSlowestWriteToItsPublication() throws IOException {
        service.withClock(Clock.fixed(NOON.plus(Duration.ofMillis(4_250)), ZoneOffset.UTC));
        handle(changesOf(3));

        JsonNode line = lastLine();
        EmbeddedMetricFormatAssertions.check(line);
        assertThat(line.get("message").asText()).isEqualTo("Order history recorded");
        assertThat(line.get("EventsPublished").asInt()).isEqualTo(3);
        assertThat(line.get("EventsFailed").asInt()).isZero();
        assertThat(line.get("EventDelayMillis").asInt()).isEqualTo(4_250);
        assertThat(line.at("/_aws/CloudWatchMetrics").toString())
                .contains("EventsPublished", "EventsFailed", "EventDelayMillis");
        String dashboard = Files.readString(Path.of("terraform/dashboard.tf"));
        assertThat(List.of("EventsPublished", "EventsFailed", "EventDelayMillis"))
                .allSatisfy(name -> assertThat(dashboard).contains('"' + name + '"'));
    }

    @Test
    void measuresNoTimeIfNothingIsPublished() {
        DynamodbEvent event = new DynamodbEvent();
        event.setRecords(List.of());
        handle(event);

        EmbeddedMetricFormatAssertions.check(lastLine());
        assertThat(lastLine().get("EventsPublished").asInt()).isZero();
        assertThat(lastLine().has("EventDelayMillis")).isFalse();
    }

    @Test
    void usesTheEndpointOfAllServicesIfThereIsNoneForSns() {
        DynamodbEvent event = changesOf(1);
        service.environment.remove(Wiring.SNS_ENDPOINT_VARIABLE);
        service.with("AWS_ENDPOINT_URL", sns.endpoint().toString());

        assertThat(handle(event)).isEmpty();

        assertThat(messages()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "order-events-dev", "arn:aws:sns:af-south-1:123456789012:order-events.fifo"})
    void rejectsAnInvalidTopicAtStartup(String topic) {
        service.with(Wiring.EVENTS_TOPIC_VARIABLE, topic);

        assertThatIllegalArgumentException()
                .isThrownBy(service::orderHistory)
                .withMessageStartingWith("ORDER_EVENTS_TOPIC_ARN must be the ARN of a standard SNS topic");
    }

    @Test
    void rejectsAnInvalidEndpointAtStartup() {
        service.with(Wiring.SNS_ENDPOINT_VARIABLE, "localhost:4566");

        assertThatIllegalArgumentException()
                .isThrownBy(service::orderHistory)
                .withMessageStartingWith("AWS_ENDPOINT_URL_SNS must be an http or https address");
    }

    /** A consumer of an older version accepts messages with more members. */
    @Test
    void letsConsumersIgnoreNewMembers() throws IOException {
        try (Stream<Path> schemas = Files.list(Path.of("events"))) {
            assertThat(schemas.filter(file -> file.toString().endsWith(".schema.json")))
                    .hasSize(7)
                    .allSatisfy(file -> assertThat(Files.readString(file)).doesNotContain("additionalProperties"));
        }
    }

    /** To remove or rename one of them, change the version. */
    @Test
    void keepsTheMembersOfVersionOne() throws IOException {
        JsonNode schema = Json.parse(Files.readString(Path.of("events/order-event.schema.json")));

        assertThat(schema.at("/properties/version/const").asText()).isEqualTo("1.0");
        assertThat(schema.get("properties").properties())
                .extracting(Map.Entry::getKey)
                .contains("messageId", "timestamp", "eventType", "version", "source", "payload");
        assertThat(schema.at("/properties/payload/properties").properties())
                .extracting(Map.Entry::getKey)
                .contains(
                        "orderId",
                        "tenantId",
                        "orderNumber",
                        "fromStatus",
                        "toStatus",
                        "unreadable",
                        "changed",
                        "corrected",
                        "updateId",
                        "dateLastUpdated",
                        "sequenceNumber");
        assertThat(schema.at("/properties/eventType/enum"))
                .extracting(JsonNode::asText)
                .contains(
                        "ORDER_CREATED",
                        "ORDER_STATUS_CHANGED",
                        "ORDER_UPDATED",
                        "ORDER_DELETED",
                        "ORDER_RESTORED",
                        "ORDER_REMOVED");
        assertThat(List.of("fromStatus", "toStatus"))
                .allSatisfy(name -> assertThat(schema.at("/properties/payload/properties/" + name + "/enum"))
                        .extracting(JsonNode::asText)
                        .isEqualTo(Stream.of(OrderStatus.values())
                                .map(OrderStatus::wireName)
                                .toList()));
        assertThat(Instant.parse(Json.parse(Files.readString(EXAMPLES.resolve("ORDER_CREATED.json")))
                        .get("timestamp")
                        .asText()))
                .isEqualTo(NOON);
    }
}
