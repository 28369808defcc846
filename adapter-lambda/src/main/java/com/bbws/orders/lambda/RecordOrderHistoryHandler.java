package com.bbws.orders.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import java.util.List;
import java.util.Optional;

/** Records the history of orders from the stream of the orders table, whoever wrote them (docs/contract.md, 6). */
public final class RecordOrderHistoryHandler implements RequestHandler<DynamodbEvent, StreamsEventResponse> {

    private final StreamBatchProcessor recorder;

    /**
     * Makes the handler from the environment; Lambda calls this once, before the first batch.
     *
     * @throws IllegalArgumentException if a variable is set to nonsense; the message names it
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
     * @param event the stream's records
     * @param context the invocation
     * @return the records that must be sent again, by their sequence numbers; none if all is recorded
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
