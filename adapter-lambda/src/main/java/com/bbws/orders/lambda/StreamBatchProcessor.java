package com.bbws.orders.lambda;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import com.bbws.orders.application.RecordOrderHistory;
import com.bbws.orders.application.ReportedWrite;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.history.SequenceNumber;
import com.bbws.orders.domain.port.OrderImages;
import com.bbws.orders.domain.port.StoreException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;

/**
 * Records the history of orders from batches of the table's stream, and logs the result of each batch.
 *
 * <p>Lambda sends a batch again from the first failed record on, and sends no later record of the shard until that record
 * succeeds or is given up. So a record fails only if a retry may succeed or an operator must look at it. An order that cannot
 * be read is recorded as unreadable and does not fail.
 */
final class StreamBatchProcessor {

    private final OrderImages images;
    private final RecordOrderHistory recordHistory;
    private final Clock clock;
    private final StreamBatchLog log;

    StreamBatchProcessor(OrderImages images, RecordOrderHistory recordHistory, Clock clock, StreamBatchLog log) {
        this.images = images;
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
                    .flatMap(images::orderOf);
            if (order.isEmpty()) {
                batch.skipped(number);
                continue;
            }
            try {
                batch.recorded(recordHistory.handle(write(order.get(), record.getEventName(), streamed)));
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

    private ReportedWrite write(OrderKey order, String eventName, StreamRecord streamed) {
        return new ReportedWrite(
                order,
                ReportedWrite.Kind.valueOf(eventName),
                new SequenceNumber(streamed.getSequenceNumber()),
                // DynamoDB always sends the time; the current time is a close approximation.
                Optional.ofNullable(streamed.getApproximateCreationDateTime())
                        .map(Date::toInstant)
                        .orElseGet(clock::instant),
                Optional.ofNullable(streamed.getOldImage()).map(StreamItemConverter::of),
                Optional.ofNullable(streamed.getNewImage()).map(StreamItemConverter::of));
    }
}
