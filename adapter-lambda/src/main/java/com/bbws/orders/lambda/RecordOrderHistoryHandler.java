package com.bbws.orders.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import java.util.List;
import java.util.Optional;

/** Records every write of an order, by any service, from the stream of the orders table (docs/contract.md, 6). */
public final class RecordOrderHistoryHandler implements RequestHandler<DynamodbEvent, StreamsEventResponse> {

    private final StreamBatchProcessor recorder;

    /**
     * Creates the handler from the environment variables; Lambda calls this once, before the first batch.
     *
     * @throws IllegalArgumentException if the value of a variable is invalid; the message names the variable
     */
    public RecordOrderHistoryHandler() {
        this(Wiring.orderHistory());
    }

    RecordOrderHistoryHandler(StreamBatchProcessor recorder) {
        this.recorder = recorder;
    }

    /**
     * Records a batch of changes.
     *
     * @param event the records of the stream
     * @param context the invocation
     * @return the sequence numbers of the records that Lambda must send again; empty if all are recorded
     */
    @Override
    public StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
        List<String> failed = recorder.record(
                Optional.ofNullable(event).map(DynamodbEvent::getRecords).orElse(List.of()),
                Optional.ofNullable(context).map(Context::getAwsRequestId));
        return new StreamsEventResponse(
                failed.stream().map(BatchItemFailure::new).toList());
    }
}
