package com.bbws.orders.lambda;

import static com.bbws.orders.domain.testing.OrderFixtures.ID;
import static com.bbws.orders.domain.testing.OrderFixtures.KEY;
import static com.bbws.orders.domain.testing.OrderFixtures.aPayment;
import static com.bbws.orders.domain.testing.OrderFixtures.anOrder;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromBool;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromM;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.Identity;
import com.bbws.orders.application.CorrectOrder;
import com.bbws.orders.application.CorrectOrderCommand;
import com.bbws.orders.domain.Actor;
import com.bbws.orders.domain.OrderCorrection;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.domain.TenantId;
import com.bbws.orders.domain.UpdateId;
import com.bbws.orders.domain.history.Authorship;
import com.bbws.orders.domain.history.OrderRevision;
import com.bbws.orders.domain.testing.MostlyWaits;
import com.bbws.orders.dynamodb.testing.EmbeddedDynamoDb;
import com.bbws.orders.dynamodb.testing.FaultInjectionProxy;
import com.bbws.orders.dynamodb.testing.FaultInjectionProxy.Fault;
import com.bbws.orders.dynamodb.testing.OrderItems;
import com.bbws.orders.dynamodb.testing.TableStream;
import com.bbws.orders.dynamodb.testing.TestTable;
import com.bbws.orders.lambda.testing.event.StreamEvents;
import com.bbws.orders.lambda.testing.event.StubContext;
import com.bbws.orders.lambda.testing.log.EmbeddedMetricFormatAssertions;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;

/** The history of orders, recorded by the real handler from the stream of an embedded DynamoDB. */
@MostlyWaits
class RecordOrderHistoryHandlerTest {

    private static final TenantId TENANT = new TenantId("tenant_9f1c");
    private static final OrderKey ORDER = KEY;

    private final TestTable table = TestTable.embedded();
    private final EmbeddedService service = new EmbeddedService(TENANT, table).withClock(Clock.systemUTC());
    private final TableStream stream =
            EmbeddedDynamoDb.shared().stream(table.settings().tableName());

    @AfterEach
    void close() {
        stream.close();
    }

    private StreamsEventResponse handle(List<Record> records) {
        return handle(StreamEvents.parse(StreamEvents.json(records)));
    }

    private StreamsEventResponse handle(DynamodbEvent event) {
        return service.orderHistory().handleRequest(event, new StubContext());
    }

    /** Records everything that was written since the last call. */
    private void record() {
        assertThat(handle(stream.next()).getBatchItemFailures()).isEmpty();
    }

    private List<OrderRevision> history() {
        return table.history().revisions(ORDER).toList();
    }

    /** Returns the history as lines: kind, status before and after, author, reason, other changed attributes. */
    private List<String> historyLines() {
        return history().stream()
                .map(RecordOrderHistoryHandlerTest::historyLines)
                .toList();
    }

    private static String historyLines(OrderRevision revision) {
        return revision.kind()
                + " " + revision.statusBefore().orElse("-")
                + ">" + revision.statusAfter().orElse("-")
                + revision.author().actor().map(actor -> " by " + actor.name()).orElse("")
                + revision.author().reason().map(reason -> " because " + reason).orElse("")
                + revision.changed().stream().map(name -> " " + name).collect(joining());
    }

    private void change(String... namesAndValues) {
        Map<String, AttributeValue> item = new HashMap<>(service.stored(ID));
        for (int i = 0; i < namesAndValues.length; i += 2) {
            item.put(namesAndValues[i], fromS(namesAndValues[i + 1]));
        }
        service.store(item);
    }

    private void correct(OrderStatus status, String reason) {
        new CorrectOrder(table.search(), table.repository(), Clock.systemUTC())
                .handle(
                        new CorrectOrderCommand(
                                KEY,
                                new OrderCorrection(status, Optional.empty(), reason),
                                new Actor("cli:thandi"),
                                UpdateId.random()),
                        change -> true);
    }

