package com.bbws.orders.lambda;

import static com.bbws.orders.domain.testing.OrderFixtures.anOrder;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.domain.TenantId;
import com.bbws.orders.lambda.testing.event.LambdaJson;
import com.bbws.orders.lambda.testing.response.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The requests with which {@code ops/smoke} checks a deployment: they get the responses that it expects, and change nothing. */
class DeploymentChecksTest {

    private static final OrderId ORDER = new OrderId("smoke-test");

    private final EmbeddedService service = new EmbeddedService(new TenantId("smoke-test"));

    @Test
    void theRequestWithoutATenantIsForbidden() {
        assertThat(code(service.put(request("no-tenant")), 403)).isEqualTo("FORBIDDEN");
    }

    @Test
    void theOrderOfTheOtherRequestDoesNotExist() {
        assertThat(code(service.put(request("no-order")), 404)).isEqualTo("ORDER_NOT_FOUND");
    }

    @ParameterizedTest
    @EnumSource
    void noOrderIsChangedEvenIfItExists(OrderStatus status) {
        service.store(anOrder(service.tenant, ORDER, status).build());
        Map<String, AttributeValue> before = service.stored(ORDER);
        try {
            service.put(request("no-order"));

            assertThat(service.stored(ORDER)).isEqualTo(before);
        } finally {
            service.remove(ORDER);
        }
    }

    private static APIGatewayProxyRequestEvent request(String name) {
        try {
            byte[] json = Files.readAllBytes(Path.of("ops", "requests", name + ".json"));
            return LambdaJson.read(APIGatewayProxyRequestEvent.class, json).orElseThrow();
        } catch (IOException e) {
            throw new AssertionError("ops/requests has no " + name, e);
        }
    }

    private static String code(APIGatewayProxyResponseEvent response, int status) {
        assertThat(response.getStatusCode()).isEqualTo(status);
        assertThat(Json.parse(response.getBody()).path("success").asBoolean(true))
                .isFalse();
        return Json.parse(response.getBody()).path("code").asText();
    }
}
