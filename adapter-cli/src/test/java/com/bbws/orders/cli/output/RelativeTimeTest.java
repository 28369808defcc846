package com.bbws.orders.cli.output;

import static com.bbws.orders.domain.testing.OrderFixtures.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RelativeTimeTest {

    @ParameterizedTest
    @CsvSource({
        "PT0S, just now",
        "PT59.9S, just now",
        "-PT59S, just now",
        "PT1M, 1 min ago",
        "PT59M59S, 59 min ago",
        "PT1H, 1 h ago",
        "PT23H59M, 23 h ago",
        "P1D, 1 day ago",
        "P29D, 29 days ago",
        "P30D, 1 month ago",
        "P364D, 12 months ago",
        "P365D, 1 year ago",
        "P3650D, 10 years ago",
        "-PT3M, in 3 min",
        "-P2D, in 2 days"
    })
    void describesTheAgeApproximately(Duration age, String words) {
        assertThat(RelativeTime.of(NOON.minus(age), NOON)).isEqualTo(words);
    }
}
