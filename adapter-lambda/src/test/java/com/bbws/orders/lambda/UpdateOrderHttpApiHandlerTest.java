package com.bbws.orders.lambda;

import static com.bbws.orders.domain.testing.OrderFixtures.ID;
import static com.bbws.orders.domain.testing.OrderFixtures.anOrder;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.lambda.testing.response.Json;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The differences of payload version 2; {@link UpdateOrderHandlerTest} tests the rules. */
class UpdateOrderHttpApiHandlerTest {

    private static final String PAID = "{\"status\":\"paid\"}";

    private final EmbeddedService service = new EmbeddedService();

    @Test
    void paysAPendingOrder() {
        service.store(anOrder(service.tenant, ID, OrderStatus.PENDING).build());

        APIGatewayV2HTTPResponse response = service.put(event(claims()).build());

        assertThat(response.getStatusCode()).isEqualTo(200);
        assertThat(response.getHeaders()).containsEntry("ETag", "\"2026-01-05T12:00:00.000000Z\"");
        assertThat(response.getIsBase64Encoded()).isFalse();
        assertThat(Json.parse(response.getBody()).at("/data/status").asText()).isEqualTo("paid");
        assertThat(service.stored(ID).get("lastUpdatedBy").s()).isEqualTo("alice@example.com");
    }

    @Test
    void readsIfMatchInEveryCase() {
        service.store(anOrder(service.tenant, ID, OrderStatus.PENDING).build());

        APIGatewayV2HTTPResponse response = service.put(
                event(claims()).withHeaders(Map.of("IF-MATCH", "\"stale\"")).build());

        assertThat(response.getStatusCode()).isEqualTo(412);
        assertThat(Json.parse(response.getBody()).get("requestId").asText())
                .isEqualTo(EmbeddedService.GATEWAY_REQUEST_ID);
    }

    @Test
    void readsTheGroupsInTheFormOfHttpApis() {
        service.with("REQUIRED_GROUP", "order-writers");
        service.store(anOrder(service.tenant, ID, OrderStatus.PENDING).build());
        Map<String, String> claims = claims();
        claims.put("cognito:groups", "[readers order-writers]");

        assertThat(service.put(event(claims).build()).getStatusCode()).isEqualTo(200);
        assertThat(service.put(event(claims()).build()).getStatusCode()).isEqualTo(403);
    }

    @Test
    void returns403ForAnEmptyEvent() {
        assertThat(service.put(new APIGatewayV2HTTPEvent()).getStatusCode()).isEqualTo(403);
        assertThat(service.put((APIGatewayV2HTTPEvent) null).getStatusCode()).isEqualTo(403);
    }

    @Test
    void rejectsAnotherMethod() {
        APIGatewayV2HTTPEvent event = event(claims()).build();
        event.getRequestContext()
                .setHttp(RequestContext.Http.builder().withMethod("DELETE").build());

        assertThat(service.put(event).getStatusCode()).isEqualTo(405);
    }

    private Map<String, String> claims() {
        Map<String, String> claims = new HashMap<>();
        claims.put("custom:tenantId", service.tenant.value());
        claims.put("email", "alice@example.com");
        return claims;
    }

    private static APIGatewayV2HTTPEvent.APIGatewayV2HTTPEventBuilder event(Map<String, String> claims) {
        return APIGatewayV2HTTPEvent.builder()
                .withVersion("2.0")
                .withPathParameters(Map.of("orderId", ID.value()))
                .withBody(PAID)
                .withRequestContext(RequestContext.builder()
                        .withRequestId(EmbeddedService.GATEWAY_REQUEST_ID)
                        .withAuthorizer(RequestContext.Authorizer.builder()
                                .withJwt(RequestContext.Authorizer.JWT
                                        .builder()
                                        .withClaims(claims)
                                        .build())
                                .build())
                        .build());
    }
}
