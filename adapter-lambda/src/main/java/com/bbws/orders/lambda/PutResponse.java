package com.bbws.orders.lambda;

import java.util.Map;

/**
 * The answer to a PUT.
 *
 * @param statusCode the HTTP status code
 * @param headers the headers, each with one value
 * @param body JSON
 */
record PutResponse(int statusCode, Map<String, String> headers, String body) {

    /** Returns a text without the body, which holds an address and more, for logs. */
    @Override
    public String toString() {
        return "PutResponse[" + statusCode + "]";
    }
}
