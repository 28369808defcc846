package com.bbws.orders.lambda.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.bbws.orders.domain.LockToken;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.domain.StoredOrder;
import com.bbws.orders.lambda.testing.response.OpenApiDocument;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;

/**
 * A page with the documentation of the API that can send requests: Swagger UI from its WebJar, so it loads nothing from the
 * internet. The user of the page is signed in with the tenant of the sample orders, whose current states it shows.
 */
final class SwaggerUiPage {

    private static final String PATH = "/docs/";
    private static final Path GUIDE = Path.of("../docs/api.md");
    private static final Map<String, String> CONTENT_TYPES =
            Map.of("css", "text/css", "js", "text/javascript", "png", "image/png");
    private static final String WEB_JAR = "/META-INF/resources/webjars/swagger-ui/" + version() + "/";
    private static final String TOKEN = encoded("{\"alg\":\"none\"}") + "."
            + encoded("{\"custom:tenantId\":\"" + SampleOrders.TENANT.value() + "\",\"email\":\"thandi@example.com\"}")
            + ".";

    private final Supplier<List<StoredOrder>> orders;

    /**
     * Creates the page.
     *
     * @param orders reads the orders that the page shows
     */
    SwaggerUiPage(Supplier<List<StoredOrder>> orders) {
        this.orders = orders;
    }

    /** The response to a GET. */
    record Content(int statusCode, Map<String, String> headers, byte[] body) {}

    /** Returns what is at a path; empty if nothing is there. */
    Optional<Content> at(String path) {
        return switch (path) {
            case "/", "/docs" -> Optional.of(new Content(302, Map.of("Location", PATH), new byte[0]));
            case "/openapi.yaml" -> Optional.of(description("application/yaml", OpenApiDocument.text("*")));
            case "/openapi.json" -> Optional.of(description("application/json", OpenApiDocument.consumerCopy()));
            case PATH ->
                Optional.of(content(
                        "text/html; charset=utf-8",
                        new String(read("/docs/index.html"), UTF_8)
                                .replace("${token}", TOKEN)
                                .getBytes(UTF_8)));
            case PATH + "api.md" -> Optional.of(content("text/plain; charset=utf-8", guide()));
            case PATH + "orders.json" -> Optional.of(content("application/json", orders()));
            default -> path.startsWith(PATH) ? file(path.substring(PATH.length())) : Optional.empty();
        };
    }

    /** Pages of other origins may read the description. */
    private static Content description(String contentType, String text) {
        return new Content(
                200, Map.of("Content-Type", contentType, "Access-Control-Allow-Origin", "*"), text.getBytes(UTF_8));
    }

    private static Content content(String contentType, byte[] body) {
        return new Content(200, Map.of("Content-Type", contentType, "Cache-Control", "no-cache"), body);
    }

    private static Optional<Content> file(String name) {
        String type = CONTENT_TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (type == null
                || !name.matches("[a-z0-9-]+\\.[a-z]+")
                || SwaggerUiPage.class.getResource(WEB_JAR + name) == null) {
            return Optional.empty();
        }
        return Optional.of(content(type, read(WEB_JAR + name)));
    }

    /** The orders, and the statuses with those that are allowed next. */
    private byte[] orders() {
        Map<String, Object> transitions = new LinkedHashMap<>();
        for (OrderStatus status : OrderStatus.values()) {
            transitions.put(status.wireName(), wireNames(status));
        }
        try {
            return new ObjectMapper()
                    .writeValueAsBytes(Map.of(
                            "transitions",
                            transitions,
                            "orders",
                            orders.get().stream().map(SwaggerUiPage::row).toList()));
        } catch (JsonProcessingException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static List<String> wireNames(OrderStatus status) {
        return Arrays.stream(OrderStatus.values())
                .filter(status.successors()::contains)
                .map(OrderStatus::wireName)
                .toList();
    }

    private static Map<String, Object> row(StoredOrder order) {
        return Map.of(
                "id", order.id().value(),
                "tenantId", order.tenantId().value(),
                "active", order.isActive(),
                "readable", order.fold(readable -> true, unreadable -> false),
                "status", order.statusText().orElse(""),
                "dateLastUpdated", order.lockToken().map(LockToken::text).orElse(""));
    }

    private static byte[] guide() {
        try {
            return Files.readAllBytes(GUIDE);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static byte[] read(String resource) {
        try (InputStream in = SwaggerUiPage.class.getResourceAsStream(resource)) {
            return in.readAllBytes();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
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
