package com.bbws.orders.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.bbws.orders.domain.UpdateId;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Reads requests from the events of API Gateway. A member that is missing, or has another form than API Gateway sends, counts
 * as absent. So an event that is not JSON is a request without claims.
 *
 * <p>Lambda's runtime could convert the event to the classes of aws-lambda-java-events, but that takes a quarter of a cold
 * start (docs/performance.md). Tests check that this class reads the same as those classes.
 */
final class ApiGatewayEvent {

    private static final JsonFactory JSON = new JsonFactoryBuilder()
            // As in RequestBodyReader: clients choose the names of headers.
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private final Map<?, ?> event;

    private ApiGatewayEvent(Map<?, ?> event) {
        this.event = event;
    }

    /**
     * Reads an event of a REST API (payload version 1).
     *
     * @param json the event
     * @param context the invocation; may be {@code null}
     * @throws IOException if the stream fails
     */
    static PutRequest ofRestApi(InputStream json, Context context) throws IOException {
        ApiGatewayEvent request = parse(json);
        return request.request(
                text(request.event.get("httpMethod")), authorizer -> object(authorizer, "claims"), context);
    }

    /**
     * Reads an event of an HTTP API (payload version 2).
     *
     * @param json the event
     * @param context the invocation; may be {@code null}
     * @throws IOException if the stream fails
     */
    static PutRequest ofHttpApi(InputStream json, Context context) throws IOException {
        ApiGatewayEvent request = parse(json);
        return request.request(
                text(object(object(request.event, "requestContext"), "http").get("method")),
                authorizer -> object(object(authorizer, "jwt"), "claims"),
                context);
    }

    private static ApiGatewayEvent parse(InputStream json) throws IOException {
        try (JsonParser parser = JSON.createParser(new String(json.readAllBytes(), UTF_8))) {
            parser.nextToken();
            return new ApiGatewayEvent(value(parser) instanceof Map<?, ?> event ? event : Map.of());
        } catch (JsonProcessingException malformed) {
            return new ApiGatewayEvent(Map.of());
        }
    }

    /** Returns an object as a map, an array as a list, a text, or {@code true}; {@code null} for all others, which are not used. */
    private static Object value(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            Map<String, Object> members = new HashMap<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                members.put(name, value(parser));
            }
            return members;
        }
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            List<Object> elements = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                elements.add(value(parser));
            }
            return elements;
        }
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            return parser.getText();
        }
        return parser.currentToken() == JsonToken.VALUE_TRUE ? Boolean.TRUE : null;
    }

    private PutRequest request(Optional<String> method, Function<Map<?, ?>, Map<?, ?>> claims, Context context) {
        Map<?, ?> gateway = object(event, "requestContext");
        Optional<String> awsRequestId = Optional.ofNullable(context).map(Context::getAwsRequestId);
        return new PutRequest(
                method,
                claims.apply(object(gateway, "authorizer")),
                text(object(event, "pathParameters").get("orderId")),
                headers(),
                text(event.get("body")),
                Boolean.TRUE.equals(event.get("isBase64Encoded")),
                text(gateway.get("requestId")).or(() -> awsRequestId),
                updateId(gateway, awsRequestId),
                awsRequestId,
                XRayTrace.id());
    }

    /**
     * Returns API Gateway's id of the request, else that of the invocation. A client of a REST API can set {@code requestId} by
     * the header {@code x-amzn-RequestId}, but not {@code extendedRequestId}. An HTTP API has only {@code requestId}.
     */
    private static UpdateId updateId(Map<?, ?> gateway, Optional<String> awsRequestId) {
        return Stream.of(text(gateway.get("extendedRequestId")), text(gateway.get("requestId")), awsRequestId)
                .flatMap(Optional::stream)
                .flatMap(text -> UpdateId.of(text).stream())
                .findFirst()
                .orElseGet(UpdateId::random);
    }

    /** The single-value map of a REST API holds only the last of several headers; an HTTP API joins them there. */
    private RequestHeaders headers() {
        Map<String, List<String>> all = lists(object(event, "headers"));
        all.putAll(lists(object(event, "multiValueHeaders")));
        return new RequestHeaders(all);
    }

    private static Map<String, List<String>> lists(Map<?, ?> headers) {
        Map<String, List<String>> lists = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, value) -> (value instanceof List<?> list ? list.stream() : Stream.ofNullable(value))
                .flatMap(element -> text(element).stream())
                .forEach(text -> lists.computeIfAbsent((String) name, first -> new ArrayList<>())
                        .add(text)));
        return lists;
    }

    private static Map<?, ?> object(Map<?, ?> parent, String name) {
        return parent.get(name) instanceof Map<?, ?> object ? object : Map.of();
    }

    private static Optional<String> text(Object value) {
        return value instanceof String text ? Optional.of(text) : Optional.empty();
    }
}
