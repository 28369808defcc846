package com.bbws.orders.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredTimeTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2025-12-30T10:00:00Z",
                "2025-12-30T10:00:00.000000Z",
                "2025-12-30T10:00:00",
                "2025-12-30 10:00:00",
                " 2025-12-30T10:00:00+00:00 ",
                "2025-12-30T12:00:00+0200",
                "2025-12-30T12:00:00+02"
            })
    void readsEveryStoredFormat(String text) {
        assertThat(StoredTime.instantOf(text)).contains(Instant.parse("2025-12-30T10:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2025-12-30",
                "2025-02-30T10:00:00Z",
                "1767088800",
                "+999999999-12-31T23:59:59.999999999Z"
            })
    void isEmptyIfTheTextIsNotATime(String text) {
        assertThat(StoredTime.instantOf(text)).isEmpty();
    }

    @Test
    void keepsNanoseconds() {
        assertThat(StoredTime.instantOf("2025-12-30T10:00:00.123456789Z"))
                .contains(Instant.parse("2025-12-30T10:00:00.123456789Z"));
    }
}
