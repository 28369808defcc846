package com.bbws.orders.lambda.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.bbws.orders.lambda.testing.response.OpenApiDocument;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Map;
import java.util.Properties;

/**
 * A page with the documentation of the API that can send requests: Swagger UI from its WebJar, so it loads nothing from the
 * internet. The user of the page is signed in with the tenant of the sample orders.
 */
final class SwaggerUiPage {

    static final String PATH = "/docs/";

    private static final String DESCRIPTION = "/openapi.yaml";
    private static final Map<String, String> CONTENT_TYPES =
            Map.of("css", "text/css", "js", "text/javascript", "png", "image/png");
    private static final String WEB_JAR = "/META-INF/resources/webjars/swagger-ui/" + version() + "/";
    private static final String TOKEN = "Bearer " + encoded("{\"alg\":\"none\"}") + "."
            + encoded("{\"custom:tenantId\":\"" + SampleOrders.TENANT.value() + "\",\"email\":\"thandi@example.com\"}")
            + ".";

    private SwaggerUiPage() {}

    /** Returns whether a path belongs to the page. */
    static boolean has(String path) {
        return path.equals("/") || path.equals(DESCRIPTION) || path.startsWith(PATH);
    }

    /** Responds to a GET of a path of the page. */
    static void respond(HttpExchange exchange, String path) throws IOException {
        if (path.equals("/")) {
            exchange.getResponseHeaders().set("Location", PATH);
            exchange.sendResponseHeaders(302, -1);
        } else if (path.equals(DESCRIPTION)) {
            respond(exchange, "application/yaml", OpenApiDocument.text("*").getBytes(UTF_8));
        } else if (path.equals(PATH)) {
            String page = new String(read("/docs/index.html"), UTF_8);
            respond(
                    exchange,
                    "text/html; charset=utf-8",
                    page.replace("${token}", TOKEN).getBytes(UTF_8));
        } else {
            file(exchange, path.substring(PATH.length()));
        }
    }

    private static void file(HttpExchange exchange, String name) throws IOException {
        String type = CONTENT_TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (type == null
                || !name.matches("[a-z0-9-]+\\.[a-z]+")
                || SwaggerUiPage.class.getResource(WEB_JAR + name) == null) {
            exchange.sendResponseHeaders(404, -1);
        } else {
            respond(exchange, type, read(WEB_JAR + name));
        }
    }

    private static void respond(HttpExchange exchange, String contentType, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", contentType);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }

    private static byte[] read(String resource) throws IOException {
        try (InputStream in = SwaggerUiPage.class.getResourceAsStream(resource)) {
            return in.readAllBytes();
        }
    }

    private static String version() {
        Properties webJar = new Properties();
        try (InputStream in =
                SwaggerUiPage.class.getResourceAsStream("/META-INF/maven/org.webjars/swagger-ui/pom.properties")) {
            webJar.load(in);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return webJar.getProperty("version");
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(UTF_8));
    }
}
