package com.bbws.orders.lambda;

import static com.bbws.orders.domain.testing.OrderFixtures.ID;
import static com.bbws.orders.domain.testing.OrderFixtures.TENANT;
import static com.bbws.orders.domain.testing.OrderFixtures.aPendingOrder;
import static java.util.Objects.requireNonNullElse;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.bbws.orders.lambda.testing.response.Json;
import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

class ClaimsFuzzTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PAID = "{\"status\":\"paid\"}";

    @DictionaryEntries({
        "\"custom:tenantId\"",
        "\"tenant_9f1c\"",
        "\"email\"",
        "\"cognito:username\"",
        "\"sub\"",
        "\"cli:\"",
        "cLi:",
        "\"cognito:groups\"",
        "\"scope\"",
        "\\ud800",
        "\\udc00",
        "\\u0000",
        "\\u202e",
        "\\u00a0",
        "[a b]",
        "null"
    })
    @FuzzTest
    void changesAnOrderOnlyWithClaimsOfItsTenant(byte[] json) {
        Map<String, Object> claims = claims(json);
        Object tenant = claims.get("custom:tenantId");
        check(
                tenant,
                new InvariantCheckingService(aPendingOrder())
                        .put(TestService.event(ID.value(), PAID, claims))
                        .getBody());
        check(
                tenant,
                new InvariantCheckingService(aPendingOrder())
                        .put(httpApiEvent(claims))
                        .getBody());
    }

    /** JSON that is not an object has no claims. */
    private static Map<String, Object> claims(byte[] json) {
        try {
            return requireNonNullElse(JSON.readValue(json, new TypeReference<Map<String, Object>>() {}), Map.of());
        } catch (IOException noObject) {
            return Map.of();
        }
    }

    private static void check(Object tenant, String response) {
        boolean isItsTenant = TENANT.value().equals(tenant);
        assertThat(Json.parse(response).path("success").booleanValue()).isEqualTo(isItsTenant);
        if (isItsTenant) {
            String actor = Json.parse(response).at("/data/lastUpdatedBy").textValue();
            assertThat(actor).isNotBlank().hasSizeLessThanOrEqualTo(256).doesNotContainPattern("\\p{C}|^(?i)cli:");
        }
    }

    /** An HTTP API sends every claim as text, whatever its type in the token. */
    private static APIGatewayV2HTTPEvent httpApiEvent(Map<String, Object> claims) {
        Map<String, String> texts = new HashMap<>();
        claims.forEach((name, value) -> texts.put(name, value instanceof String text ? text : null));
        return APIGatewayV2HTTPEvent.builder()
                .withPathParameters(Map.of("orderId", ID.value()))
                .withBody(PAID)
                .withRequestContext(RequestContext.builder()
                        .withAuthorizer(RequestContext.Authorizer.builder()
                                .withJwt(RequestContext.Authorizer.JWT
                                        .builder()
                                        .withClaims(texts)
                                        .build())
                                .build())
                        .build())
                .build();
    }
}
