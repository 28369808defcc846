package com.bbws.orders.lambda.local;

import static com.bbws.orders.domain.testing.OrderFixtures.anOrder;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.domain.TenantId;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the page is made of. {@code SwaggerUiPageIT} tests the page in a browser. */
class SwaggerUiPageTest {

    private final SwaggerUiPage page =
            new SwaggerUiPage(() -> List.of(anOrder(new TenantId("tenant_1"), new OrderId("order_1"), OrderStatus.PAID)
                    .build()));

    @Test
    void hasTheOrdersAndTheTransitions() throws Exception {
        JsonNode json = new ObjectMapper()
                .readTree(page.at("/docs/orders.json").orElseThrow().body());

        assertThat(json.at("/orders/0/id").asText()).isEqualTo("order_1");
        assertThat(json.at("/orders/0/tenantId").asText()).isEqualTo("tenant_1");
        assertThat(json.at("/orders/0/status").asText()).isEqualTo("paid");
        assertThat(json.at("/orders/0/readable").asBoolean()).isTrue();
        assertThat(json.at("/transitions/processing"))
                .extracting(JsonNode::asText)
                .containsExactly("completed", "cancelled");
        assertThat(json.at("/transitions/refunded")).isEmpty();
    }

    @Test
    void hasTheGuideForFrontendTeamsAndLinksToIt() throws Exception {
        assertThat(new String(page.at("/docs/").orElseThrow().body(), UTF_8)).contains("href=\"api.md\"");
        assertThat(page.at("/docs/api.md").orElseThrow().body())
                .isEqualTo(Files.readAllBytes(Path.of("../docs/api.md")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/docs/unknown", "/docs/unknown.js", "/docs/../openapi.json", "/docs/index.html/", "/other"})
    void hasNothingAtOtherPaths(String path) {
        assertThat(page.at(path)).isEmpty();
    }
}
