package com.bbws.orders.domain.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SequenceNumberTest {

    @Test
    void ignoresLeadingZeros() {
        assertThat(new SequenceNumber("000000000000000000042")).isEqualTo(new SequenceNumber("42"));
        assertThat(new SequenceNumber("0042").digits()).isEqualTo("42");
        assertThat(new SequenceNumber("000").digits()).isEqualTo("0");
    }

    @Test
    void sortsAsANumberAlsoAsPaddedText() {
        Stream<String> shuffled = Stream.of("10", "9", "4000000000000000000000000000000000000000", "0", "111");

        assertThat(shuffled.map(SequenceNumber::new).sorted().map(SequenceNumber::digits))
                .containsExactly("0", "9", "10", "111", "4000000000000000000000000000000000000000");
        assertThat(new SequenceNumber("9").padded())
                .isEqualTo("0000000000000000000000000000000000000009")
                .isLessThan(new SequenceNumber("10").padded());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1.0", "12a", " 1", "١٢", "12345678901234567890123456789012345678901"})
    void rejectsOtherTexts(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new SequenceNumber(text));
    }
}
