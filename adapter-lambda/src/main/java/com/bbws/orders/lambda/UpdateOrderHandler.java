package com.bbws.orders.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Updates an order for API ApiGatewayType's REST APIs (payload version 1). */
public final class UpdateOrderHandler implements RequestStreamHandler {

    private final PutOrderEndpoint endpoint;

    /**
     * Makes the handler from the environment; Lambda calls this once, before the first request.
     *
     * @throws IllegalArgumentException if a variable is set to nonsense; the message names it
     */
    public UpdateOrderHandler() {
        this(Wiring.endpoint());
    }

    UpdateOrderHandler(PutOrderEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    /**
     * Updates one order.
     *
     * @param event the request, as API ApiGatewayType wraps it
     * @param answer gets the answer; whatever fails, there is one
     * @param context the invocation; may be {@code null}
     * @throws IOException if one of the streams fails
     */
    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        endpoint.handle(ApiGatewayEvent.ofRestApi(event, context)).writeTo(answer);
    }
}
