package com.bbws.orders.lambda;

import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.bbws.orders.dynamodb.testing.TableStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.Record;

/**
 * What Lambda does between a table's stream and a function, as terraform/history.tf orders it: passes on only what has the
 * key of an order, in batches, and sends a batch again from the first record on that the function could not deal with. For
 * one thread.
 */
public final class EventSourceMapping implements AutoCloseable {

    private static final int BATCH_SIZE = 100;
    private static final int MAX_RETRIES = 200;

    private final TableStream stream;
    private final Function<String, StreamsEventResponse> function;

    /**
     * Makes the mapping.
     *
     * @param stream the stream, which is closed with this
     * @param function takes the event that Lambda sends
     */
    public EventSourceMapping(TableStream stream, Function<String, StreamsEventResponse> function) {
        this.stream = stream;
        this.function = function;
    }

    /**
     * Has the function deal with everything that is new in the stream.
     *
     * @throws IllegalStateException if a record is given up
     */
    public void poll() {
        List<Record> records = new ArrayList<>(
                stream.next().stream().filter(EventSourceMapping::isOrder).toList());
        int retries = 0;
        while (!records.isEmpty()) {
            int done = send(records.subList(0, Math.min(BATCH_SIZE, records.size())));
            retries = done == 0 ? retries + 1 : 0;
            if (retries > MAX_RETRIES) {
                throw new IllegalStateException(
                        "given up: " + records.get(0).dynamodb().sequenceNumber());
            }
            records.subList(0, done).clear();
        }
    }

    /** Returns how many records of the batch need not be sent again. */
    private int send(List<Record> batch) {
        List<String> failed = function.apply(StreamEvent.json(batch)).getBatchItemFailures().stream()
                .map(StreamsEventResponse.BatchItemFailure::getItemIdentifier)
                .toList();
        List<String> numbers =
                batch.stream().map(record -> record.dynamodb().sequenceNumber()).toList();
        return failed.stream().mapToInt(numbers::indexOf).min().orElse(batch.size());
    }

    private static boolean isOrder(Record record) {
        return record.dynamodb().keys().get("SK").s().startsWith("ORDER#");
    }

    @Override
    public void close() {
        stream.close();
    }
}
