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

/** The real handlers, created as in Lambda but with a given environment. */
public final class LocalHandlers {

    private LocalHandlers() {}

    /** Returns a handler for REST APIs with the system clock, which logs to standard output. */
    public static RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> of(
            Map<String, String> environment) {
        return TypedHandler.rest(new UpdateOrderHandler(Wiring.endpoint(environment, Clock.systemUTC(), System.out)));
    }

    /**
     * Returns a mapping from the stream of the table to the function that records the history, as in Lambda.
     *
     * @param environment the variables of the function
     * @param stream the stream of the table
     * @param log the destination of the function's log
     */
    public static EventSourceMapping orderHistory(
            Map<String, String> environment, TableStream stream, PrintStream log) {
        RecordOrderHistoryHandler handler =
                new RecordOrderHistoryHandler(Wiring.orderHistory(environment, Clock.systemUTC(), log));
        return new EventSourceMapping(
                stream, event -> handler.handleRequest(StreamEvents.parse(event), new StubContext()));
    }
}
