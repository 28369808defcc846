package com.bbws.orders.lambda;

import static com.bbws.orders.domain.testing.OrderFixtures.aPendingOrder;

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
    void respondsToEveryEventAsTheContractStates(byte[] event) {
        new InvariantCheckingService(aPendingOrder()).putRest(event);
        new InvariantCheckingService(aPendingOrder()).putHttpApi(event);
    }
}
