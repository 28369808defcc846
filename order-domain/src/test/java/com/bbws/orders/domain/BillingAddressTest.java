package com.bbws.orders.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class BillingAddressTest {

    @Test
    void hidesTheAddressInLogs() {
        BillingAddress address = new BillingAddress(
                Optional.of("1 Long Street"),
                Optional.of("Cape Town"),
                Optional.of("Western Cape"),
                Optional.of("8001"),
                Optional.of("ZA"));

        assertThat(address).hasToString("BillingAddress[…]");
    }
}
