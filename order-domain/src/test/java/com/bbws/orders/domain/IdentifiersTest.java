package com.bbws.orders.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests {@link TenantId} and {@link OrderId}, which allow the same characters. */
class IdentifiersTest {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "-",
                "_",
                "0",
                "1f0c9b1e-2f1d-4b7a-9f0e-3f6c2a1b4d5e",
                "order_1f0c9b1e-2f1d-4b7a-9f0e-3f6c2a1b4d5e",
                "tenant_1f0c9b1e-2f1d-4b7a-9f0e-3f6c2a1b4d5e",
                "COUNTER"
            })
    void keepsAnIdUnchanged(String text) {
        assertThat(new TenantId(text).value()).isEqualTo(text);
        assertThat(new OrderId(text).value()).isEqualTo(text);
    }

    @Test
    void allowsOnlyTheCharactersOfTheAlphabet() {
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            String text = Character.toString(c);

            assertThat(OrderId.isLegal(text)).as("U+%04X", c).isEqualTo(ALPHABET.contains(text));
            assertThat(TenantId.isLegal(text)).as("U+%04X", c).isEqualTo(ALPHABET.contains(text));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a b",
                " a",
                "a ",
                "a\n",
                "a\u0000",
                "#",
                "a#b",
                "ORDER#a",
                "TENANT#a",
                "../a",
                "a.b",
                "a%20b",
                "a+b",
                "a\u2013b",
                "\u0430bc",
                "\uFF21",
                "\u0661",
                "\u00E9"
            })
    void rejectsOtherCharacters(String text) {
        assertThat(TenantId.isLegal(text)).isFalse();
        assertThat(OrderId.isLegal(text)).isFalse();
    }

    @Test
    void allowsUpTo64CharactersInATenantId() {
        assertThat(TenantId.isLegal("a".repeat(64))).isTrue();
        assertThat(TenantId.isLegal("a".repeat(65))).isFalse();
    }

    @Test
    void allowsUpTo128CharactersInAnOrderId() {
        assertThat(OrderId.isLegal("a".repeat(128))).isTrue();
        assertThat(OrderId.isLegal("a".repeat(129))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a#b", "12345678901234567890123456789012345678901234567890123456789012345"})
    void describesAValidTenantId(String text) {
        assertThatExceptionOfType(OrderException.Invalid.class)
                .isThrownBy(() -> new TenantId(text))
                .satisfies(rejection -> assertThat(rejection.errors())
                        .containsExactly(new FieldError(
                                "tenantId",
                                FieldError.Code.INVALID_FORMAT,
                                "must be 1 to 64 characters of A-Z, a-z, 0-9, _ and -")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a#b"})
    void describesAValidOrderId(String text) {
        assertThatExceptionOfType(OrderException.Invalid.class)
                .isThrownBy(() -> new OrderId(text))
                .satisfies(rejection -> assertThat(rejection.errors())
                        .containsExactly(new FieldError(
                                "orderId",
                                FieldError.Code.INVALID_FORMAT,
                                "must be 1 to 128 characters of A-Z, a-z, 0-9, _ and -")));
    }

    @Test
    void rejectsNull() {
        assertThatNullPointerException().isThrownBy(() -> new TenantId(null));
        assertThatNullPointerException().isThrownBy(() -> new OrderId(null));
    }
}
