package com.bbws.orders.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.bbws.orders.application.ExpectedVersion;
import com.bbws.orders.domain.LockToken;
import com.bbws.orders.domain.UpdateId;
import com.bbws.orders.lambda.testing.event.LambdaJson;
import com.bbws.orders.lambda.testing.event.StubContext;
import com.bbws.orders.lambda.testing.response.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads the same from an event as Lambda's serializer reads into the event types that AWS publishes. */
class ApiGatewayEventTest {

    private static final Path EVENTS = Path.of("src/test/resources/events");
    private static final StubContext CONTEXT = new StubContext();

    @ParameterizedTest
    @MethodSource("variations")
    void readsTheSameAsTheEventTypeOfRestApis(Consumer<ObjectNode> variation) throws IOException {
        byte[] json = event("put-order-rest.json", variation);

        assertThat(ApiGatewayEvent.ofRestApi(new ByteArrayInputStream(json), CONTEXT))
                .isEqualTo(request(
                        LambdaJson.read(APIGatewayProxyRequestEvent.class, json).orElseThrow()));
    }

    @ParameterizedTest
    @MethodSource("variations")
    void readsTheSameAsTheEventTypeOfHttpApis(Consumer<ObjectNode> variation) throws IOException {
        byte[] json = event("put-order-http-api.json", variation);

        assertThat(ApiGatewayEvent.ofHttpApi(new ByteArrayInputStream(json), CONTEXT))
                .isEqualTo(request(
                        LambdaJson.read(APIGatewayV2HTTPEvent.class, json).orElseThrow()));
    }

    private static PutRequest request(APIGatewayProxyRequestEvent event) {
        return new PutRequest(
                Optional.of("PUT"),
                (Map<?, ?>) event.getRequestContext().getAuthorizer().get("claims"),
                orderId(event.getPathParameters()),
                new RequestHeaders(
                        event.getMultiValueHeaders() == null
                                ? lists(event.getHeaders())
                                : event.getMultiValueHeaders()),
                Optional.ofNullable(event.getBody()),
                Boolean.TRUE.equals(event.getIsBase64Encoded()),
                Optional.of(event.getRequestContext().getRequestId()),
                new UpdateId(event.getRequestContext().getExtendedRequestId()),
                Optional.of(CONTEXT.getAwsRequestId()),
                Optional.empty());
    }

    private static PutRequest request(APIGatewayV2HTTPEvent event) {
        return new PutRequest(
                Optional.of("PUT"),
                event.getRequestContext().getAuthorizer().getJwt().getClaims(),
                orderId(event.getPathParameters()),
                new RequestHeaders(lists(event.getHeaders())),
                Optional.ofNullable(event.getBody()),
                event.getIsBase64Encoded(),
                Optional.of(event.getRequestContext().getRequestId()),
                new UpdateId(event.getRequestContext().getRequestId()),
                Optional.of(CONTEXT.getAwsRequestId()),
                Optional.empty());
    }

    private static Optional<String> orderId(Map<String, String> pathParameters) {
        return Optional.ofNullable(pathParameters).map(path -> path.get("orderId"));
    }

    private static Map<String, List<String>> lists(Map<String, String> headers) {
        return Stream.ofNullable(headers)
                .flatMap(all -> all.entrySet().stream())
                .collect(toMap(Map.Entry::getKey, header -> List.of(header.getValue())));
    }

    static Stream<Consumer<ObjectNode>> variations() {
        return Stream.of(
                event -> {},
                event -> event.put("isBase64Encoded", true),
                event -> event.putNull("body"),
                event -> event.put("body", "{\"status\":\"paid\",\"note\":\"Größe 🧾 \\u0000 \\\" \\n\"}"),
                event -> event.putNull("pathParameters"),
                event -> event.putObject("pathParameters").put("orderId", ""),
                event -> event.remove(List.of("headers", "multiValueHeaders")),
                event -> {
                    event.putNull("multiValueHeaders");
                    event.putNull("headers");
                },
                event -> event.remove("multiValueHeaders"),
                event -> event.putObject("unheardOf").putArray("list").add(1.5).addNull());
    }

    @Test
    void hasTheIdOfTheInvocationIfTheGatewaySendsNone() throws IOException {
        byte[] json =
                event("put-order-rest.json", event -> ((ObjectNode) event.get("requestContext")).remove("requestId"));

        assertThat(ApiGatewayEvent.ofRestApi(new ByteArrayInputStream(json), CONTEXT)
                        .requestId())
                .contains(CONTEXT.getAwsRequestId());
    }

