package com.bbws.orders.domain.port;

import static com.bbws.orders.domain.testing.OrderFixtures.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class TimeRangeTest {

    @Test
    void includesItsStartAndExcludesItsEnd() {
        TimeRange hour = new TimeRange(Optional.of(NOON), Optional.of(NOON.plusSeconds(3600)));

        assertThat(hour.contains(NOON.minusNanos(1))).isFalse();
        assertThat(hour.contains(NOON)).isTrue();
        assertThat(hour.contains(NOON.plusSeconds(3600).minusNanos(1))).isTrue();
        assertThat(hour.contains(NOON.plusSeconds(3600))).isFalse();
    }

    @Test
    void isUnboundedWithoutStartOrEnd() {
        assertThat(TimeRange.ALWAYS.contains(NOON)).isTrue();
        assertThat(new TimeRange(Optional.empty(), Optional.of(NOON)).contains(NOON.minusSeconds(1_000_000)))
                .isTrue();
        assertThat(new TimeRange(Optional.of(NOON), Optional.empty()).contains(NOON.plusSeconds(1_000_000)))
                .isTrue();
    }
}