    @Test
    void recordsEveryWriteOfTheApiAndNoRejectedRequest() {
        service.store(anOrder(TENANT, ID, OrderStatus.PENDING).build());
        service.put(ID, "{\"status\":\"payment_pending\"}");
        service.put(ID, "{\"status\":\"payment_pending\"}");
        service.put(ID, "{\"status\":\"completed\"}");
        service.put(ID, "{\"status\":\"paid\",\"paymentDetails\":{\"method\":\"eft\",\"transactionId\":\"txn-1\"}}");
        service.put(ID, "{\"paymentDetails\":{\"method\":\"eft\",\"transactionId\":\"txn-2\"}}");
        record();

        assertThat(historyLines())
                .containsExactly(
                        "created ->pending by shop",
                        "changed pending>payment_pending by alice@example.com",
                        "changed payment_pending>paid by alice@example.com paymentDetails",
                        "changed paid>paid by alice@example.com paymentDetails.transactionId");
        assertThat(history().stream()
                        .flatMap(revision -> revision.author().updateId().stream())
                        .map(UpdateId::value))
                .isEqualTo(service.logLines().stream()
                        .filter(line -> line.has("lastUpdateId"))
                        .map(line -> line.get("lastUpdateId").asText())
                        .toList())
                .hasSize(3);
    }

    @Test
    void namesTheSameAuthorFiveTimesInARow() {
        service.store(anOrder(TENANT, ID, OrderStatus.PAID).build());
        for (int i = 1; i <= 5; i++) {
            service.put(ID, "{\"paymentDetails\":{\"transactionId\":\"txn-" + i + "\"}}");
        }
        record();

        assertThat(history().subList(1, 6))
                .allSatisfy(revision -> assertThat(revision.author().actor()).contains(new Actor("alice@example.com")));
    }

    @Test
    void namesTheSameOperatorWithTheSameReasonTwice() {
        service.store(anOrder(TENANT, ID, OrderStatus.COMPLETED).build());
        correct(OrderStatus.REFUNDED, "Ticket 4711");
        correct(OrderStatus.PAID, "Ticket 4711");
        record();

        assertThat(historyLines())
                .containsExactly(
                        "created ->completed by shop",
                        "changed completed>refunded by cli:thandi because Ticket 4711",
                        "changed refunded>paid by cli:thandi because Ticket 4711");
    }

    /** A token that is later than that of the write in between, in the format of this service. */
    @Test
    void namesNoAuthorIfAnotherServicePutsBackAnOlderOrderWithANewToken() {
        service.store(anOrder(TENANT, ID, OrderStatus.PENDING).build());
        service.put(ID, "{\"status\":\"paid\"}");
        Map<String, AttributeValue> readByTheOtherService = new HashMap<>(service.stored(ID));
        correct(OrderStatus.REFUNDED, "Ticket 4711");
        readByTheOtherService.put("dateLastUpdated", fromS("2126-01-05T12:00:01.000000Z"));
        service.store(readByTheOtherService);
        record();

        assertThat(historyLines())
                .containsExactly(
                        "created ->pending by shop",
                        "changed pending>paid by alice@example.com",
                        "changed paid>refunded by cli:thandi because Ticket 4711",
                        "changed refunded>paid");
        assertThat(history().get(3).author()).isEqualTo(Authorship.UNKNOWN);
    }

    @Test
    void recordsAWriteOfARepeatedEventOnce() {
        service.store(anOrder(TENANT, ID, OrderStatus.PENDING).build());
        APIGatewayProxyRequestEvent event = service.event(ID, "{\"status\":\"paid\"}");
        service.put(event);
        service.put(event);
        record();

        assertThat(historyLines()).hasSize(2);
    }

