package com.bbws.orders.lambda;

import com.bbws.orders.domain.UpdateId;
import java.util.Map;
import java.util.Optional;

/**
 * A PUT request, independent of the type of API.
 *
 * @param method the HTTP method; empty if the event has none
 * @param claims the claims of the verified token; empty if the event has none
 * @param orderId the order id of the path, not validated
 * @param headers the headers
 * @param body the body, as text or as base64
 * @param isBase64Encoded whether the body is base64
 * @param requestId the id of the request in API Gateway, for the client; that of the invocation if the event has none
 * @param updateId the id of the request that the client cannot choose
 * @param awsRequestId the id of the invocation in Lambda
 * @param xrayTraceId the id of the trace in X-Ray
 */
record PutRequest(
        Optional<String> method,
        Map<?, ?> claims,
        Optional<String> orderId,
        RequestHeaders headers,
        Optional<String> body,
        boolean isBase64Encoded,
        Optional<String> requestId,
        UpdateId updateId,
        Optional<String> awsRequestId,
        Optional<String> xrayTraceId) {

    /** Returns a text without claims and body, which is safe to log. */
    @Override
    public String toString() {
        return "PutRequest[" + requestId.orElse("no id") + "]";
    }
}
