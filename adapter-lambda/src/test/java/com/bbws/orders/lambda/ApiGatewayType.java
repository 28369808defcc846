package com.bbws.orders.lambda;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.bbws.orders.lambda.testing.event.StubContext;
import com.bbws.orders.lambda.testing.event.TypedHandler;
import com.bbws.orders.lambda.testing.response.ClientResponse;
import com.fasterxml.jackson.databind.node.TextNode;

/** The two types of API in API Gateway, with events as text so that a test can send any event. */
enum ApiGatewayType {
    REST("{\"claims\":%s}") {
        @Override
        ClientResponse send(PutOrderEndpoint endpoint, String event) {
            APIGatewayProxyResponseEvent response =
                    TypedHandler.rest(new UpdateOrderHandler(endpoint)).handleRequest(event, new StubContext());
            return ClientResponse.described(response.getStatusCode(), response.getHeaders(), response.getBody());
        }
    },

    HTTP("{\"jwt\":{\"claims\":%s}}") {
        @Override
        ClientResponse send(PutOrderEndpoint endpoint, String event) {
            APIGatewayV2HTTPResponse response = TypedHandler.httpApi(new UpdateOrderHttpApiHandler(endpoint))
                    .handleRequest(event, new StubContext());
            return ClientResponse.described(response.getStatusCode(), response.getHeaders(), response.getBody());
        }
    };

    private static final String PAID = "{\"status\":\"paid\"}";

    private final String authorizer;

    ApiGatewayType(String authorizer) {
        this.authorizer = authorizer;
    }

    /** Sends an event to the handler of this type of API; it may also be an event of the other type. */
    abstract ClientResponse send(PutOrderEndpoint endpoint, String event);

    /** Returns the claims in the form of this type's authorizer. */
    final String authorizer(String claims) {
        return authorizer.formatted(claims);
    }

    /** Returns the event of a request that pays an order. */
    static String payment(String authorizer, String orderId) {
        return payment(authorizer, orderId, PAID, "");
    }

    /**
     * Returns an event.
     *
     * @param authorizer the member {@code authorizer}, as JSON
     * @param orderId the order id in the path
     * @param body the body
     * @param more more members, as JSON that begins with a comma
     */
    static String payment(String authorizer, String orderId, String body, String more) {
        return """
                {"pathParameters":{"orderId":%s},"body":%s,"isBase64Encoded":false,
                "requestContext":{"requestId":"gateway-request-1","authorizer":%s}%s}""".formatted(text(orderId), text(body), authorizer, more);
    }

    /** Returns a text as a JSON string. */
    static String text(String text) {
        return new TextNode(text).toString();
    }
}
