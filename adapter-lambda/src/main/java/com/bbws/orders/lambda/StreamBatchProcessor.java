package com.bbws.orders.lambda;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.Identity;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.OperationType;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import com.bbws.orders.application.OrderWrite;
import com.bbws.orders.application.RecordOrderHistory;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.history.OrderImage;
import com.bbws.orders.domain.history.SequenceNumber;
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
 * Records the history of orders from batches of the table's stream, and logs the result of each batch.
 *
 * <p>Lambda sends a batch again from the first failed record on, and sends no later record of the shard until that record
 * succeeds or is discarded. So a record fails only if a retry may succeed or an operator must check it. An order that cannot
 * be read is recorded as unreadable and does not fail.
 */
final class StreamBatchProcessor {

    private final Function<Map<String, ?>, Optional<OrderKey>> keyDecoder;
    private final BiFunction<OrderKey, Map<String, ?>, OrderImage> imageDecoder;
    private final RecordOrderHistory recordHistory;
    private final Clock clock;
    private final StreamBatchLog log;

    /**
     * Creates the processor.
     *
     * @param keyDecoder returns the order of an item, given the item's key; empty if the item is not an order
     * @param imageDecoder decodes an item of an order; it has a result for every item
     * @param recordHistory the use case
     * @param clock the time of a record without a time
     * @param log receives the result of each batch
     */
    StreamBatchProcessor(
            Function<Map<String, ?>, Optional<OrderKey>> keyDecoder,
            BiFunction<OrderKey, Map<String, ?>, OrderImage> imageDecoder,
            RecordOrderHistory recordHistory,
            Clock clock,
            StreamBatchLog log) {
        this.keyDecoder = keyDecoder;
        this.imageDecoder = imageDecoder;
        this.recordHistory = recordHistory;
        this.clock = clock;
        this.log = log;
    }

    /**
     * Records a batch.
     *
     * @param records the records; those whose key is not the key of an order are skipped
     * @param awsRequestId the id of the invocation, for the log
     * @return the sequence numbers of the failed records
     */
    List<String> record(List<DynamodbStreamRecord> records, Optional<String> awsRequestId) {
        StreamBatchLog.Batch batch = log.start(awsRequestId);
        List<String> failed = new ArrayList<>();
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
                batch.recorded(recordHistory.handle(write(order.get(), record)));
            } catch (StoreException.Unavailable failure) {
                batch.failed(number, order.get(), failure.getMessage(), failure);
                number.ifPresent(failed::add);
                break; // Lambda sends this record and all later ones again
            } catch (RuntimeException failure) {
                batch.failed(number, order.get(), "Unexpected failure", failure);
                number.ifPresent(failed::add);
            }
        }
        batch.done();
        return failed;
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
