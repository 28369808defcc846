package com.bbws.orders.domain;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FieldErrorTest {

    /** Clients translate these codes. */
    @Test
    void hasTheseCodes() {
        assertThat(Stream.of(FieldError.Code.values())
                        .map(FieldError.Code::wireName)
                        .collect(toSet()))
                .containsExactlyInAnyOrder(
                        "required",
                        "blank",
                        "too_long",
                        "too_small",
                        "wrong_type",
                        "unknown_value",
                        "not_a_date_time",
                        "not_an_email_address",
                        "invalid_unicode",
                        "invalid_format",
                        "not_supported");
    }
}
