package com.bbws.orders.lambda.testing.event;

import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.bbws.orders.dynamodb.testing.TableStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.Record;

/**
 * Lambda's mapping from a table's stream to a function, with the settings of terraform/history.tf: passes on records with the
 * key of an order in batches, and sends a batch again from the first failed record on. Not thread-safe.
 */
public final class EventSourceMapping implements AutoCloseable {

    private static final int BATCH_SIZE = 100;
    private static final int MAX_RETRIES = 200;

    private final TableStream stream;
    private final Function<String, StreamsEventResponse> function;

    /** The records that the function has not processed yet, the oldest first. */
    private final List<Record> pending = new ArrayList<>();

    /** The number of failed attempts for the first of them. */
    private int failures;

    /**
     * Creates the mapping.
     *
     * @param stream the stream, which is closed with the mapping
     * @param function the function, which receives the event as JSON
     */
    public EventSourceMapping(TableStream stream, Function<String, StreamsEventResponse> function) {
        this.stream = stream;
        this.function = function;
    }

    /**
     * Sends all new records of the stream to the function. If it throws, this method does too, and the batch is sent again by
     * the next call.
     *
     * @throws IllegalStateException if a record is discarded; the next call sends the later ones
     */
    public void poll() {
        stream.next().stream().filter(EventSourceMapping::isOrder).forEach(pending::add);
        while (!pending.isEmpty()) {
            int done = send(pending.subList(0, Math.min(BATCH_SIZE, pending.size())));
            failures = done == 0 ? failures + 1 : 0;
            pending.subList(0, done).clear();
            if (failures > MAX_RETRIES) {
                failures = 0;
                throw new IllegalStateException(
                        "Gave up the record " + pending.remove(0).dynamodb().sequenceNumber());
            }
        }
    }

    /** Sends a batch and returns the number of records that need not be sent again. */
    private int send(List<Record> batch) {
        List<String> numbers =
                batch.stream().map(record -> record.dynamodb().sequenceNumber()).toList();
        return function.apply(StreamEvents.json(batch)).getBatchItemFailures().stream()
                .mapToInt(failure -> numbers.indexOf(failure.getItemIdentifier()))
                .min()
                .orElse(batch.size());
    }

    private static boolean isOrder(Record record) {
        return record.dynamodb().keys().get("SK").s().startsWith("ORDER#");
    }

    @Override
    public void close() {
        stream.close();
    }
}
