package com.bbws.orders.lambda.testing.response;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * {@code openapi.yaml}, the responses that API Gateway creates from it (its own errors and the CORS preflight), and its copy for
 * clients.
 */
public final class OpenApiDocument {

    private static final Path FILE = Path.of("openapi.yaml");
    private static final JsonNode ANY_ORIGIN = parse(text("*"));
    private static final String PUT = "/paths/~1v1.0~1orders~1{orderId}/put";
    private static final String PREFLIGHT =
            "/paths/~1v1.0~1orders~1{orderId}/options/x-amazon-apigateway-integration/responses/default";

    /** The status code of API Gateway for a request that is invalid in a way for which it has no type. */
    private static final int BAD_REQUEST = 400;

    private OpenApiDocument() {}

    /**
     * A response of API Gateway itself.
     *
     * @param statusCode the HTTP status code
     * @param headers the headers
     * @param body JSON; empty for a preflight
     */
    public record Response(int statusCode, Map<String, String> headers, String body) {}

    /**
     * Returns the file with its placeholders replaced.
     *
     * @param corsAllowOrigin the origin whose pages may call the API
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
     * Returns a response of API Gateway without the function.
     *
     * @param type the type of gateway response, such as {@code UNAUTHORIZED}
     * @param message the message of API Gateway
     * @param requestId the id of the request
     */
    public static Response gatewayResponse(String type, String message, String requestId) {
        JsonNode response = ANY_ORIGIN.at("/x-amazon-apigateway-gateway-responses/" + type);
        String body = response.at("/responseTemplates/application~1json")
                .asText()
                .replace(
                        "$context.error.messageString",
                        TextNode.valueOf(message).toString())
                .replace("$context.requestId", requestId);
        Map<String, String> headers = headers(response.get("responseParameters"), "gatewayresponse.header.", requestId);
        headers.put("Content-Type", "application/json");
        return new Response(response.path("statusCode").asInt(BAD_REQUEST), headers, body);
    }

    /** Returns the response to the preflight request of a browser. */
    public static Response preflight() {
        JsonNode response = ANY_ORIGIN.at(PREFLIGHT);
        return new Response(
                response.get("statusCode").asInt(),
                headers(response.get("responseParameters"), "method.response.header.", ""),
                "");
    }

    /** Returns the examples of responses to a PUT: the bodies by status code and name. */
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

    /** Returns the examples of requests, by name. */
    public static Map<String, JsonNode> requestExamples() {
        Map<String, JsonNode> requests = new TreeMap<>();
        ANY_ORIGIN
                .at(PUT + "/requestBody/content/application~1json/examples")
                .properties()
                .forEach(example ->
                        requests.put(example.getKey(), example.getValue().get("value")));
        return requests;
    }

    /**
     * Returns the copy of the file for clients, as JSON: without the extensions of API Gateway, and without what only a browser
     * uses, which are the preflight and the CORS headers.
     */
    public static String consumerCopy() {
        ObjectNode copy = (ObjectNode) parse(text("*"));
        copy.get("paths").forEach(path -> ((ObjectNode) path).remove("options"));
        removeMembers(copy, name -> name.startsWith("x-amazon-apigateway-") || name.startsWith("Access-Control-"));
        return copy.toPrettyString() + "\n";
    }

    /** Writes the copy for clients to a file, for the build. */
    public static void main(String[] arguments) throws IOException {
        Files.writeString(Path.of(arguments[0]), consumerCopy());
    }

    private static void removeMembers(JsonNode node, Predicate<String> unwanted) {
        if (node instanceof ObjectNode object) {
            object.properties().removeIf(member -> unwanted.test(member.getKey()));
        }
        node.forEach(child -> removeMembers(child, unwanted));
    }

    /** Returns a part of the file. */
    public static JsonNode at(String pointer) {
        return ANY_ORIGIN.at(pointer);
    }

    /** Fixed header values of API Gateway are in single quotes. The only other value is the id of the request. */
    private static Map<String, String> headers(JsonNode parameters, String prefix, String requestId) {
        Map<String, String> headers = new TreeMap<>();
        parameters.properties().forEach(parameter -> {
            String value = parameter.getValue().asText();
            headers.put(
                    parameter.getKey().substring(prefix.length()),
                    value.equals("context.requestId") ? requestId : value.substring(1, value.length() - 1));
        });
        return headers;
    }

    private static JsonNode parse(String yaml) {
        try {
            return YAMLMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                    .build()
                    .readTree(yaml);
        } catch (IOException notYaml) {
            throw new UncheckedIOException(notYaml);
        }
    }
}