    @Test
    void recordsTheExpiryOfAnOrder() {
        service.store(anOrder(TENANT, ID, OrderStatus.PENDING).build());
        service.remove(ID);
        DynamodbEvent event = StreamEvents.parse(StreamEvents.json(stream.next())
                .replace(
                        "\"eventName\":\"REMOVE\"",
                        "\"eventName\":\"REMOVE\",\"userIdentity\":"
                                + "{\"type\":\"Service\",\"principalId\":\"dynamodb.amazonaws.com\"}"));

        handle(event);

        assertThat(historyLines()).containsExactly("created ->pending by shop", "expired pending>-");
    }

    @ParameterizedTest
    @CsvSource({"Service, another.amazonaws.com", "User, dynamodb.amazonaws.com", ", dynamodb.amazonaws.com", "Service,"
    })
    void recordsARemovalByAnotherIdentityAsARemoval(String type, String principalId) {
        service.store(anOrder(TENANT, ID, OrderStatus.PENDING).build());
        service.remove(ID);
        DynamodbEvent event = StreamEvents.parse(StreamEvents.json(stream.next()));
        Identity identity = new Identity();
        identity.setType(type);
        identity.setPrincipalId(principalId);
        event.getRecords().get(1).setUserIdentity(identity);

        handle(event);

        assertThat(historyLines()).containsExactly("created ->pending by shop", "removed pending>-");
    }

    @Test
    void recordsCorrectionsWithTheirReasons() {
        service.store(anOrder(TENANT, ID, OrderStatus.COMPLETED)
                .paymentDetails(aPayment())
                .build());
        correct(OrderStatus.REFUNDED, "Ticket 4711");
        correct(OrderStatus.PAID, "Ticket 4712");
        service.put(ID, "{\"status\":\"processing\"}");
        record();

        assertThat(historyLines())
                .containsExactly(
                        "created ->completed by shop",
                        "changed completed>refunded by cli:thandi because Ticket 4711",
                        "changed refunded>paid by cli:thandi because Ticket 4712",
                        "changed paid>processing by alice@example.com");
    }

    @Test
    void recordsTheTimeOfTheStream() {
        // The time of a stream record has a resolution of one second, in DynamoDB Local of one minute.
        Instant before = Instant.now().minusSeconds(60);
        service.store(anOrder(TENANT, ID, OrderStatus.PENDING).build());
        record();

        assertThat(history().get(0).when()).isBetween(before, Instant.now());
    }

    @Test
    void recordsWholeItemsOfOtherServices() {
        service.store(anOrder(TENANT, ID, OrderStatus.PENDING).build());
        service.put(ID, "{\"status\":\"paid\"}");
        Map<String, AttributeValue> readByTheOtherService = service.stored(ID);
        service.put(ID, "{\"status\":\"processing\"}");
        change("pdfUrl", "https://example.com/43.pdf");
        change("lastUpdatedBy", "printer", "dateLastUpdated", "2126-01-05T12:00:01Z", "pdfUrl", "x");
        service.store(readByTheOtherService);
        record();

        assertThat(historyLines())
                .containsExactly(
                        "created ->pending by shop",
                        "changed pending>paid by alice@example.com",
                        "changed paid>processing by alice@example.com",
                        "changed processing>processing pdfUrl",
                        "changed processing>processing by printer pdfUrl",
                        "changed processing>paid pdfUrl");
    }

    @Test
    void recordsDeletionsRestorationsAndRemovals() {
        service.store(anOrder(TENANT, ID, OrderStatus.PENDING).build());
        service.store(anOrder(TENANT, ID, OrderStatus.PENDING).active(false).build());
        service.store(anOrder(TENANT, ID, OrderStatus.PENDING).build());
        service.remove(ID);
        service.store(anOrder(TENANT, ID, OrderStatus.PAID).build());
        record();

        assertThat(historyLines())
                .containsExactly(
                        "created ->pending by shop",
                        "deleted pending>pending active",
                        "restored pending>pending active",
                        "removed pending>-",
                        "created ->paid by shop");
    }

