package com.bbws.orders.lambda;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.bbws.orders.domain.testing.WatchedOutput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Nothing here asks for the watch: JUnit finds it in the domain's test-jar, as in every module that has it. */
@Isolated("its output would fail another class")
class WatchedOutputTest {

    @Test
    void failsWhoeverPrintsSomethingPersonalAndTheClassThatSwallowedIt() {
        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> System.out.println("paid by txn-1"));

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> new WatchedOutput().afterAll(null))
                .withMessageContaining("standard output");
    }
}
