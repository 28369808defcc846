package com.bbws.orders.lambda.testing.response;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** {@code openapi.yaml}, and what API Gateway makes of it: its own answers and the CORS preflight. */
public final class OpenApiDocument {

    private static final Path FILE = Path.of("openapi.yaml");
    private static final JsonNode ANY_ORIGIN = parse(text("*"));
    private static final String PUT = "/paths/~1v1.0~1orders~1{orderId}/put";
    private static final String PREFLIGHT =
            "/paths/~1v1.0~1orders~1{orderId}/options/x-amazon-apigateway-integration/responses/default";

    private OpenApiDocument() {}

    /**
     * An answer of API Gateway's own.
     *
     * @param statusCode the HTTP status code
     * @param headers the headers
     * @param body JSON; empty for a preflight
     */
    public record Response(int statusCode, Map<String, String> headers, String body) {}

    /**
     * Returns the description, as Terraform would render it.
     *
     * @param corsAllowOrigin the origin whose pages may call
     */
    public static String text(String corsAllowOrigin) {
        try {
            return Files.readString(FILE)
                    .replace("${cors_allow_origin}", corsAllowOrigin)
                    .replace("${function_invoke_arn}", "arn:aws:apigateway:af-south-1:lambda:path/local")
                    .replace(
                            "${user_pool_arn}",
                            "arn:aws:cognito-idp:af-south-1:000000000000:userpool/af-south-1_EXAMPLE");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * Returns what API Gateway answers without asking the function.
     *
     * @param type the kind of gateway response, such as {@code UNAUTHORIZED}
     * @param message API Gateway's own message
     * @param requestId the request's id
     */
    public static Response gatewayResponse(String type, String message, String requestId) {
        JsonNode response = ANY_ORIGIN.at("/x-amazon-apigateway-gateway-responses/" + type);
        String body = response.at("/responseTemplates/application~1json")
                .asText()
                .replace(
                        "$context.error.messageString",
                        TextNode.valueOf(message).toString())
                .replace("$context.requestId", requestId);
        Map<String, String> headers = headers(response.get("responseParameters"), "gatewayresponse.header.");
        headers.put("Content-Type", "application/json");
        return new Response(response.get("statusCode").asInt(), headers, body);
    }

    /** Returns what API Gateway answers a browser that asks before it sends a PUT. */
    public static Response preflight() {
        JsonNode response = ANY_ORIGIN.at(PREFLIGHT);
        return new Response(
                response.get("statusCode").asInt(),
                headers(response.get("responseParameters"), "method.response.header."),
                "");
    }

    /** Returns the described answers to a PUT: by status code and name, what the body is. */
    public static Map<String, JsonNode> responseExamples() {
        Map<String, JsonNode> answers = new TreeMap<>();
        ANY_ORIGIN
                .at(PUT + "/responses")
                .properties()
                .forEach(response -> response.getValue()
                        .at("/content/application~1json/examples")
                        .properties()
                        .forEach(example -> answers.put(
                                response.getKey() + " " + example.getKey(),
                                example.getValue().get("value"))));
        return answers;
    }

    /** Returns the described requests, by name. */
    public static Map<String, JsonNode> requestExamples() {
        Map<String, JsonNode> requests = new TreeMap<>();
        ANY_ORIGIN
                .at(PUT + "/requestBody/content/application~1json/examples")
                .properties()
                .forEach(example ->
                        requests.put(example.getKey(), example.getValue().get("value")));
        return requests;
    }

    /** Returns a part of the description. */
    public static JsonNode at(String pointer) {
        return ANY_ORIGIN.at(pointer);
    }

    /** API Gateway writes fixed header values in single quotes. */
    private static Map<String, String> headers(JsonNode parameters, String prefix) {
        Map<String, String> headers = new TreeMap<>();
        parameters.properties().forEach(parameter -> {
            String value = parameter.getValue().asText();
            headers.put(parameter.getKey().substring(prefix.length()), value.substring(1, value.length() - 1));
        });
        return headers;
    }

    private static JsonNode parse(String yaml) {
        try {
            return YAMLMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .build()
                    .readTree(yaml);
        } catch (IOException notYaml) {
            throw new UncheckedIOException(notYaml);
        }
    }
}
