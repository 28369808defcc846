package com.bbws.orders.lambda;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.bbws.orders.dynamodb.testing.TableStream;
import com.bbws.orders.lambda.testing.event.EventSourceMapping;
import com.bbws.orders.lambda.testing.event.StreamEvents;
import com.bbws.orders.lambda.testing.event.StubContext;
import com.bbws.orders.lambda.testing.event.TypedHandler;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Map;

/** The real handlers, wired as in Lambda but for where their environment comes from. */
public final class LocalHandlers {

    private LocalHandlers() {}

    /** Returns a REST handler for an environment, with the machine's clock, logging to standard output. */
    public static RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> of(
            Map<String, String> environment) {
        return TypedHandler.rest(new UpdateOrderHandler(Wiring.endpoint(environment, Clock.systemUTC(), System.out)));
    }

    /**
     * Returns what keeps the history of orders, fed from the stream of their table as Lambda feeds it.
     *
     * @param environment the function's variables
     * @param stream the table's stream
     * @param log where the function's log goes
     */
    public static EventSourceMapping orderHistory(
            Map<String, String> environment, TableStream stream, PrintStream log) {
        RecordOrderHistoryHandler handler =
                new RecordOrderHistoryHandler(Wiring.orderHistory(environment, Clock.systemUTC(), log));
        return new EventSourceMapping(
                stream, event -> handler.handleRequest(StreamEvents.parse(event), new StubContext()));
    }
}
