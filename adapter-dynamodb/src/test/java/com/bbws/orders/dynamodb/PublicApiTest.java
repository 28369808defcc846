package com.bbws.orders.dynamodb;

import com.bbws.orders.domain.testing.PublicApi;
import org.junit.jupiter.api.Test;

class PublicApiTest {

    @Test
    void isTheRecordedOne() {
        PublicApi.check(DynamoDbOrders.class);
    }
}
