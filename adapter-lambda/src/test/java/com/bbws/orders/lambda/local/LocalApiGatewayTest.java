package com.bbws.orders.lambda.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
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

/** The local run returns the same responses as API Gateway before and around the handler. */
class LocalApiGatewayTest {

    private static final String ORDER = "/v1.0/orders/order_pending";

    private final List<APIGatewayProxyRequestEvent> events = new ArrayList<>();
    private LocalApiGateway front;

    @BeforeEach
    void open() throws IOException {
        front = new LocalApiGateway(0, (event, context) -> {
            events.add(event);
            return new APIGatewayProxyResponseEvent()
                    .withStatusCode(200)
                    .withHeaders(Map.of("ETag", "\"1\""))
                    .withBody("{}");
        });
    }

    @AfterEach
    void close() {
        front.close();
    }

    @Test
    void passesARequestToTheHandler() throws Exception {
        HttpResponse<String> response = send(put("{}").header("X-Local-Tenant", "tenant_demo"));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("ETag")).hasValue("\"1\"");
        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.getPathParameters()).containsEntry("orderId", "order_pending");
            assertThat(event.getRequestContext().getAuthorizer())
                    .containsEntry("claims", Map.of("custom:tenantId", "tenant_demo"));
        });
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
        assertRejected(send(request("/v1.0/customers/1").GET()), 404, "NO_SUCH_RESOURCE");
        assertRejected(send(request(ORDER).DELETE()), 404, "NO_SUCH_RESOURCE");
    }

    @Test
    void returns413ForABodyAboveTheLimit() throws Exception {
        String body = " ".repeat(10 * 1024 * 1024 + 1);

        assertRejected(send(put(body).header("X-Local-Tenant", "tenant_demo")), 413, "REQUEST_TOO_LARGE");
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

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }
}
