package com.bbws.orders.lambda.testing.concurrency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConflictSimulationTest {

    @Test
    void hasNoConflictsWithASingleWriter() {
        assertThat(ConflictSimulation.lostShare(1, 1, 1, 0.1, 1_000)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"2, 1, 0.1", "10, 1, 0.01", "10, 1, 0.1", "50, 10, 0.1"})
    void hasTheExpectedShareOfLostRaces(int writers, double thinkSeconds, double windowSeconds) {
        assertThat(ConflictSimulation.lostShare(1, writers, thinkSeconds, windowSeconds, 20_000))
                .isCloseTo(ConflictSimulation.expectedShare(writers, thinkSeconds, windowSeconds), within(0.02));
    }
}
