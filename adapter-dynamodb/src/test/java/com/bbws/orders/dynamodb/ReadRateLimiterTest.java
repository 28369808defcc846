package com.bbws.orders.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadRateLimiterTest {

    private static final long SECOND = 1_000_000_000;

    private final List<Long> slept = new ArrayList<>();
    private long now;

    private final ReadRateLimiter limiter = new ReadRateLimiter(10, () -> now, nanos -> {
        slept.add(nanos);
        now += nanos;
    });

    @Test
    void waitsIfTheRateIsExceeded() {
        limiter.spend(10);
        limiter.spend(5);

        assertThat(slept).containsExactly(SECOND, SECOND / 2);
    }

    @Test
    void includesTheTimeOfTheReads() {
        now += SECOND / 4;
        limiter.spend(10);
        now += 3 * SECOND;
        limiter.spend(1);

        assertThat(slept).containsExactly(SECOND, SECOND / 10);
    }
}
