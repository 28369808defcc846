package com.bbws.orders.lambda.testing.event;

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

    /** What the function has not dealt with yet, the first change first. */
    private final List<Record> pending = new ArrayList<>();

    /** How often the first of them was tried in vain. */
    private int failures;

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
     * Has the function deal with everything that is new in the stream. What it throws ends this, and the batch is sent again
     * the next time.
     *
     * @throws IllegalStateException if a record is given up; those after it come the next time
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
                        "given up: " + pending.remove(0).dynamodb().sequenceNumber());
            }
        }
    }

    /** Returns how many records of the batch need not be sent again. */
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