    @Test
    void writesNoRecordTwice() {
        service.store(anOrder(TENANT, ID, OrderStatus.PENDING).build());
        service.put(ID, "{\"status\":\"paid\"}");
        List<Record> records = stream.next();

        handle(records);
        List<OrderRevision> once = history();
        stream.next();
        handle(records);
        handle(records.subList(1, 2));

        assertThat(history()).isEqualTo(once).hasSize(2);
        assertThat(stream.next()).as("writes of the repeated records").isEmpty();
        assertThat(counted(1)).containsEntry("RevisionsRepeated", 2).containsEntry("RevisionsRecorded", 0);
    }

    @Test
    void listsInOrderForEveryOrderOfRecords() {
        service.store(anOrder(TENANT, ID, OrderStatus.PENDING).build());
        for (int i = 0; i < 12; i++) {
            change("pdfUrl", "https://example.com/" + i);
        }
        List<Record> records = new ArrayList<>(stream.next());
        Collections.reverse(records);
        handle(records.subList(6, 13));
        handle(records.subList(0, 6));
        Collections.reverse(records);

        assertThat(history().stream().map(revision -> revision.number().padded()))
                .isEqualTo(records.stream()
                        .map(record -> "0"
                                        .repeat(40
                                                - record.dynamodb()
                                                        .sequenceNumber()
                                                        .length())
                                + record.dynamodb().sequenceNumber())
                        .toList());
    }

    @Test
    void recordsOnlyOrders() {
        table.put(Map.of("PK", fromS("COUNTER"), "SK", fromS("ORDER#2026"), "value", fromN("7")));
        table.put(Map.of("PK", fromS("TENANT#" + TENANT.value()), "SK", fromS("CUSTOMER#1")));
        table.put(Map.of("PK", fromS("TENANT#" + TENANT.value()), "SK", fromS("ORDER#a b"), "status", fromS("paid")));
        service.store(anOrder(TENANT, ID, OrderStatus.PENDING).build());
        record();
        record(); // the items of the history itself

        assertThat(EmbeddedDynamoDb.shared().itemsOf(table.settings().tableName()))
                .filteredOn(item -> item.get("PK").s().startsWith("HISTORY#"))
                .singleElement()
                .satisfies(item -> assertThat(item.get("PK").s()).isEqualTo("HISTORY#tenant_9f1c#order_4d2e"));
        assertThat(logLines().get(0).get("level").asText()).isEqualTo("WARN");
        assertThat(logLines().get(0).get("message").asText())
                .isEqualTo("Record skipped: its key is not the key of an order");
        assertThat(logLines().get(0).get("sequenceNumber").asText()).matches("\\d+");
        assertThat(counted(3)).containsEntry("RecordsSkipped", 3).containsEntry("RevisionsRecorded", 1);
    }

    @Test
    void recordsAnUnreadableOrderAndContinues() {
        service.store(anOrder(TENANT, ID, OrderStatus.PENDING).build());
        change("status", "EXPIRED");
        Map<String, AttributeValue> withoutAToken = new HashMap<>(service.stored(ID));
        withoutAToken.put("dateLastUpdated", fromBool(true));
        withoutAToken.put("status", fromM(Map.of("oh", fromS("no"))));
        service.store(withoutAToken);
        service.store(anOrder(TENANT, ID, OrderStatus.PAID).build());
        record();

        assertThat(historyLines())
                .containsExactly(
                        "created ->pending by shop", "changed pending>EXPIRED", "changed EXPIRED>-", "changed ->paid");
        assertThat(history().get(1).problems()).singleElement().asString().startsWith("status: found 'EXPIRED'");
        assertThat(history().get(2).problems()).hasSize(2);
        assertThat(history().get(3).problems()).isEmpty();
        assertThat(counted(0)).containsEntry("RevisionsUnreadable", 2).containsEntry("RevisionsRecorded", 4);
    }

