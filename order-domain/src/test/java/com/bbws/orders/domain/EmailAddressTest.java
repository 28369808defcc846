package com.bbws.orders.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {

    private static final String LONGEST_LABEL = "d".repeat(63);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "thandi@example.com",
                "a@b.co",
                "thandi.nkosi+orders@mail.example.co.za",
                "o'neill!#$%&*/=?^_`{|}~-@example.com",
                "1@2.3",
                "thandi@xn--bcher-kva.example",
                "a@b-c.d-e.fg"
            })
    void acceptsAValidAddress(String text) {
        assertThat(EmailAddress.of(text).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"Thandi@Example.COM, thandi@example.com", "'  thandi@example.com\n', thandi@example.com"})
    void convertsToLowerCaseAndRemovesSurroundingSpaces(String text, String address) {
        assertThat(EmailAddress.of(text).text()).isEqualTo(address);
    }

    @ParameterizedTest
    @CsvSource({"Thandi@Example.COM, thandi@example.com", "' thandi@example.com ', thandi@example.com"})
    void reconstitutesAValidAddressInLowerCase(String text, String address) {
        assertThat(EmailAddress.reconstitute(text).text()).isEqualTo(address);
    }

    @ParameterizedTest
    @MethodSource("longest")
    void acceptsAnAddressOfTheMaximumLength(String text) {
        assertThat(EmailAddress.of(text).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "thandi",
                "@",
                "@example.com",
                "thandi@",
                "thandi@localhost",
                "thandi@example.",
                "thandi@.com",
                "thandi@example..com",
                "thandi@-example.com",
                "thandi@example-.com",
                "thandi@example.-com",
                "thandi@example.com-",
                "thandi nkosi@example.com",
                "thandi@exam ple.com",
                "thandi@example.com, bob@example.com",
                "thandi@bob@example.com",
                "Thandi <thandi@example.com>",
                "thandi@example.com\nBcc: bob@example.com",
                "thandi@[127.0.0.1]",
                "thandi@ex_ample.com",
                "zoë@example.com",
                "thandi@bücher.example"
            })
    void rejectsAnInvalidAddress(String text) {
        assertThatExceptionOfType(OrderException.Invalid.class)
                .isThrownBy(() -> EmailAddress.of(text))
                .satisfies(rejection -> assertThat(rejection.errors())
                        .containsExactly(new FieldError(
                                "customerEmail", FieldError.Code.NOT_AN_EMAIL_ADDRESS, "must be an e-mail address")));
    }

    @ParameterizedTest
    @MethodSource("tooLong")
    void rejectsAnAddressThatIsTooLong(String text) {
        assertThatExceptionOfType(OrderException.Invalid.class).isThrownBy(() -> EmailAddress.of(text));
    }

    @Test
    void rejectsALongTextThatAlmostMatches() {
        String almost = "a".repeat(64) + "@" + "a.".repeat(94) + "-";

        assertThatExceptionOfType(OrderException.Invalid.class).isThrownBy(() -> EmailAddress.of(almost));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", " None ", "Thandi", "THANDI@LOCALHOST", "Thandi <thandi@example.com>"})
    void reconstitutesAnInvalidAddressUnchanged(String text) {
        assertThat(EmailAddress.reconstitute(text).text()).isEqualTo(text);
    }

    @Test
    void isEqualIfItsTextIsEqual() {
        assertThat(EmailAddress.of("thandi@example.com"))
                .isEqualTo(EmailAddress.reconstitute("Thandi@example.com"))
                .hasSameHashCodeAs(EmailAddress.of("THANDI@example.com"))
                .isNotEqualTo(EmailAddress.of("bob@example.com"))
                .isNotEqualTo("thandi@example.com")
                .isNotEqualTo(null);
    }

    @Test
    void hasAHashCodeThatDependsOnItsText() {
        assertThat(EmailAddress.of("thandi@example.com").hashCode())
                .isNotEqualTo(EmailAddress.of("bob@example.com").hashCode());
    }

    @Test
    void hidesTheAddressInLogs() {
        assertThat(EmailAddress.of("thandi@example.com")).hasToString("EmailAddress[…]");
    }

    @Test
    void rejectsNull() {
        assertThatNullPointerException().isThrownBy(() -> EmailAddress.reconstitute(null));
    }

    static String[] longest() {
        return new String[] {
            "a".repeat(64) + "@example.com",
            "a@" + LONGEST_LABEL + "." + LONGEST_LABEL,
            "a".repeat(62) + "@" + (LONGEST_LABEL + ".").repeat(2) + LONGEST_LABEL
        };
    }

    static String[] tooLong() {
        return new String[] {
            "a".repeat(65) + "@example.com",
            "a@" + LONGEST_LABEL + "d.com",
            "a@example." + LONGEST_LABEL + "d",
            "a".repeat(63) + "@" + (LONGEST_LABEL + ".").repeat(2) + LONGEST_LABEL
        };
    }
}
