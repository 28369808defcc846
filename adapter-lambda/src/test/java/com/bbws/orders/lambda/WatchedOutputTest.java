package com.bbws.orders.lambda;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.bbws.orders.domain.testing.WatchedOutput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** JUnit finds the extension in the test-jar of the domain, in every module that depends on it. */
@Isolated("its output would fail another class")
class WatchedOutputTest {

    @Test
    void failsATestAndItsClassIfPersonalDataIsPrinted() {
        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> System.out.println("paid by txn-1"));

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> new WatchedOutput().afterAll(null))
                .withMessageContaining("standard output");
    }
}
