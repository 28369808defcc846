package com.bbws.orders.lambda;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.Identity;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.OperationType;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import com.bbws.orders.application.OrderWrite;
import com.bbws.orders.application.RecordOrderHistory;
import com.bbws.orders.application.RecordedWrite;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.history.OrderEvent;
import com.bbws.orders.domain.history.OrderImage;
import com.bbws.orders.domain.history.SequenceNumber;
import com.bbws.orders.domain.port.OrderEventPublisher;
import com.bbws.orders.domain.port.PublicationException;
import com.bbws.orders.domain.port.StoreException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Records the history of orders from batches of the table's stream, publishes an event for each recorded change, and logs the
 * result of each batch.
 *
 * <p>Lambda sends a batch again from the first failed record on, and sends no later record of the shard until that record
 * succeeds or is discarded. So a record fails only if a retry may succeed or an operator must check it. An order that cannot
 * be read is recorded as unreadable and does not fail.
 *
 * <p>Events are published after the whole batch is recorded, in the order of the stream. A change that is already recorded is
 * published again, because the attempt that recorded it may have failed before it published. The events after a failed record
 * are not published: Lambda sends their records again.
 */
final class StreamBatchProcessor {

    private final Function<Map<String, ?>, Optional<OrderKey>> keyDecoder;
    private final BiFunction<OrderKey, Map<String, ?>, OrderImage> imageDecoder;
    private final RecordOrderHistory recordHistory;
    private final Optional<OrderEventPublisher> publisher;
    private final Clock clock;
    private final StreamBatchLog log;

    /**
     * Creates the processor.
     *
     * @param keyDecoder returns the order of an item, given the item's key; empty if the item is not an order
     * @param imageDecoder decodes an item of an order; it has a result for every item
     * @param recordHistory the use case
     * @param publisher publishes the events; empty if there are no events
     * @param clock the time of a record without a time
     * @param log receives the result of each batch
     */
    StreamBatchProcessor(
            Function<Map<String, ?>, Optional<OrderKey>> keyDecoder,
            BiFunction<OrderKey, Map<String, ?>, OrderImage> imageDecoder,
            RecordOrderHistory recordHistory,
            Optional<OrderEventPublisher> publisher,
            Clock clock,
            StreamBatchLog log) {
        this.keyDecoder = keyDecoder;
        this.imageDecoder = imageDecoder;
        this.recordHistory = recordHistory;
        this.publisher = publisher;
        this.clock = clock;
        this.log = log;
    }

    /**
     * Records a batch, and publishes its events.
     *
     * @param records the records; those whose key is not the key of an order are skipped
     * @param awsRequestId the id of the invocation, for the log
     * @return the sequence numbers of the failed records
     */
    List<String> record(List<DynamodbStreamRecord> records, Optional<String> awsRequestId) {
        StreamBatchLog.Batch batch = log.start(awsRequestId);
        List<String> failed = new ArrayList<>();
        List<String> numbers = new ArrayList<>();
        List<OrderEvent> events = new ArrayList<>();
        for (DynamodbStreamRecord record : records) {
            StreamRecord streamed = Optional.ofNullable(record)
                    .map(DynamodbStreamRecord::getDynamodb)
                    .orElseGet(StreamRecord::new);
            Optional<String> number = Optional.ofNullable(streamed.getSequenceNumber());
            Optional<OrderKey> order = Optional.ofNullable(streamed.getKeys())
                    .map(StreamItemConverter::of)
                    .flatMap(keyDecoder);
            if (order.isEmpty()) {
                batch.skipped(number);
                continue;
            }
            try {
                RecordedWrite recorded = recordHistory.handle(write(order.get(), record));
                batch.recorded(recorded);
                if (failed.isEmpty()) {
                    numbers.add(streamed.getSequenceNumber());
                    events.add(recorded.event());
                }
            } catch (StoreException.Unavailable failure) {
                batch.failed(number, order.get(), failure.getMessage(), failure);
                number.ifPresent(failed::add);
                break; // Lambda sends this record and all later ones again
            } catch (RuntimeException failure) {
                batch.failed(number, order.get(), "Unexpected failure", failure);
                number.ifPresent(failed::add);
            }
        }
        publisher.flatMap(to -> publish(to, events, batch)).ifPresent(published -> failed.add(numbers.get(published)));
        batch.done();
        return failed;
    }

    /** Publishes events. Returns the number of events before the first one that is not published; empty if all are published. */
    private static Optional<Integer> publish(
            OrderEventPublisher publisher, List<OrderEvent> events, StreamBatchLog.Batch batch) {
        try {
            publisher.publish(events);
            batch.published(events, List.of(), Optional.empty());
            return Optional.empty();
        } catch (PublicationException failure) {
            int published = failure.published();
            batch.published(
                    events.subList(0, published), events.subList(published, events.size()), Optional.of(failure));
            return Optional.of(published);
        }
    }

    private OrderWrite write(OrderKey order, DynamodbStreamRecord record) {
        StreamRecord change = record.getDynamodb();
        OperationType operation = OperationType.fromValue(record.getEventName());
        return new OrderWrite(
                order,
                new SequenceNumber(change.getSequenceNumber()),
                // DynamoDB always sends the time; the current time is a close approximation.
                Optional.ofNullable(change.getApproximateCreationDateTime())
                        .map(Date::toInstant)
                        .orElseGet(clock::instant),
                operation == OperationType.INSERT ? Optional.empty() : Optional.of(image(order, change.getOldImage())),
                operation == OperationType.REMOVE ? Optional.empty() : Optional.of(image(order, change.getNewImage())),
                operation == OperationType.REMOVE && isExpiry(record.getUserIdentity()));
    }

    /** DynamoDB marks the items that it removes because their time to live (TTL) has ended. */
    private static boolean isExpiry(Identity identity) {
        return identity != null
                && "Service".equals(identity.getType())
                && "dynamodb.amazonaws.com".equals(identity.getPrincipalId());
    }

    /** A stream with another view type has no images. */
    private OrderImage image(OrderKey order, Map<String, AttributeValue> item) {
        return item == null
                ? OrderImage.unreadable("the stream record does not contain the order")
                : imageDecoder.apply(order, StreamItemConverter.of(item));
    }
}
