package com.bbws.orders.lambda.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.bbws.orders.lambda.testing.event.StubContext;
import com.bbws.orders.lambda.testing.response.OpenApiDocument;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/**
 * Replaces API Gateway: converts HTTP requests to events of a REST API (payload version 1), and the results to HTTP
 * responses.
 *
 * <p>Its own errors and the CORS preflight come from {@code openapi.yaml}, which it also serves as a page. At {@code /events} it
 * sends the events of orders.
 *
 * <p>For local use only. It does not verify the identity of a request, which comes from the payload of an unsigned token or
 * from the headers {@value #TENANT_HEADER} and {@value #EMAIL_HEADER}. It listens on the loopback address only.
 */
final class LocalApiGateway implements AutoCloseable {

    static final String TENANT_HEADER = "X-Local-Tenant";
    static final String EMAIL_HEADER = "X-Local-Email";
    private static final String PATH = "/v1.0/orders/";
    private static final Pattern RESOURCE = Pattern.compile(Pattern.quote(PATH) + "([^/]+)");

    /** The limit of API Gateway. */
    private static final int MAX_BODY = 10 * 1024 * 1024;

    private final RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> handler;
    private final SwaggerUiPage page;
    private final EventFeed events;
    private final Server server = new Server();
    private final ServerConnector connector;