    @Test
    void recordsAnInvalidImageAsUnreadableAndContinues() {
        DynamodbEvent event = threeChanges();
        DynamodbStreamRecord poisoned = event.getRecords().get(1);
        poisoned.getDynamodb().getNewImage().get("status").setS(null); // a value without a type
        poisoned.getDynamodb().getNewImage().get("tax").setN("12,50");

        assertThat(handle(event).getBatchItemFailures()).isEmpty();

        assertThat(historyLines())
                .containsExactly("created ->pending by shop", "changed pending>-", "changed paid>paid pdfUrl");
        assertThat(history().get(1).problems()).containsExactly("the order cannot be read (IllegalArgumentException)");
    }

    @Test
    void recordsThatTheStreamHasNoImages() {
        DynamodbEvent event = threeChanges();
        event.getRecords().forEach(record -> {
            record.getDynamodb().setNewImage(null);
            record.getDynamodb().setOldImage(null);
        });

        assertThat(handle(event).getBatchItemFailures()).isEmpty();

        assertThat(historyLines()).containsExactly("created ->-", "changed ->-", "changed ->-");
        assertThat(history())
                .allSatisfy(revision -> assertThat(revision.problems())
                        .containsExactly("the stream record does not contain the order"));
    }

    @Test
    void reportsAFailedRecordAndRecordsTheOthers() {
        DynamodbEvent event = threeChanges();
        DynamodbStreamRecord poisoned = event.getRecords().get(1);
        poisoned.setEventName("TRANSMOGRIFY");

        assertThat(handle(event).getBatchItemFailures())
                .extracting(BatchItemFailure::getItemIdentifier)
                .containsExactly(poisoned.getDynamodb().getSequenceNumber());

        assertThat(historyLines()).containsExactly("created ->pending by shop", "changed paid>paid pdfUrl");
        JsonNode line = logLines().get(0);
        assertThat(line.get("level").asText()).isEqualTo("ERROR");
        assertThat(line.get("message").asText()).isEqualTo("Unexpected failure");
        assertThat(line.get("orderId").asText()).isEqualTo(ID.value());
        assertThat(line.get("tenantId").asText()).isEqualTo(TENANT.value());
        assertThat(line.get("sequenceNumber").asText())
                .isEqualTo(poisoned.getDynamodb().getSequenceNumber());
        assertThat(line.get("stackTrace").asText())
                .startsWith("java.lang.IllegalArgumentException\n")
                .contains("StreamBatchProcessor");
        assertThat(logLines().get(1).get("level").asText()).isEqualTo("ERROR");
        assertThat(logLines().get(1).get("message").asText())
                .isEqualTo("Order history recorded in part: some records failed");
        assertThat(counted(1)).containsEntry("RecordsFailed", 1).containsEntry("RevisionsRecorded", 2);
    }

    @Test
    void acceptsRecordsWithMissingMembers() {
        DynamodbEvent event = threeChanges();
        event.getRecords().get(0).setDynamodb(null);
        event.getRecords().get(1).getDynamodb().setSequenceNumber(null);
        event.getRecords().get(2).getDynamodb().setSequenceNumber("not a number");

        assertThat(handle(event).getBatchItemFailures())
                .extracting(BatchItemFailure::getItemIdentifier)
                .containsExactly("not a number");
        assertThat(counted(3)).containsEntry("RecordsFailed", 2).containsEntry("RecordsSkipped", 1);
        assertThat(service.logText()).doesNotContain("not a number");
    }

    @Test
    void usesTheCurrentTimeIfTheStreamHasNone() {
        DynamodbEvent event = threeChanges();
        event.getRecords().forEach(record -> record.getDynamodb().setApproximateCreationDateTime(null));
        Instant noon = Instant.parse("2026-01-05T12:00:00Z");
        service.withClock(Clock.fixed(noon, ZoneOffset.UTC));

        handle(event);

        assertThat(history())
                .hasSize(3)
                .allSatisfy(revision -> assertThat(revision.when()).isEqualTo(noon));
    }

