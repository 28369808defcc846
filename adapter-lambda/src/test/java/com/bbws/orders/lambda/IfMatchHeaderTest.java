package com.bbws.orders.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.bbws.orders.application.ExpectedVersion;
import com.bbws.orders.domain.LockToken;
import com.bbws.orders.domain.OrderException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IfMatchHeaderTest {

    @Test
    void acceptsAnyVersionWithoutAHeader() {
        assertThat(IfMatchHeader.parse(List.of())).isEqualTo(ExpectedVersion.any());
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", " * "})
    void acceptsAnyVersionForAStar(String header) {
        assertThat(IfMatchHeader.parse(List.of(header))).isEqualTo(ExpectedVersion.any());
    }

    @Test
    void readsOneTag() {
        assertThat(IfMatchHeader.parse(List.of("\"2025-12-30T10:00:00+00:00\"")))
                .isEqualTo(oneOf("2025-12-30T10:00:00+00:00"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"a\",\"b\"", "\"a\" , \"b\"", ",\"a\",,\t\"b\",", "\"a\", W/\"c\", \"b\""})
    void readsAList(String header) {
        assertThat(IfMatchHeader.parse(List.of(header))).isEqualTo(oneOf("a", "b"));
    }

    @Test
    void combinesSeveralHeadersToOneList() {
        assertThat(IfMatchHeader.parse(List.of("\"a\"", "\"b\""))).isEqualTo(oneOf("a", "b"));
    }

    @Test
    void acceptsACommaInATag() {
        assertThat(IfMatchHeader.parse(List.of("\"a,b\""))).isEqualTo(oneOf("a,b"));
    }

    @Test
    void acceptsAnEmptyTag() {
        assertThat(IfMatchHeader.parse(List.of("\"\""))).isEqualTo(oneOf(""));
    }

    @Test
    void neverMatchesAWeakTag() {
        assertThat(IfMatchHeader.parse(List.of("W/\"a\""))).isEqualTo(oneOf());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ",",
                "a",
                "\"a",
                "a\"",
                "\"",
                "\"a\"b",
                "\"a\" \"b\"",
                "\"a\",*",
                "*,*",
                "W/a",
                "w/\"a\"",
                "W/ \"a\"",
                "\"a b\"",
                "\"a\u0000\"",
                "W/"
            })
    void rejectsAMalformedList(String header) {
        assertThatExceptionOfType(OrderException.Invalid.class)
                .isThrownBy(() -> IfMatchHeader.parse(List.of(header)))
                .satisfies(rejection -> assertThat(rejection.errors())
                        .singleElement()
                        .satisfies(error -> assertThat(error.field()).isEqualTo("If-Match")));
    }

    private static ExpectedVersion oneOf(String... tokens) {
        return ExpectedVersion.oneOf(Set.of(tokens).stream().map(LockToken::new).collect(Collectors.toSet()));
    }
}
