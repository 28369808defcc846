package com.bbws.orders.lambda.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.bbws.orders.lambda.LocalContext;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * What API Gateway is to the handler: turns HTTP requests into REST events (payload version 1) and answers into HTTP.
 *
 * <p>For this machine only. It believes whatever identity a request claims: the payload of an unsigned token, or the
 * headers {@value #TENANT_HEADER} and {@value #EMAIL_HEADER}. It listens on the loopback address alone.
 */
final class ApiGatewayFront implements AutoCloseable {

    static final String TENANT_HEADER = "X-Local-Tenant";
    static final String EMAIL_HEADER = "X-Local-Email";
    private static final String PATH = "/v1.0/orders/";

    private final RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> handler;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    ApiGatewayFront(int port, RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> handler)
            throws IOException {
        this.handler = handler;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", this::serve);
        server.setExecutor(threads);
        server.start();
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdown();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (!exchange.getRequestMethod().equals("PUT") || !path.startsWith(PATH)) {
                // As API Gateway answers a route that it does not have.
                answer(
                        exchange,
                        403,
                        Map.of("Content-Type", "application/json"),
                        "{\"message\":\"Missing Authentication Token\"}");
                return;
            }
            Map<String, Object> claims;
            try {
                claims = claims(exchange.getRequestHeaders());
            } catch (IllegalArgumentException | IOException noToken) {
                answer(exchange, 401, Map.of("Content-Type", "application/json"), "{\"message\":\"Unauthorized\"}");
                return;
            }
            APIGatewayProxyResponseEvent response = handler.handleRequest(event(exchange, claims), new LocalContext());
            answer(exchange, response.getStatusCode(), response.getHeaders(), response.getBody());
        }
    }

    private static void answer(HttpExchange exchange, int status, Map<String, String> headers, String text)
            throws IOException {
        headers.forEach(exchange.getResponseHeaders()::set);
        byte[] body = text.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    private static APIGatewayProxyRequestEvent event(HttpExchange exchange, Map<String, Object> claims)
            throws IOException {
        Headers headers = exchange.getRequestHeaders();
        Map<String, List<String>> all = new HashMap<>(headers);
        Map<String, String> last = new HashMap<>();
        headers.forEach((name, values) -> last.put(name, values.get(values.size() - 1)));
        byte[] body = exchange.getRequestBody().readAllBytes();
        APIGatewayProxyRequestEvent.ProxyRequestContext gateway = new APIGatewayProxyRequestEvent.ProxyRequestContext();
        gateway.setRequestId(UUID.randomUUID().toString());
        gateway.setAuthorizer(Map.of("claims", claims));
        return new APIGatewayProxyRequestEvent()
                .withHttpMethod("PUT")
                .withResource(PATH + "{orderId}")
                .withPath(exchange.getRequestURI().getPath())
                .withPathParameters(
                        Map.of("orderId", exchange.getRequestURI().getPath().substring(PATH.length())))
                .withHeaders(last)
                .withMultiValueHeaders(all)
                .withBody(body.length == 0 ? null : Base64.getEncoder().encodeToString(body))
                .withIsBase64Encoded(body.length > 0)
                .withRequestContext(gateway);
    }

    private static Map<String, Object> claims(Headers headers) throws IOException {
        String authorization = headers.getFirst("Authorization");
        if (authorization != null && authorization.startsWith("Bearer ")) {
            String[] token = authorization.substring("Bearer ".length()).split("\\.");
            byte[] payload = Base64.getUrlDecoder().decode(token.length > 1 ? token[1] : "e30");
            return new ObjectMapper().readValue(payload, new TypeReference<>() {});
        }
        Map<String, Object> claims = new HashMap<>();
        if (headers.containsKey(TENANT_HEADER)) {
            claims.put("custom:tenantId", headers.getFirst(TENANT_HEADER));
        }
        if (headers.containsKey(EMAIL_HEADER)) {
            claims.put("email", headers.getFirst(EMAIL_HEADER));
        }
        return claims;
    }
}
