package com.bbws.orders.lambda.testing.response;

import java.util.Map;

/** What a client gets. */
public record ClientResponse(int status, Map<String, String> headers, String body) {

    /** Returns an answer that has been held against the API's description. */
    public static ClientResponse described(int status, Map<String, String> headers, String body) {
        OpenApiAssertions.check(status, headers, body);
        return new ClientResponse(status, headers, body);
    }
}
