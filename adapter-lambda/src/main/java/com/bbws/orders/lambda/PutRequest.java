package com.bbws.orders.lambda;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A PUT as it arrived, whatever API ApiGatewayType wrapped around it.
 *
 * @param claims the verified token's claims; empty if no authorizer put any into the event
 * @param orderId the path's order id, unchecked
 * @param ifMatch the values of all {@code If-Match} headers
 * @param body the body, perhaps as base64
 * @param isBase64Encoded whether it is
 * @param requestId API ApiGatewayType's id of the request
 * @param awsRequestId Lambda's id of the invocation
 * @param xrayTraceId X-Ray's id of the trace
 */
record PutRequest(
        Map<?, ?> claims,
        Optional<String> orderId,
        List<String> ifMatch,
        Optional<String> body,
        boolean isBase64Encoded,
        Optional<String> requestId,
        Optional<String> awsRequestId,
        Optional<String> xrayTraceId) {

    /** Returns a text without claims and body, for logs. */
    @Override
    public String toString() {
        return "PutRequest[" + requestId.orElse("no id") + "]";
    }
}
