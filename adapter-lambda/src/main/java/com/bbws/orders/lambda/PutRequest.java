package com.bbws.orders.lambda;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A PUT request, independent of the type of API.
 *
 * @param claims the claims of the verified token; empty if the event has none
 * @param orderId the order id of the path, not validated
 * @param ifMatch the values of all {@code If-Match} headers
 * @param body the body, as text or as base64
 * @param isBase64Encoded whether the body is base64
 * @param requestId the id of the request in API Gateway
 * @param awsRequestId the id of the invocation in Lambda
 * @param xrayTraceId the id of the trace in X-Ray
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

    /** Returns a text without claims and body, which is safe to log. */
    @Override
    public String toString() {
        return "PutRequest[" + requestId.orElse("no id") + "]";
    }
}
