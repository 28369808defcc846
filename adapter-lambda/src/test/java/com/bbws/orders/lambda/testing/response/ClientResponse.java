package com.bbws.orders.lambda.testing.response;

import java.util.Map;

/** The response that a client receives. */
public record ClientResponse(int status, Map<String, String> headers, String body) {

    /** Returns a response after checking it against the description of the API. */
    public static ClientResponse described(int status, Map<String, String> headers, String body) {
        OpenApiAssertions.check(status, headers, body);
        return new ClientResponse(status, headers, body);
    }
}
