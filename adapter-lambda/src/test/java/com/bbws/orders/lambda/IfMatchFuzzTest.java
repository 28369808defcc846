package com.bbws.orders.lambda;

import static com.bbws.orders.domain.OrderStatus.PENDING;
import static com.bbws.orders.domain.testing.OrderFixtures.ID;
import static com.bbws.orders.domain.testing.OrderFixtures.TENANT;
import static com.bbws.orders.domain.testing.OrderFixtures.aPendingOrder;
import static com.bbws.orders.domain.testing.OrderFixtures.anOrder;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.bbws.orders.domain.LockToken;
import com.bbws.orders.domain.Order;
import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import java.util.Map;

class IfMatchFuzzTest {

    private static final String PAID = "{\"status\":\"paid\"}";

    @DictionaryEntries({"\"2025-12-30T10:00:00Z\"", "W/\"", "*", ", ", "\t", "%25", "%2", "\"\"", "%C3%A9", "+00:00"})
    @FuzzTest
    void acceptsOrRejectsEveryHeaderAndAcceptsEveryETag(byte[] input) {
        String text = new String(input, UTF_8);
        put(aPendingOrder(), List.of(text.split("\n", -1)));

        Order order =
                anOrder(TENANT, ID, PENDING).lockToken(new LockToken(text)).build();
        String tag = put(order, List.of("W/\"never\"")).getHeaders().get("ETag");
        assertThat(put(order, List.of(tag)).getStatusCode())
                .as("the ETag %s of the current version", tag)
                .isEqualTo(200);
    }

    private static APIGatewayProxyResponseEvent put(Order order, List<String> ifMatch) {
        return new InvariantCheckingService(order)
                .put(TestService.event(ID.value(), PAID, Map.of("custom:tenantId", TENANT.value()))
                        .withMultiValueHeaders(Map.of("If-Match", ifMatch)));
    }
}
