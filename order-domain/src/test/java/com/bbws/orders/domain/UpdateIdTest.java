package com.bbws.orders.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpdateIdTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"!", "~", "c6af9ac6-7b61-11e6-9a41-93e8deadbeef", "JKJaXmPLvHcESHA=", "Root=1-67891233-abcdef"})
    void acceptsTheIdsOfGatewaysAndFunctions(String text) {
        assertThat(new UpdateId(text).value()).isEqualTo(text);
        assertThat(UpdateId.of(text)).contains(new UpdateId(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\n", "\u007f", "\u00e9", "\ud83d\ude00"})
    void rejectsOtherTexts(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new UpdateId(text))
                .withMessage("an update id must be 1 to 128 printable ASCII characters without spaces");
        assertThat(UpdateId.of(text)).isEmpty();
    }

    @Test
    void acceptsAtMost128Characters() {
        assertThat(UpdateId.of("x".repeat(128))).isPresent();
        assertThat(UpdateId.of("x".repeat(129))).isEmpty();
    }

    @Test
    void isNewEachTimeIfItIsRandom() {
        assertThat(UpdateId.random()).isNotEqualTo(UpdateId.random());
    }

    @Test
    void rejectsNull() {
        assertThatNullPointerException().isThrownBy(() -> new UpdateId(null)).withMessage("value");
    }
}
