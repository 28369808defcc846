package com.bbws.orders.lambda;

import static java.util.Objects.requireNonNullElseGet;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Updates an order for API Gateway's HTTP APIs (payload version 2). */
public final class UpdateOrderHttpApiHandler
        implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {

    private final PutOrderEndpoint endpoint;

    /**
     * Makes the handler from the environment; Lambda calls this once, before the first request.
     *
     * @throws IllegalArgumentException if a variable is set to nonsense; the message names it
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
     * @param event the request
     * @param context the invocation
     * @return the answer; whatever fails, no exception
     */
    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        PutResponse response =
                endpoint.handle(request(requireNonNullElseGet(event, APIGatewayV2HTTPEvent::new), context));
        return APIGatewayV2HTTPResponse.builder()
                .withStatusCode(response.statusCode())
                .withHeaders(response.headers())
                .withBody(response.body())
                .withIsBase64Encoded(false)
                .build();
    }

    private static PutRequest request(APIGatewayV2HTTPEvent event, Context context) {
        Optional<RequestContext> gateway = Optional.ofNullable(event.getRequestContext());
        return new PutRequest(
                gateway.map(RequestContext::getAuthorizer)
                        .map(RequestContext.Authorizer::getJwt)
                        .map(RequestContext.Authorizer.JWT::getClaims)
                        .orElse(Map.of()),
                Optional.ofNullable(event.getPathParameters()).map(path -> path.get("orderId")),
                Stream.ofNullable(event.getHeaders())
                        .flatMap(headers -> headers.entrySet().stream())
                        .filter(header -> header.getKey().equalsIgnoreCase("If-Match"))
                        .map(Map.Entry::getValue)
                        .filter(Objects::nonNull)
                        .toList(),
                Optional.ofNullable(event.getBody()),
                event.getIsBase64Encoded(),
                gateway.map(RequestContext::getRequestId),
                Optional.ofNullable(context).map(Context::getAwsRequestId),
                XRayTrace.id());
    }
}
