package com.bbws.orders.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The answer to a PUT.
 *
 * @param statusCode the HTTP status code
 * @param headers the headers, each with one value
 * @param body JSON
 */
record PutResponse(int statusCode, Map<String, String> headers, String body) {

    /** Writes it as both kinds of API ApiGatewayType take it. */
    void writeTo(OutputStream out) throws IOException {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("statusCode", statusCode);
        answer.put("headers", headers);
        answer.put("body", body);
        answer.put("isBase64Encoded", false);
        out.write(JsonWriter.write(answer).getBytes(UTF_8));
    }

    /** Returns a text without the body, which holds an address and more, for logs. */
    @Override
    public String toString() {
        return "PutResponse[" + statusCode + "]";
    }
}
