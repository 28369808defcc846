package com.bbws.orders.lambda.testing.event;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.StreamRecord;

/** Records of a table's stream in the form in which Lambda sends them to a function. */
public final class StreamEvents {

    private static final ObjectMapper JSON = new ObjectMapper();

    private StreamEvents() {}

    /** Returns the event that Lambda sends. */
    public static String json(List<Record> records) {
        ObjectNode event = JSON.createObjectNode();
        ArrayNode list = event.putArray("Records");
        records.forEach(record -> list.add(json(record)));
        return event.toString();
    }

    /** Reads an event as Lambda's Java runtimes do. */
    public static DynamodbEvent parse(String json) {
        return LambdaEventSerializers.serializerFor(DynamodbEvent.class, StreamEvents.class.getClassLoader())
                .fromJson(json);
    }

    private static ObjectNode json(Record record) {
        StreamRecord change = record.dynamodb();
        ObjectNode json = JSON.createObjectNode()
                .put("eventID", record.eventID())
                .put("eventName", record.eventNameAsString())
                .put("eventVersion", "1.1")
                .put("eventSource", "aws:dynamodb")
                .put("awsRegion", "af-south-1")
                .put("eventSourceARN", "arn:aws:dynamodb:af-south-1:123456789012:table/orders/stream/2026");
        ObjectNode dynamodb = json.putObject("dynamodb")
                .put(
                        "ApproximateCreationDateTime",
                        BigDecimal.valueOf(change.approximateCreationDateTime().toEpochMilli(), 3))
                .put("SequenceNumber", change.sequenceNumber())
                .put("SizeBytes", change.sizeBytes())
                .put("StreamViewType", change.streamViewTypeAsString());
        dynamodb.set("Keys", item(change.keys()));
        if (change.hasOldImage()) {
            dynamodb.set("OldImage", item(change.oldImage()));
        }
        if (change.hasNewImage()) {
            dynamodb.set("NewImage", item(change.newImage()));
        }
        return json;
    }

    private static ObjectNode item(Map<String, AttributeValue> attributes) {
        ObjectNode item = JSON.createObjectNode();
        attributes.forEach((name, value) -> item.set(name, value(value)));
        return item;
    }

    private static ObjectNode value(AttributeValue value) {
        ObjectNode json = JSON.createObjectNode();
        switch (value.type()) {
            case S -> json.put("S", value.s());
            case N -> json.put("N", value.n());
            case BOOL -> json.put("BOOL", value.bool());
            case NUL -> json.put("NULL", true);
            case M -> json.set("M", item(value.m()));
            case L -> {
                ArrayNode elements = json.putArray("L");
                value.l().forEach(element -> elements.add(value(element)));
            }
            case SS -> value.ss().forEach(json.putArray("SS")::add);
            case NS -> value.ns().forEach(json.putArray("NS")::add);
            case B -> json.put("B", value.b().asByteArray());
            case BS -> {
                ArrayNode elements = json.putArray("BS");
                value.bs().forEach(bytes -> elements.add(bytes.asByteArray()));
            }
            // In the stream of DynamoDB Local an empty map has no type.
            case UNKNOWN_TO_SDK_VERSION -> json.putObject("M");
        }
        return json;
    }
}
