package com.bbws.orders.lambda.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.bbws.orders.lambda.testing.event.StubContext;
import com.bbws.orders.lambda.testing.response.OpenApiDocument;
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
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Replaces API Gateway: converts HTTP requests to events of a REST API (payload version 1), and the results to HTTP
 * responses.
 *
 * <p>Its own errors and the CORS preflight come from {@code openapi.yaml}, which it also serves as a page.
 *
 * <p>For local use only. It does not verify the identity of a request, which comes from the payload of an unsigned token or
 * from the headers {@value #TENANT_HEADER} and {@value #EMAIL_HEADER}. It listens on the loopback address only.
 */
final class LocalApiGateway implements AutoCloseable {

    static final String TENANT_HEADER = "X-Local-Tenant";
    static final String EMAIL_HEADER = "X-Local-Email";
    private static final String PATH = "/v1.0/orders/";

    /** The limit of API Gateway. */
    private static final int MAX_BODY = 10 * 1024 * 1024;

    private final RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> handler;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    LocalApiGateway(int port, RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> handler)
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
            String method = exchange.getRequestMethod();
            if (method.equals("GET") && SwaggerUiPage.has(path)) {
                SwaggerUiPage.respond(exchange, path);
            } else if (!path.startsWith(PATH) || !Set.of("PUT", "OPTIONS").contains(method)) {
                // API Gateway uses this type for a route that does not exist.
                reject(exchange, "MISSING_AUTHENTICATION_TOKEN", "Missing Authentication Token");
            } else if (method.equals("OPTIONS")) {
                respond(exchange, OpenApiDocument.preflight());
            } else {
                put(exchange);
            }
        }
    }

    private void put(HttpExchange exchange) throws IOException {
        Map<String, Object> claims;
        try {
            claims = claims(exchange.getRequestHeaders());
        } catch (IllegalArgumentException | IOException noToken) {
            reject(exchange, "UNAUTHORIZED", "Unauthorized");
            return;
        }
        byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY + 1);
        if (body.length > MAX_BODY) {
            reject(exchange, "REQUEST_TOO_LARGE", "HTTP content length exceeded " + MAX_BODY + " bytes");
            return;
        }
        APIGatewayProxyResponseEvent response = handler.handleRequest(event(exchange, claims, body), new StubContext());
        respond(
                exchange,
                new OpenApiDocument.Response(response.getStatusCode(), response.getHeaders(), response.getBody()));
    }

    private static void reject(HttpExchange exchange, String type, String message) throws IOException {
        respond(
                exchange,
                OpenApiDocument.gatewayResponse(type, message, UUID.randomUUID().toString()));
    }

    private static void respond(HttpExchange exchange, OpenApiDocument.Response response) throws IOException {
        response.headers().forEach(exchange.getResponseHeaders()::set);
        byte[] body = response.body().getBytes(UTF_8);
        exchange.sendResponseHeaders(response.statusCode(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private static APIGatewayProxyRequestEvent event(HttpExchange exchange, Map<String, Object> claims, byte[] body) {
        Headers headers = exchange.getRequestHeaders();
        Map<String, List<String>> all = new HashMap<>(headers);
        Map<String, String> last = new HashMap<>();
        headers.forEach((name, values) -> last.put(name, values.get(values.size() - 1)));
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

    /** Reads the claims of the token without verifying its signature, or of the local headers; one of them is required. */
    private static Map<String, Object> claims(Headers headers) throws IOException {
        String authorization = headers.getFirst("Authorization");
        if (authorization != null) {
            // A Cognito authorizer also accepts a token without "Bearer".
            String[] token = authorization.replaceFirst("^Bearer ", "").split("\\.");
            byte[] payload = Base64.getUrlDecoder().decode(token.length > 1 ? token[1] : "none");
            return new ObjectMapper().readValue(payload, new TypeReference<>() {});
        }
        if (!headers.containsKey(TENANT_HEADER) && !headers.containsKey(EMAIL_HEADER)) {
            throw new IllegalArgumentException("The request has neither a token nor a local header");
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
