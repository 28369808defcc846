package com.bbws.orders.domain;

import static com.bbws.orders.domain.testing.OrderFixtures.aPayment;
import static com.bbws.orders.domain.testing.OrderFixtures.aPaymentKeeping;
import static com.bbws.orders.domain.testing.OrderFixtures.paymentFields;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PaymentDetailsTest {

    private static final Optional<String> NONE = Optional.empty();
    private static final String HALF_A_PAIR = "\uD83D";

    @Test
    void keepsValuesUnchanged() {
        PaymentDetails payment = PaymentDetails.of(paymentFields(
                Optional.of(" Credit card "),
                Optional.of("TXN 1\t#é\uD83D\uDE00"),
                Optional.of("0077"),
                Optional.of("2025-12-30T10:00:00.000Z")));

        assertThat(payment.get(PaymentField.METHOD)).contains(" Credit card ");
        assertThat(payment.get(PaymentField.TRANSACTION_ID)).contains("TXN 1\t#é\uD83D\uDE00");
        assertThat(payment.get(PaymentField.PAYFAST_PAYMENT_ID)).contains("0077");
        assertThat(payment.get(PaymentField.PAID_AT)).contains("2025-12-30T10:00:00.000Z");
        assertThat(payment.unknownFields()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"method, 50", "transactionId, 128", "payfastPaymentId, 128"})
    void acceptsTextOfTheMaximumLength(String field, int length) {
        String longest = "x".repeat(length);

        assertThat(value(with(field, longest), field)).contains(longest);
    }

    @ParameterizedTest
    @CsvSource({"method, 50", "transactionId, 128", "payfastPaymentId, 128"})
    void rejectsTextThatIsTooLong(String field, int length) {
        assertThat(errorsOf(field, "x".repeat(length + 1)))
                .containsExactly(new FieldError(
                        "paymentDetails." + field,
                        FieldError.Code.TOO_LONG,
                        "must be at most " + length + " characters"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\t\r\n",
                "\u00A0",
                "\u1680",
                "\u2003",
                "\u2007",
                "\u2028",
                "\u202F",
                "\u3000",
                " \u00A0\u2003"
            })
    void rejectsBlankText(String text) {
        Optional<String> blank = Optional.of(text);

        assertThatExceptionOfType(OrderException.Invalid.class)
                .isThrownBy(() -> PaymentDetails.of(paymentFields(blank, blank, blank, NONE)))
                .satisfies(rejection -> assertThat(rejection.errors())
                        .containsExactly(blank("method"), blank("transactionId"), blank("payfastPaymentId")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "\u0085", "\u200B", "\u202E \u200D"})
    void treatsInvisibleTextAsBlank(String text) {
        assertThat(errorsOf("method", text)).containsExactly(blank("method"));
    }

    @Test
    void countsCodePoints() {
        String smile = "\uD83D\uDE00";

        assertThat(with("method", smile.repeat(50)).get(PaymentField.METHOD)).contains(smile.repeat(50));
        assertThat(errorsOf("method", smile.repeat(51)))
                .containsExactly(new FieldError(
                        "paymentDetails.method", FieldError.Code.TOO_LONG, "must be at most 50 characters"));
    }

    @Test
    void reportsLongBlankTextAsBlank() {
        assertThat(errorsOf("method", " ".repeat(1_000))).containsExactly(blank("method"));
    }

    @ParameterizedTest
    @ValueSource(strings = {HALF_A_PAIR, "\uDE00", "a" + HALF_A_PAIR, HALF_A_PAIR + "a", "\uDE00\uD83D"})
    void rejectsAnUnpairedSurrogate(String text) {
        FieldError error = new FieldError(
                "paymentDetails.transactionId", FieldError.Code.INVALID_UNICODE, "must be valid Unicode text");

        assertThat(errorsOf("transactionId", text)).containsExactly(error);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2025-12-30T10:00:00Z",
                "2025-12-30T10:00:00.000Z",
                "2025-12-30T10:00:00.123456789Z",
                "2025-12-30T10:00:00.1234567890Z",
                "2025-12-30T10:00:00.00000000000000000001Z",
                "2025-12-30T10:00:00+00:00",
                "2025-12-30T12:00:00+02:00",
                "2025-12-30T12:00:00.5-03:30",
                "2025-12-30T10:00Z",
                "2025-12-30T12:00+02:00",
                "2025-12-30T12:00:00+02",
                "2025-12-30T12:00:00+0200",
                "2024-02-29T10:00:00Z"
            })
    void acceptsADateTimeWithOffset(String paidAt) {
        assertThat(with("paidAt", paidAt).get(PaymentField.PAID_AT)).contains(paidAt);
    }

    @Test
    void limitsTheLengthOfADateTime() {
        String longest = "2025-12-30T10:00:00." + "1".repeat(43) + "Z";

        assertThat(longest).hasSize(PaymentField.PAID_AT_MAX_LENGTH);
        assertThat(with("paidAt", longest).get(PaymentField.PAID_AT)).contains(longest);
        assertThat(errorsOf("paidAt", longest.replace("Z", "1Z")))
                .containsExactly(new FieldError(
                        "paymentDetails.paidAt", FieldError.Code.TOO_LONG, "must be at most 64 characters"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "now",
                "1767088800",
                "2025-12-30",
                "10:00:00Z",
                "2025-12-30T10:00:00",
                "2025-12-30 10:00:00Z",
                "2025-12-30T10:00:00 Z",
                " 2025-12-30T10:00:00Z",
                "2025-12-30T10:00:00Z\n",
                "2025-12-30T10:00:00Zulu",
                "2025-02-29T10:00:00Z",
                "2025-02-30T10:00:00Z",
                "2025-12-32T10:00:00Z",
                "2025-13-30T10:00:00Z",
                "2025-12-30T24:00:00Z",
                "2025-12-30T25:00:00Z",
                "2025-12-30T10:60:00Z",
                "2025-12-30T10:00:60Z",
                "2025-12-30T10:00.5Z",
                "2025-12-30T10:00:00+19:00",
                "2025-12-30T10:00:00+02:00:30",
                "2025-12-30T10:00:00.Z",
                "2025-12-30t10:00:00z",
                "2025-12-30T10:00:00+02:00[Africa/Johannesburg]",
                "25-12-30T10:00:00Z",
                "２０２５-12-30T10:00:00Z"
            })
    void rejectsAnyOtherTime(String paidAt) {
        assertThat(errorsOf("paidAt", paidAt))
                .containsExactly(new FieldError(
                        "paymentDetails.paidAt",
                        FieldError.Code.NOT_A_DATE_TIME,
                        "must be an ISO 8601 date-time with offset"));
    }

    @Test
    void reportsAllInvalidFields() {
        assertThatExceptionOfType(OrderException.Invalid.class)
                .isThrownBy(() -> PaymentDetails.of(paymentFields(
                        Optional.of(""), Optional.of("x".repeat(129)), Optional.of(HALF_A_PAIR), Optional.of("now"))))
                .withMessage("Invalid paymentDetails.method, paymentDetails.transactionId,"
                        + " paymentDetails.payfastPaymentId, paymentDetails.paidAt")
                .satisfies(rejection -> assertThat(rejection.errors())
                        .containsExactly(
                                blank("method"),
                                new FieldError(
                                        "paymentDetails.transactionId",
                                        FieldError.Code.TOO_LONG,
                                        "must be at most 128 characters"),
                                new FieldError(
                                        "paymentDetails.payfastPaymentId",
                                        FieldError.Code.INVALID_UNICODE,
                                        "must be valid Unicode text"),
                                new FieldError(
                                        "paymentDetails.paidAt",
                                        FieldError.Code.NOT_A_DATE_TIME,
                                        "must be an ISO 8601 date-time with offset")));
    }

    @Test
    void doesNotQuoteInvalidValues() {
        String secret = "SECRET-4111";

        OrderException.Invalid rejection = catchThrowableOfType(
                OrderException.Invalid.class,
                () -> PaymentDetails.of(paymentFields(
                        Optional.of(secret.repeat(20)),
                        Optional.of(secret.repeat(20)),
                        Optional.of(secret + HALF_A_PAIR),
                        Optional.of(secret))));

        assertThat(rejection.errors()).hasSize(4);
        assertThat(rejection + " " + rejection.errors()).doesNotContain(secret);
    }

    @Test
    void rejectsEmptyPaymentDetails() {
        assertThatExceptionOfType(OrderException.Invalid.class)
                .isThrownBy(() -> PaymentDetails.of(paymentFields(NONE, NONE, NONE, NONE)))
                .satisfies(rejection -> assertThat(rejection.errors())
                        .containsExactly(new FieldError(
                                "paymentDetails",
                                FieldError.Code.REQUIRED,
                                "must have at least one of method, transactionId, payfastPaymentId, paidAt")));
    }

    @ParameterizedTest
    @CsvSource({
        "method,           payfast",
        "transactionId,    txn-1",
        "payfastPaymentId, pf-77",
        "paidAt,           2025-12-30T10:00:00Z"
    })
    void requiresOnlyOneField(String field, String value) {
        PaymentDetails payment = with(field, value);

        assertThat(value(payment, field)).contains(value);
        assertThat(payment.isEmpty()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "eft,     txn-1, pf-77, 2026-01-05T13:59:58+02:00",
        "payfast, txn-2, pf-77, 2026-01-05T13:59:58+02:00",
        "payfast, txn-1, pf-78, 2026-01-05T13:59:58+02:00",
        "payfast, txn-1, pf-77, 2026-01-05T11:59:58Z",
        "       , txn-1, pf-77, 2026-01-05T13:59:58+02:00",
        "payfast,      , pf-77, 2026-01-05T13:59:58+02:00",
        "payfast, txn-1,      , 2026-01-05T13:59:58+02:00",
        "payfast, txn-1, pf-77,                          "
    })
    void differsIfOneKnownFieldDiffers(String method, String transactionId, String payfastPaymentId, String paidAt) {
        PaymentDetails other = PaymentDetails.of(paymentFields(
                Optional.ofNullable(method),
                Optional.ofNullable(transactionId),
                Optional.ofNullable(payfastPaymentId),
                Optional.ofNullable(paidAt)));

        assertThat(other).isNotEqualTo(aPayment());
        assertThat(other.hashCode()).isNotEqualTo(aPayment().hashCode());
    }

    @Test
    void isEqualIfItsKnownFieldsAreEqual() {
        assertThat(aPaymentKeeping("paymentId", "p-1")).isEqualTo(aPayment()).hasSameHashCodeAs(aPayment());
    }

    @Test
    void isNotEqualToOtherTypes() {
        assertThat(aPayment()).isNotEqualTo("payfast").isNotEqualTo(null);
    }

    @Test
    void hidesItsValuesInLogs() {
        assertThat(aPaymentKeeping("paymentId", "p-1")).hasToString("PaymentDetails[…]");
    }

    @Test
    void reconstitutesAnyStoredValue() {
        PaymentDetails stored = PaymentDetails.reconstitute(
                paymentFields(
                        Optional.of(""),
                        Optional.of("x".repeat(1_000)),
                        Optional.of(HALF_A_PAIR),
                        Optional.of("yesterday")),
                Map.of("paymentId", 5));

        assertThat(stored.get(PaymentField.METHOD)).contains("");
        assertThat(stored.get(PaymentField.TRANSACTION_ID)).contains("x".repeat(1_000));
        assertThat(stored.get(PaymentField.PAYFAST_PAYMENT_ID)).contains(HALF_A_PAIR);
        assertThat(stored.get(PaymentField.PAID_AT)).contains("yesterday");
        assertThat(stored.unknownFields()).isEqualTo(Map.of("paymentId", 5));
        assertThat(stored.isEmpty()).isFalse();
    }

    @Test
    void isEmptyWithUnknownFieldsOnly() {
        assertThat(PaymentDetails.reconstitute(paymentFields(NONE, NONE, NONE, NONE), Map.of("paymentId", "p-1"))
                        .isEmpty())
                .isTrue();
    }

    @Test
    void copiesItsUnknownFields() {
        Map<String, Object> others = new HashMap<>(Map.of("paymentId", "p-1"));
        PaymentDetails stored = PaymentDetails.reconstitute(paymentFields(NONE, NONE, NONE, NONE), others);

        others.clear();

        assertThat(stored.unknownFields()).isEqualTo(Map.of("paymentId", "p-1")).isUnmodifiable();
    }

    @Test
    void takesOverOnlyUnknownFields() {
        PaymentDetails replaced = aPaymentKeeping("paymentId", "p-1");
        PaymentDetails requested = PaymentDetails.of(paymentFields(NONE, Optional.of("txn-2"), NONE, NONE));

        PaymentDetails merged = requested.replacing(Optional.of(replaced));

        assertThat(merged).isEqualTo(requested);
        assertThat(merged.unknownFields()).isEqualTo(Map.of("paymentId", "p-1"));
    }

    private static PaymentDetails with(String field, String value) {
        return PaymentDetails.of(paymentFields(
                Optional.of(value).filter(v -> field.equals("method")),
                Optional.of(value).filter(v -> field.equals("transactionId")),
                Optional.of(value).filter(v -> field.equals("payfastPaymentId")),
                Optional.of(value).filter(v -> field.equals("paidAt"))));
    }

    private static Optional<String> value(PaymentDetails payment, String field) {
        return switch (field) {
            case "method" -> payment.get(PaymentField.METHOD);
            case "transactionId" -> payment.get(PaymentField.TRANSACTION_ID);
            case "payfastPaymentId" -> payment.get(PaymentField.PAYFAST_PAYMENT_ID);
            case "paidAt" -> payment.get(PaymentField.PAID_AT);
            default -> throw new IllegalArgumentException(field);
        };
    }

    private static List<FieldError> errorsOf(String field, String value) {
        return catchThrowableOfType(OrderException.Invalid.class, () -> with(field, value))
                .errors();
    }

    private static FieldError blank(String field) {
        return new FieldError("paymentDetails." + field, FieldError.Code.BLANK, "must not be blank");
    }
}
