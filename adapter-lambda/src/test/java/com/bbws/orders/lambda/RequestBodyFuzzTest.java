package com.bbws.orders.lambda;

import static com.bbws.orders.domain.testing.OrderFixtures.ID;
import static com.bbws.orders.domain.testing.OrderFixtures.TENANT;
import static com.bbws.orders.domain.testing.OrderFixtures.aPendingOrder;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;

class RequestBodyFuzzTest {

    @DictionaryEntries({
        "\"status\"",
        "\"paymentDetails\"",
        "\"method\"",
        "\"transactionId\"",
        "\"payfastPaymentId\"",
        "\"paidAt\"",
        "\"payment_pending\"",
        "\"paid\"",
        "\"completed\"",
        "2026-01-05T13:59:58+02:00",
        "\\ud800",
        "\\u0000",
        "null"
    })
    @FuzzTest
    void respondsToEveryBodyAsTheContractStates(byte[] body) {
        String text = new String(body, UTF_8);
        APIGatewayProxyResponseEvent response = put(text, false);
        put(text, true);
        APIGatewayProxyResponseEvent decoded = put(Base64.getEncoder().encodeToString(body), true);
        if (Arrays.equals(text.getBytes(UTF_8), body)) {
            assertThat(decoded.getBody())
                    .as("the response to the same body in base64")
                    .isEqualTo(response.getBody());
        } else {
            assertThat(decoded.getStatusCode()).as("a body that is not UTF-8").isEqualTo(400);
        }
    }

    private static APIGatewayProxyResponseEvent put(String body, boolean isBase64Encoded) {
        return new InvariantCheckingService(aPendingOrder())
                .put(TestService.event(ID.value(), body, Map.of("custom:tenantId", TENANT.value()))
                        .withIsBase64Encoded(isBase64Encoded));
    }
}
