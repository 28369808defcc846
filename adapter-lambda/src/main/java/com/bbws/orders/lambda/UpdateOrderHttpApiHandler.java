package com.bbws.orders.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Updates an order behind an HTTP API of API Gateway (payload version 2). */
public final class UpdateOrderHttpApiHandler implements RequestStreamHandler {

    private final PutOrderEndpoint endpoint;

    /**
     * Creates the handler from the environment variables; Lambda calls this once, before the first request.
     *
     * @throws IllegalArgumentException if the value of a variable is invalid; the message names the variable
     */
    public UpdateOrderHttpApiHandler() {
        this(Wiring.endpoint());
    }

    UpdateOrderHttpApiHandler(PutOrderEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    /**
     * Updates one order.
     *
     * @param event the request, as an event of API Gateway
     * @param response receives the response; every failure has one
     * @param context the invocation; may be {@code null}
     * @throws IOException if one of the streams fails
     */
    @Override
    public void handleRequest(InputStream event, OutputStream response, Context context) throws IOException {
        endpoint.handle(ApiGatewayEvent.ofHttpApi(event, context)).writeTo(response);
    }
}
