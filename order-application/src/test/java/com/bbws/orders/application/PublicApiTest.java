package com.bbws.orders.application;

import com.bbws.orders.domain.testing.PublicApi;
import org.junit.jupiter.api.Test;

class PublicApiTest {

    @Test
    void isTheRecordedOne() {
        PublicApi.check(UpdateOrder.class);
    }
}
