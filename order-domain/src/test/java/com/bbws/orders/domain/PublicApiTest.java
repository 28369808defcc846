package com.bbws.orders.domain;

import com.bbws.orders.domain.testing.PublicApi;
import org.junit.jupiter.api.Test;

class PublicApiTest {

    @Test
    void isTheRecordedOne() {
        PublicApi.check(Order.class);
    }
}