    @Test
    void acceptsAnEventWithoutRecords() {
        assertThat(handle(StreamEvents.parse("{}")).getBatchItemFailures()).isEmpty();
        assertThat(handle(StreamEvents.parse("{\"Records\":[]}")).getBatchItemFailures())
                .isEmpty();
    }

    @Test
    void reportsTheRecordAtWhichTheDatabaseFailed() {
        DynamodbEvent event = threeChanges();
        try (FaultInjectionProxy proxy =
                new FaultInjectionProxy(EmbeddedDynamoDb.shared().endpoint())) {
            proxy.on("PutItem", 1, Fault.dropResponse());
            for (int attempt = 3; attempt <= 6; attempt++) {
                proxy.on("PutItem", attempt, Fault.dropRequest());
            }
            service.at(proxy.endpoint());

            assertThat(handle(event).getBatchItemFailures())
                    .extracting(BatchItemFailure::getItemIdentifier)
                    .containsExactly(event.getRecords().get(1).getDynamodb().getSequenceNumber());
            assertThat(proxy.requests("PutItem"))
                    .as("no attempt for the third record")
                    .isEqualTo(6);
            assertThat(historyLines()).containsExactly("created ->pending by shop");
            assertThat(logLines().get(0).get("message").asText()).contains("PutItem");

            assertThat(handle(event).getBatchItemFailures()).isEmpty();
        }
        assertThat(history()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TransactionConflictException", "ReplicatedWriteConflictException"})
    void retriesAfterAShortConflictAndReportsTheRecordAfterALongOne(String code) {
        DynamodbEvent event = threeChanges();
        Fault conflict = Fault.error(400, code, "Transaction is ongoing for the item");
        try (FaultInjectionProxy proxy =
                new FaultInjectionProxy(EmbeddedDynamoDb.shared().endpoint())) {
            proxy.on("PutItem", 1, conflict);
            for (int attempt = 3; attempt <= 6; attempt++) {
                proxy.on("PutItem", attempt, conflict);
            }
            service.at(proxy.endpoint());

            assertThat(handle(event).getBatchItemFailures())
                    .extracting(BatchItemFailure::getItemIdentifier)
                    .containsExactly(event.getRecords().get(1).getDynamodb().getSequenceNumber());
            assertThat(logLines().get(0).get("message").asText())
                    .startsWith("Another service is writing an item that PutItem writes to table ");

            assertThat(handle(event).getBatchItemFailures()).isEmpty();
        }
        assertThat(history()).hasSize(3);
    }

    @Test
    void writesOneItemPerRecordAndReadsNothing() {
        DynamodbEvent event = threeChanges();
        try (FaultInjectionProxy proxy =
                new FaultInjectionProxy(EmbeddedDynamoDb.shared().endpoint())) {
            service.at(proxy.endpoint());
            handle(event);

            assertThat(proxy.requests()).isEqualTo(Map.of("PutItem", 3));
        }
    }

    @Test
    void readsOnceForAWriteOfThisService() {
        service.store(anOrder(TENANT, ID, OrderStatus.PENDING).build());
        service.put(ID, "{\"status\":\"paid\"}");
        change("pdfUrl", "https://example.com/43.pdf");
        DynamodbEvent event = StreamEvents.parse(StreamEvents.json(stream.next()));
        try (FaultInjectionProxy proxy =
                new FaultInjectionProxy(EmbeddedDynamoDb.shared().endpoint())) {
            service.at(proxy.endpoint());
            handle(event);

            assertThat(proxy.requests()).isEqualTo(Map.of("PutItem", 3, "Query", 1));
        }
    }

    @Test
    void reportsTheRecordWhoseIdCannotBeLookedUp() {
        service.store(anOrder(TENANT, ID, OrderStatus.PENDING).build());
        service.put(ID, "{\"status\":\"paid\"}");
        DynamodbEvent event = StreamEvents.parse(StreamEvents.json(stream.next()));
        try (FaultInjectionProxy proxy =
                new FaultInjectionProxy(EmbeddedDynamoDb.shared().endpoint())) {
            proxy.onEvery("Query", Fault.throttle());
            service.at(proxy.endpoint());

            assertThat(handle(event).getBatchItemFailures())
                    .extracting(BatchItemFailure::getItemIdentifier)
                    .containsExactly(event.getRecords().get(1).getDynamodb().getSequenceNumber());
            assertThat(proxy.requests("PutItem")).isOne();
        }
        service.withoutFaults().orderHistory().handleRequest(event, new StubContext());
        assertThat(historyLines())
                .containsExactly("created ->pending by shop", "changed pending>paid by alice@example.com");
    }

    @Test
    void writesMetricsAtEveryLogLevel() throws IOException {
        service.with("LOG_LEVEL", "ERROR").with("ENVIRONMENT", "sit");
        handle(threeChanges());

        JsonNode line = logLines().get(0);
        EmbeddedMetricFormatAssertions.check(line);
        assertThat(line.has("message")).isFalse();
        assertThat(line.get("Environment").asText()).isEqualTo("sit");
        assertThat(counted(0))
                .isEqualTo(Map.of(
                        "RevisionsRecorded", 3,
                        "RevisionsRepeated", 0,
                        "RevisionsUnreadable", 0,
                        "RecordsSkipped", 0,
                        "RecordsFailed", 0));
        String dashboard = Files.readString(Path.of("terraform/dashboard.tf"));
        assertThat(counted(0).keySet()).allSatisfy(name -> assertThat(dashboard).contains('"' + name + '"'));
        assertThat(Files.readString(Path.of("terraform/alarms.tf"))).contains('"' + StreamBatchLog.SERVICE + '"');
    }

    @Test
    void keepsSecretsOutOfTheHistoryAndTheLog() {
        service.store(anOrder(TENANT, ID, OrderStatus.PENDING).build());
        Map<String, AttributeValue> item = new HashMap<>(service.stored(ID));
        item.put("customerEmail", fromS("MARK-1@example.com"));
        item.put("billingAddress", fromM(Map.of("street", fromS("MARK-2"))));
        item.put("paymentDetails", fromM(Map.of("transactionId", fromS("MARK-3"), "paymentId", fromS("MARK-4"))));
        item.put("items", fromS("[\"MARK-5\"]"));
        item.put("total", fromS("MARK-6"));
        item.put("unheardOf", fromS("MARK-7"));
        service.store(item);
        change("customerEmail", "MARK-8@example.com", "status", "EXPIRED");
        service.remove(ID);
        record();

        assertThat(history()).hasSize(4);
        assertThat(EmbeddedDynamoDb.shared().itemsOf(table.settings().tableName()))
                .hasSize(4)
                .asString()
                .doesNotContain("MARK");
        assertThat(service.logText()).doesNotContain("MARK").doesNotContain("shop");
    }

    @Test
    void keepsTenantsApart() {
        TenantId other = new TenantId("tenant_other");
        service.store(anOrder(TENANT, ID, OrderStatus.PENDING).build());
        table.put(anOrder(other, ID, OrderStatus.PAID).build());
        record();

        assertThat(historyLines()).containsExactly("created ->pending by shop");
        assertThat(table.history().revisions(new OrderKey(other, ID)).map(RecordOrderHistoryHandlerTest::historyLines))
                .containsExactly("created ->paid by shop");
    }

    @Test
    void comparesValuesOfEveryType() {
        Map<String, AttributeValue> item = new HashMap<>(
                OrderItems.of(anOrder(TENANT, ID, OrderStatus.PENDING).build()));
        item.put("bytes", AttributeValue.fromB(SdkBytes.fromUtf8String("a")));
        item.put("manyBytes", AttributeValue.fromBs(List.of(SdkBytes.fromUtf8String("a"))));
        item.put("texts", AttributeValue.fromSs(List.of("a", "b")));
        item.put("numbers", AttributeValue.fromNs(List.of("1", "2")));
        item.put("empty", AttributeValue.fromL(List.of()));
        item.put("emptyMap", fromM(Map.of()));
        item.put("nothing", AttributeValue.fromNul(true));
        service.store(item);
        item.put("texts", AttributeValue.fromSs(List.of("b", "a"))); // the same set in another order
        item.remove("nothing");
        item.put("pdfUrl", fromS("x"));
        service.store(item);
        item.put("bytes", AttributeValue.fromB(SdkBytes.fromUtf8String("b")));
        item.put("manyBytes", AttributeValue.fromBs(List.of(SdkBytes.fromUtf8String("b"))));
        item.put("texts", AttributeValue.fromSs(List.of("c")));
        item.put("numbers", AttributeValue.fromNs(List.of("1")));
        item.put("empty", AttributeValue.fromNul(true));
        item.put("emptyMap", fromM(Map.of("x", fromBool(false))));
        service.store(item);
        record();

        assertThat(historyLines().get(1)).isEqualTo("changed pending>pending pdfUrl");
        assertThat(historyLines().get(2))
                .isEqualTo("changed pending>pending bytes empty emptyMap.x manyBytes numbers texts");
        assertThat(history())
                .allSatisfy(revision -> assertThat(revision.problems()).isEmpty());
    }

    @Test
    void staysWithinTheItemSizeForLongAttributeNames() {
        service.store(anOrder(TENANT, ID, OrderStatus.PENDING).build());
        Map<String, AttributeValue> overdone = new HashMap<>(service.stored(ID));
        for (int i = 0; i < 300; i++) {
            overdone.put("é".repeat(200) + i, fromBool(true));
        }
        overdone.put("lastUpdatedBy", fromS("x".repeat(100_000)));
        overdone.put("lastUpdateReason", fromS("y".repeat(100_000)));
        service.store(overdone);
        record();

        assertThat(history()).hasSize(2);
        assertThat(history().get(1).changed()).hasSize(100);
    }

    /** Each request to a database that does not respond takes two seconds, so the batch ends at the first call. */
    @Test
    void endsTheBatchAtTheFirstRecordWithoutAResponse() {
        DynamodbEvent event = threeChanges();
        try (FaultInjectionProxy proxy =
                new FaultInjectionProxy(EmbeddedDynamoDb.shared().endpoint())) {
            proxy.onEvery("PutItem", Fault.hang());
            service.at(proxy.endpoint());

            assertThat(handle(event).getBatchItemFailures()).hasSize(1);
            assertThat(proxy.requests("PutItem")).as("attempts of one call").isEqualTo(4);
        }
    }

    private DynamodbEvent threeChanges() {
        service.store(anOrder(TENANT, ID, OrderStatus.PENDING).build());
        change("status", "paid");
        change("pdfUrl", "https://example.com/43.pdf");
        return StreamEvents.parse(StreamEvents.json(stream.next()));
    }

    /** Returns the log lines of the function that records the history. */
    private List<JsonNode> logLines() {
        return service.logLines().stream()
                .filter(line -> line.get("Service").asText().equals("order-history"))
                .toList();
    }

    /** Returns the metrics of a log line, whose number starts at 0. */
    private Map<String, Integer> counted(int line) {
        Map<String, Integer> counts = new HashMap<>();
        logLines().get(line).properties().forEach(member -> {
            if (member.getKey().startsWith("Re") && member.getValue().isInt()) {
                counts.put(member.getKey(), member.getValue().asInt());
            }
        });
        return counts;
    }
}
