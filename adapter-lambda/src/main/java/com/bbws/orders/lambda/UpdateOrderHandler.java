package com.bbws.orders.lambda;

import static java.util.Objects.requireNonNullElseGet;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Updates an order for API Gateway's REST APIs (payload version 1). */
public final class UpdateOrderHandler
        implements RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> {

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
     * @param event the request
     * @param context the invocation
     * @return the answer; whatever fails, no exception
     */
    @Override
    public APIGatewayProxyResponseEvent handleRequest(APIGatewayProxyRequestEvent event, Context context) {
        PutResponse response =
                endpoint.handle(request(requireNonNullElseGet(event, APIGatewayProxyRequestEvent::new), context));
        return new APIGatewayProxyResponseEvent()
                .withStatusCode(response.statusCode())
                .withHeaders(response.headers())
                .withBody(response.body())
                .withIsBase64Encoded(false);
    }

    private static PutRequest request(APIGatewayProxyRequestEvent event, Context context) {
        Optional<APIGatewayProxyRequestEvent.ProxyRequestContext> gateway =
                Optional.ofNullable(event.getRequestContext());
        return new PutRequest(
                gateway.map(APIGatewayProxyRequestEvent.ProxyRequestContext::getAuthorizer)
                        .map(authorizer -> authorizer.get("claims"))
                        .map(UpdateOrderHandler::claims)
                        .orElse(Map.of()),
                Optional.ofNullable(event.getPathParameters()).map(path -> path.get("orderId")),
                ifMatch(event),
                Optional.ofNullable(event.getBody()),
                Boolean.TRUE.equals(event.getIsBase64Encoded()),
                gateway.map(APIGatewayProxyRequestEvent.ProxyRequestContext::getRequestId),
                Optional.ofNullable(context).map(Context::getAwsRequestId),
                XRayTrace.id());
    }

    /** The event type leaves the authorizer's part untyped; what is no object holds no claims. */
    @SuppressWarnings("unchecked")
    private static Map<String, ?> claims(Object claims) {
        return claims instanceof Map<?, ?> ? (Map<String, ?>) claims : Map.of();
    }

    /** The single-value map holds only the last of several headers, so the other one counts where it is there. */
    private static List<String> ifMatch(APIGatewayProxyRequestEvent event) {
        List<String> all = Stream.ofNullable(event.getMultiValueHeaders())
                .flatMap(headers -> headers.entrySet().stream())
                .filter(header -> header.getKey().equalsIgnoreCase("If-Match"))
                .flatMap(header -> Stream.ofNullable(header.getValue()).flatMap(List::stream))
                .filter(Objects::nonNull)
                .toList();
        if (!all.isEmpty()) {
            return all;
        }
        return Stream.ofNullable(event.getHeaders())
                .flatMap(headers -> headers.entrySet().stream())
                .filter(header -> header.getKey().equalsIgnoreCase("If-Match"))
                .map(Map.Entry::getValue)
                .filter(Objects::nonNull)
                .toList();
    }
}