    LocalApiGateway(
            int port,
            RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> handler,
            SwaggerUiPage page,
            EventFeed events) {
        this.handler = handler;
        this.page = page;
        this.events = events;
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        // An order id may contain any characters: the function rejects it. The server rejects invalid escapes only.
        http.setUriCompliance(UriCompliance.UNSAFE);
        connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
        connector.setPort(port);
        server.addConnector(connector);
        server.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws IOException {
                serve(request, response, callback);
                return true;
            }
        });
        // For requests that the server cannot parse, and for exceptions.
        server.setErrorHandler((request, response, callback) -> {
            if (response.getStatus() < 500) {
                reject(response, callback, "DEFAULT_4XX", "Bad Request");
            } else {
                System.err.println("A request failed: " + request.getAttribute(ErrorHandler.ERROR_EXCEPTION));
                reject(response, callback, "DEFAULT_5XX", "Internal Server Error");
            }
            return true;
        });
        try {
            server.start();
        } catch (Exception failure) {
            throw new IllegalStateException("The API does not start on port " + port, failure);
        }
    }

    String url() {
        return "http://localhost:" + connector.getLocalPort();
    }

    @Override
    public void close() {
        events.close();
        try {
            server.stop();
        } catch (Exception failure) {
            throw new IllegalStateException("The API does not stop", failure);
        }
    }

    private void serve(Request request, Response response, Callback callback) throws IOException {
        // The whole body is read first: a client that still sends when the connection is closed loses the response.
        InputStream in = Content.Source.asInputStream(request);
        byte[] body = in.readNBytes(MAX_BODY + 1);
        in.transferTo(OutputStream.nullOutputStream());
        String path = request.getHttpURI().getPath();
        Optional<SwaggerUiPage.Content> content =
                Set.of("GET", "HEAD").contains(request.getMethod()) ? page.at(path) : Optional.empty();
        Matcher order = RESOURCE.matcher(path);
        if (request.getMethod().equals("GET") && path.equals("/events")) {
            events.send(response, callback);
        } else if (content.isPresent()) {
            respond(
                    response,
                    callback,
                    content.get().statusCode(),
                    content.get().headers(),
                    content.get().body());
        } else if (!order.matches() || !Set.of("PUT", "OPTIONS").contains(request.getMethod())) {
            // API Gateway uses this type for a route that does not exist.
            reject(response, callback, "MISSING_AUTHENTICATION_TOKEN", "Missing Authentication Token");
        } else if (request.getMethod().equals("OPTIONS")) {
            respond(response, callback, OpenApiDocument.preflight());
        } else {
            put(request, decoded(order.group(1)), body, response, callback);
        }
    }

    private void put(Request request, String orderId, byte[] body, Response response, Callback callback) {
        Map<String, Object> claims;
        try {
            claims = claims(request.getHeaders());
        } catch (IllegalArgumentException | IOException noToken) {
            reject(response, callback, "UNAUTHORIZED", "Unauthorized");
            return;
        }
        if (body.length > MAX_BODY) {
            reject(response, callback, "REQUEST_TOO_LARGE", "HTTP content length exceeded " + MAX_BODY + " bytes");
            return;
        }
        APIGatewayProxyResponseEvent result =
                handler.handleRequest(event(request, orderId, claims, body), new StubContext());
        respond(
                response,
                callback,
                new OpenApiDocument.Response(result.getStatusCode(), result.getHeaders(), result.getBody()));
    }

    private static void reject(Response response, Callback callback, String type, String message) {
        respond(
                response,
                callback,
                OpenApiDocument.gatewayResponse(type, message, UUID.randomUUID().toString()));
    }

    private static void respond(Response response, Callback callback, OpenApiDocument.Response content) {
        respond(
                response,
                callback,
                content.statusCode(),
                content.headers(),
                content.body().getBytes(UTF_8));
    }

    private static void respond(
            Response response, Callback callback, int statusCode, Map<String, String> headers, byte[] body) {
        response.setStatus(statusCode);
        headers.forEach(response.getHeaders()::put);
        response.write(true, ByteBuffer.wrap(body), callback);
    }

    private static APIGatewayProxyRequestEvent event(
            Request request, String orderId, Map<String, Object> claims, byte[] body) {
        HttpFields headers = request.getHeaders();
        Map<String, List<String>> all = new HashMap<>();
        Map<String, String> last = new HashMap<>();
        for (String name : headers.getFieldNamesCollection()) {
            List<String> values = headers.getValuesList(name);
            all.put(name, values);
            last.put(name, values.get(values.size() - 1));
        }
        APIGatewayProxyRequestEvent.ProxyRequestContext gateway = new APIGatewayProxyRequestEvent.ProxyRequestContext();
        gateway.setRequestId(UUID.randomUUID().toString());
        gateway.setAuthorizer(Map.of("claims", claims));
        return new APIGatewayProxyRequestEvent()
                .withHttpMethod(request.getMethod())
                .withResource(PATH + "{orderId}")
                .withPath(PATH + orderId)
                .withPathParameters(Map.of("orderId", orderId))
                .withHeaders(last)
                .withMultiValueHeaders(all)
                .withBody(body.length == 0 ? null : Base64.getEncoder().encodeToString(body))
                .withIsBase64Encoded(body.length > 0)
                .withRequestContext(gateway);
    }

    /** Decodes the escapes of a path, where a plus sign means itself. */
    private static String decoded(String segment) {
        return URLDecoder.decode(segment.replace("+", "%2B"), UTF_8);
    }

    /** Reads the claims of the token without verifying its signature, or of the local headers; one of them is required. */
    private static Map<String, Object> claims(HttpFields headers) throws IOException {
        String authorization = headers.get("Authorization");
        if (authorization != null) {
            // A Cognito authorizer also accepts a token without "Bearer".
            String[] token = authorization.replaceFirst("^Bearer ", "").split("\\.");
            byte[] payload = Base64.getUrlDecoder().decode(token.length > 1 ? token[1] : "none");
            return new ObjectMapper().readValue(payload, new TypeReference<>() {});
        }
        if (!headers.contains(TENANT_HEADER) && !headers.contains(EMAIL_HEADER)) {
            throw new IllegalArgumentException("The request has neither a token nor a local header");
        }
        Map<String, Object> claims = new HashMap<>();
        if (headers.contains(TENANT_HEADER)) {
            claims.put("custom:tenantId", headers.get(TENANT_HEADER));
        }
        if (headers.contains(EMAIL_HEADER)) {
            claims.put("email", headers.get(EMAIL_HEADER));
        }
        return claims;
    }
}
