package com.bbws.orders.lambda;

import static com.bbws.orders.domain.testing.OrderFixtures.aPendingOrder;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;

class EventFuzzTest {

    @DictionaryEntries({
        "\"headers\"",
        "\"multiValueHeaders\"",
        "\"If-Match\"",
        "\"pathParameters\"",
        "\"orderId\"",
        "\"requestContext\"",
        "\"authorizer\"",
        "\"claims\"",
        "\"jwt\"",
        "\"custom:tenantId\"",
        "\"tenant_9f1c\"",
        "\"order_4d2e\"",
        "\"body\"",
        "\"isBase64Encoded\"",
        "\"requestId\"",
        "null",
        "true",
        "[null]",
        "{}"
    })
    @FuzzTest
    void everyEventIsAnsweredAsTheContractSays(byte[] event) {
        LambdaJson.read(APIGatewayProxyRequestEvent.class, event)
                .ifPresent(rest -> new ProbedService(aPendingOrder()).put(rest));
        LambdaJson.read(APIGatewayV2HTTPEvent.class, event)
                .ifPresent(httpApi -> new ProbedService(aPendingOrder()).put(httpApi));
    }
}
