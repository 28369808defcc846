package com.bbws.orders.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.bbws.orders.application.OrderEventDocument;
import com.bbws.orders.application.RecordOrderHistory;
import com.bbws.orders.domain.contract.InMemoryOrderEvents;
import com.bbws.orders.domain.contract.InMemoryOrderHistory;
import com.bbws.orders.domain.testing.OrderFixtures;
import com.bbws.orders.dynamodb.OrderImageDecoder;
import com.bbws.orders.lambda.testing.event.LambdaJson;
import com.bbws.orders.lambda.testing.event.OrderEventAssertions;
import com.bbws.orders.lambda.testing.event.StubContext;
import com.bbws.orders.lambda.testing.response.Json;
import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StreamEventFuzzTest {

    private static final Clock CLOCK = Clock.fixed(OrderFixtures.NOON, ZoneOffset.UTC);
    private static final LambdaSettings SETTINGS = LambdaSettings.of(Map.of(), "orders-test");

    @DictionaryEntries({
        "\"Records\"",
        "\"eventName\"",
        "\"dynamodb\"",
        "\"Keys\"",
        "\"OldImage\"",
        "\"NewImage\"",
        "\"SequenceNumber\"",
        "\"S\":",
        "\"N\":",
        "\"M\":",
        "\"L\":",
        "\"NULL\":true",
        "\"BOOL\":",
        "\"NS\":[",
        "\"SS\":[",
        "\"B\":",
        "\"BS\":[",
        "\"ORDER#order_4d2e\"",
        "\"TENANT#tenant_9f1c\"",
        "\"MODIFY\"",
        "\"REMOVE\"",
        "\"userIdentity\"",
        "\"lastUpdateId\"",
        "\"INSERT\"",
        "null",
        "1e400"
    })
    @FuzzTest
    void recordsSkipsOrReportsEveryRecord(byte[] json) {
        LambdaJson.read(DynamodbEvent.class, json).ifPresent(StreamEventFuzzTest::check);
    }

    @Test
    void treatsAMissingEventAsAnEmptyBatch() {
        check(null);
    }

    private static void check(DynamodbEvent event) {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        InMemoryOrderEvents events = new InMemoryOrderEvents();
        RecordOrderHistoryHandler handler = new RecordOrderHistoryHandler(new StreamBatchProcessor(
                OrderImageDecoder::orderOf,
                OrderImageDecoder::decode,
                new RecordOrderHistory(new InMemoryOrderHistory()),
                Optional.of(events),
                CLOCK,
                new StreamBatchLog(
                        new JsonLog(new PrintStream(log, true, UTF_8), CLOCK, SETTINGS, StreamBatchLog.SERVICE))));
        StreamsEventResponse response = handler.handleRequest(event, new StubContext());
        assertThat(sequenceNumbers(event))
                .as("the records of the event")
                .containsAll(response.getBatchItemFailures().stream()
                        .map(StreamsEventResponse.BatchItemFailure::getItemIdentifier)
                        .toList());
        LambdaJson.write(response);
        events.events()
                .forEach(published -> OrderEventAssertions.check(JsonWriter.write(OrderEventDocument.of(published))));
        log.toString(UTF_8).lines().forEach(Json::parse);
    }

    private static List<String> sequenceNumbers(DynamodbEvent event) {
        return Stream.ofNullable(event)
                .flatMap(batch -> Stream.ofNullable(batch.getRecords()))
                .flatMap(List::stream)
                .filter(Objects::nonNull)
                .flatMap(record -> Stream.ofNullable(record.getDynamodb()))
                .flatMap(change -> Stream.ofNullable(change.getSequenceNumber()))
                .toList();
    }
}
