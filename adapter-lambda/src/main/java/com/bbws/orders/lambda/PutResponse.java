package com.bbws.orders.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The response to a PUT.
 *
 * @param statusCode the HTTP status code
 * @param headers the headers, each with one value
 * @param body JSON
 */
record PutResponse(int statusCode, Map<String, String> headers, String body) {

    /** Writes the response in the form that both types of API accept. */
    void writeTo(OutputStream out) throws IOException {
        Map<String, Object> response = new LinkedHashMap<>();
        response.put("statusCode", statusCode);
        response.put("headers", headers);
        response.put("body", body);
        response.put("isBase64Encoded", false);
        out.write(JsonWriter.write(response).getBytes(UTF_8));
    }

    /** Returns a text without the body, which holds personal data; it is safe to log. */
    @Override
    public String toString() {
        return "PutResponse[" + statusCode + "]";
    }
}
