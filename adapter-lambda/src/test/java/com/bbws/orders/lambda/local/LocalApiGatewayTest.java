package com.bbws.orders.lambda.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The local run returns the same responses as API Gateway before and around the handler. */
class LocalApiGatewayTest {

    private static final String ORDER = "/v1.0/orders/order_pending";

    private final List<APIGatewayProxyRequestEvent> events = new ArrayList<>();
    private final EventFeed feed = new EventFeed();
    private LocalApiGateway front;

    @BeforeEach
    void open() {
        front = new LocalApiGateway(0, this::handle, new SwaggerUiPage(List::of), feed);
    }

    @AfterEach
    void close() {
        front.close();
    }

    private APIGatewayProxyResponseEvent handle(APIGatewayProxyRequestEvent event, Context context) {
        events.add(event);
        return new APIGatewayProxyResponseEvent()
                .withStatusCode(200)
                .withHeaders(Map.of("ETag", "\"1\""))
                .withBody("{}");
    }

    @Test
    void passesARequestToTheHandler() throws Exception {
        HttpResponse<String> response = send(put("{}").header("X-Local-Tenant", "tenant_demo"));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("ETag")).hasValue("\"1\"");
        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.getHttpMethod()).isEqualTo("PUT");
            assertThat(event.getPathParameters()).containsEntry("orderId", "order_pending");
            assertThat(event.getRequestContext().getAuthorizer())
                    .containsEntry("claims", Map.of("custom:tenantId", "tenant_demo"));
        });
    }

    @Test
    void sendsTheEventsThatArePublishedAndEachNewOne() throws Exception {
        feed.add("{\"n\":1}");
        HttpResponse<InputStream> response =
                HttpClient.newHttpClient().send(request("/events").GET().build(), BodyHandlers.ofInputStream());
        BufferedReader lines = new BufferedReader(new InputStreamReader(response.body(), UTF_8));

        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/event-stream");
        assertThat(nextEvent(lines)).isEqualTo("data: {\"n\":1}");
        feed.add("{\"n\":2}");
        assertThat(nextEvent(lines)).isEqualTo("data: {\"n\":2}");
        response.body().close();
    }

    @Test
    void endsTheEventsWhenTheFeedIsClosed() throws Exception {
        feed.add("{\"n\":1}");
        HttpResponse<InputStream> response =
                HttpClient.newHttpClient().send(request("/events").GET().build(), BodyHandlers.ofInputStream());
        BufferedReader lines = new BufferedReader(new InputStreamReader(response.body(), UTF_8));
        nextEvent(lines);

        feed.close();

        assertThat(lines.lines()).allSatisfy(line -> assertThat(line).isEmpty());
    }

    private static String nextEvent(BufferedReader lines) throws IOException {
        String line = lines.readLine();
        while (line.isEmpty() || line.startsWith(":")) {
            line = lines.readLine();
        }
        return line;
    }

    @ParameterizedTest
    @CsvSource({"a%2Fb, a/b", "%ff, \uFFFD", "a+b, a+b", "a%20b, a b", "a;b=c, a;b=c"})
    void decodesTheOrderId(String segment, String orderId) throws Exception {
        send(request("/v1.0/orders/" + segment)
                .header("X-Local-Tenant", "tenant_demo")
                .PUT(BodyPublishers.noBody()));

        assertThat(events)
                .singleElement()
                .satisfies(event -> assertThat(event.getPathParameters()).containsEntry("orderId", orderId));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT /v1.0/orders/%zz", "PUT /v1.0/orders/%", "GET /docs/%a", "GET /%c3%", "PUT / /"})
    void returns400ForARequestThatCannotBeParsed(String requestLine) throws Exception {
        String response = sendRaw(requestLine + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(response).startsWith("HTTP/1.1 400 ").contains("\r\nAccess-Control-Allow-Origin: *\r\n");
        JsonNode body = new ObjectMapper().readTree(response.substring(response.indexOf("\r\n\r\n")));
        assertThat(body.get("code").asText()).isEqualTo("VALIDATION_ERROR");
        assertThat(events).isEmpty();
    }

    @Test
    void readsAnUnsignedToken() throws Exception {
        send(put("{}").header("Authorization", "e30.eyJjdXN0b206dGVuYW50SWQiOiJ0ZW5hbnRfZGVtbyJ9."));

        assertThat(events)
                .singleElement()
                .satisfies(event -> assertThat(event.getRequestContext().getAuthorizer())
                        .containsEntry("claims", Map.of("custom:tenantId", "tenant_demo")));
    }

    @Test
    void returns401WithoutAnIdentity() throws Exception {
        assertRejected(send(put("{}")), 401, "UNAUTHORIZED");
        assertRejected(send(put("{}").header("Authorization", "Bearer invalid")), 401, "UNAUTHORIZED");
    }

    @Test
    void returns404ForOtherResources() throws Exception {
        assertThat(sendRaw("OPTIONS * HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 404 ")
                .contains("NO_SUCH_RESOURCE");
        assertRejected(send(request("/v1.0/customers/1").GET()), 404, "NO_SUCH_RESOURCE");
        assertRejected(send(request(ORDER).DELETE()), 404, "NO_SUCH_RESOURCE");
        assertRejected(send(request(ORDER + "/items").PUT(BodyPublishers.noBody())), 404, "NO_SUCH_RESOURCE");
        assertRejected(send(request("/docs/unknown").GET()), 404, "NO_SUCH_RESOURCE");
        assertRejected(send(request("/docs/").DELETE()), 404, "NO_SUCH_RESOURCE");
    }

    @Test
    void returns500IfTheHandlerFails() throws Exception {
        front.close();
        front = new LocalApiGateway(
                0,
                (event, context) -> {
                    throw new IllegalStateException("expected");
                },
                new SwaggerUiPage(List::of),
                feed);

        assertRejected(send(put("{}").header("X-Local-Tenant", "tenant_demo")), 500, "INTERNAL_ERROR");
    }

    @Test
    void returns413ForABodyAboveTheLimit() throws Exception {
        String body = " ".repeat(10 * 1024 * 1024 + 1);

        assertRejected(send(put(body).header("X-Local-Tenant", "tenant_demo")), 413, "REQUEST_TOO_LARGE");
    }

    @Test
    void returns401ToALargeBodyWithoutAnIdentity() throws Exception {
        String body = " ".repeat(20 * 1024 * 1024);

        assertRejected(send(put(body)), 401, "UNAUTHORIZED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/docs"})
    void redirectsToThePage(String path) throws Exception {
        HttpResponse<String> response = send(request(path).GET());

        assertThat(response.statusCode()).isEqualTo(302);
        assertThat(response.headers().firstValue("Location")).hasValue("/docs/");
    }

    @ParameterizedTest
    @CsvSource({"/openapi.yaml, application/yaml", "/openapi.json, application/json"})
    void letsPagesOfOtherOriginsReadTheDescription(String path, String contentType) throws Exception {
        HttpResponse<String> response = send(request(path).GET());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue(contentType);
        assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
        assertThat(response.body()).contains("updateOrder");
    }

    @Test
    void returnsTheHeadOfAFile() throws Exception {
        HttpResponse<String> response = send(request("/docs/swagger-ui.css").method("HEAD", BodyPublishers.noBody()));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/css");
        assertThat(response.headers().firstValue("Content-Length")).isPresent();
        assertThat(response.body()).isEmpty();
    }

    /** A server on all interfaces would accept the connection. */
    @Test
    void listensOnTheLoopbackAddressOnly() {
        int port = URI.create(front.url()).getPort();

        assertThatIOException().isThrownBy(() -> new Socket("127.0.0.2", port));
    }

    @Test
    void respondsToAPreflight() throws Exception {
        HttpResponse<String> response = send(request(ORDER).method("OPTIONS", BodyPublishers.noBody()));

        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(response.headers().firstValue("Access-Control-Allow-Headers"))
                .hasValueSatisfying(headers -> assertThat(headers).contains("If-Match"));
        assertThat(events).isEmpty();
    }

    private void assertRejected(HttpResponse<String> response, int statusCode, String code) throws IOException {
        JsonNode body = new ObjectMapper().readTree(response.body());
        assertThat(response.statusCode()).isEqualTo(statusCode);
        assertThat(body.get("code").asText()).isEqualTo(code);
        assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
        assertThat(events).isEmpty();
    }

    private HttpRequest.Builder put(String body) {
        return request(ORDER).PUT(BodyPublishers.ofString(body));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(front.url() + path));
    }

    /** Sends what no HTTP client sends. */
    private String sendRaw(String request) throws IOException {
        try (Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), URI.create(front.url()).getPort())) {
            socket.getOutputStream().write(request.getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }
}