    /** A client sets the request id of a REST API by the header {@code x-amzn-RequestId}. */
    @Test
    void hasAnUpdateIdThatTheClientCannotSet() throws IOException {
        assertThat(updateId(
                        gateway -> gateway.put("requestId", "of-the-client").put("extendedRequestId", "JKJaXmPLvHc=")))
                .isEqualTo("JKJaXmPLvHc=");
    }

    @Test
    void hasTheIdOfTheInvocationAsUpdateIdIfTheGatewaySendsNone() throws IOException {
        assertThat(updateId(gateway -> gateway.remove(List.of("requestId", "extendedRequestId"))))
                .isEqualTo(CONTEXT.getAwsRequestId());
        assertThat(updateId(gateway -> gateway.put("requestId", "a b").put("extendedRequestId", "")))
                .isEqualTo(CONTEXT.getAwsRequestId());
    }

    @Test
    void hasARandomUpdateIdWithoutGatewayAndInvocation() throws IOException {
        UpdateId first =
                ApiGatewayEvent.ofRestApi(InputStream.nullInputStream(), null).updateId();
        UpdateId second =
                ApiGatewayEvent.ofRestApi(InputStream.nullInputStream(), null).updateId();

        assertThat(second).isNotEqualTo(first);
    }

    private static String updateId(Consumer<ObjectNode> variation) throws IOException {
        byte[] json = event("put-order-rest.json", event -> variation.accept((ObjectNode) event.get("requestContext")));
        return ApiGatewayEvent.ofRestApi(new ByteArrayInputStream(json), CONTEXT)
                .updateId()
                .value();
    }

    @Test
    void readsAllHeadersOfARestApi() throws IOException {
        byte[] json = event("put-order-rest.json", event -> {
            ObjectNode headers = event.putObject("multiValueHeaders");
            headers.putArray("if-match").add("\"a\"").addNull().add("\"b\"");
            headers.putArray("IF-MATCH").add("\"c\"");
        });

        assertThat(ApiGatewayEvent.ofRestApi(new ByteArrayInputStream(json), null)
                        .headers()
                        .expectedVersion(false))
                .isEqualTo(ExpectedVersion.oneOf(Set.of(new LockToken("a"), new LockToken("b"), new LockToken("c"))));
    }

    @ParameterizedTest
    @MethodSource("deeplyNested")
    @ValueSource(
            strings = {
                "",
                "null",
                "4711",
                "[]",
                "{",
                "{\"body\"",
                "{\"requestContext\":null}",
                "{\"requestContext\":[{\"authorizer\":{\"claims\":{\"custom:tenantId\":\"t\"}}}]}",
                "{\"requestContext\":{\"authorizer\":\"claims\",\"requestId\":5}}",
                "{\"requestContext\":{\"authorizer\":{\"claims\":[\"custom:tenantId\"]}},\"body\":{},\"isBase64Encoded\":\"true\","
                        + "\"pathParameters\":{\"orderId\":[]},\"headers\":{\"If-Match\":7},\"multiValueHeaders\":{\"If-Match\":{}},\"httpMethod\":1}"
            })
    void treatsMembersOfAnotherFormAsAbsent(String event) throws IOException {
        PutRequest request = ApiGatewayEvent.ofRestApi(new ByteArrayInputStream(event.getBytes(UTF_8)), null);

        assertThat(request)
                .isEqualTo(new PutRequest(
                        Optional.empty(),
                        Map.of(),
                        Optional.empty(),
                        new RequestHeaders(Map.of()),
                        Optional.empty(),
                        false,
                        Optional.empty(),
                        request.updateId(),
                        Optional.empty(),
                        Optional.empty()));
    }

    /** Exceeds the nesting limit of the parser, and would exceed the stack. */
    static Stream<String> deeplyNested() {
        return Stream.of("[".repeat(100_000), "{\"body\":".repeat(100_000), "[".repeat(900) + "]".repeat(900));
    }

    private static byte[] event(String file, Consumer<ObjectNode> variation) throws IOException {
        ObjectNode event = (ObjectNode) Json.parse(Files.readString(EVENTS.resolve(file)));
        variation.accept(event);
        return event.toString().getBytes(UTF_8);
    }
}
