package com.bbws.orders.lambda.testing.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A handler with the event and result types that AWS publishes, which are converted by Lambda's serializers.
 */
public final class TypedHandler<E, A> implements RequestHandler<E, A> {

    private final RequestStreamHandler handler;
    private final Class<A> response;

    private TypedHandler(RequestStreamHandler handler, Class<A> response) {
        this.handler = handler;
        this.response = response;
    }

    /** Returns the handler for REST APIs. */
    public static TypedHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> rest(
            RequestStreamHandler handler) {
        return new TypedHandler<>(handler, APIGatewayProxyResponseEvent.class);
    }

    /** Returns the handler for HTTP APIs. */
    public static TypedHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> httpApi(RequestStreamHandler handler) {
        return new TypedHandler<>(handler, APIGatewayV2HTTPResponse.class);
    }

    @Override
    public A handleRequest(E event, Context context) {
        return handleRequest(event == null ? "null" : LambdaJson.write(event), context);
    }

    /** Handles an event as text. */
    public A handleRequest(String event, Context context) {
        return handleRequest(event.getBytes(UTF_8), context);
    }

    /** Handles any event. */
    public A handleRequest(byte[] event, Context context) {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        try {
            handler.handleRequest(new ByteArrayInputStream(event), json, context);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return LambdaJson.read(response, json.toByteArray()).orElseThrow();
    }
}
