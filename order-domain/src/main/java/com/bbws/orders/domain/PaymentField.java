package com.bbws.orders.domain;

import static java.util.Objects.requireNonNull;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The fields of {@link PaymentDetails} that this service reads and writes: the one definition of their names and rules.
 * Other services may store more fields.
 */
public enum PaymentField {

    /** The payment method, such as {@code payfast}. */
    METHOD("method", PaymentField.METHOD_MAX_LENGTH),
    /** The bank's id of the payment. */
    TRANSACTION_ID("transactionId", PaymentField.ID_MAX_LENGTH),
    /** PayFast's id of the payment. */
    PAYFAST_PAYMENT_ID("payfastPaymentId", PaymentField.ID_MAX_LENGTH),
    /** When the order was paid: an ISO 8601 date-time with offset, kept exactly as given. */
    PAID_AT("paidAt", PaymentField.PAID_AT_MAX_LENGTH) {
        @Override
        public Optional<FieldError> check(String text) {
            return isDateTimeWithOffset(requireNonNull(text, "text"))
                    ? super.check(text)
                    : Optional.of(new FieldError(
                            path(), FieldError.Code.NOT_A_DATE_TIME, "must be an ISO 8601 date-time with offset"));
        }
    };

    /** The maximum length of {@link #METHOD}, in characters. */
    public static final int METHOD_MAX_LENGTH = 50;

    /** The maximum length of {@link #TRANSACTION_ID} and {@link #PAYFAST_PAYMENT_ID}, in characters. */
    public static final int ID_MAX_LENGTH = 128;

    /** The maximum length of {@link #PAID_AT}, in characters; ISO 8601 has no limit for the digits of a fraction. */
    public static final int PAID_AT_MAX_LENGTH = 64;

    /** The extended form of ISO 8601, without a comma, 24:00 and week dates. The groups are date and minutes, and the offset. */
    private static final Pattern DATE_TIME_WITH_OFFSET = Pattern.compile(
            "(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d)(?::[0-5]\\d(?:\\.\\d+)?)?(Z|[+-]\\d\\d(?::?\\d\\d)?)");

    private final String fieldName;
    private final int maxLength;

    PaymentField(String fieldName, int maxLength) {
        this.fieldName = fieldName;
        this.maxLength = maxLength;
    }

    /** Returns the name of the field in JSON and in the store. */
    public String fieldName() {
        return fieldName;
    }

    /**
     * Checks a value. A text must not be blank, too long or invalid Unicode; {@link #PAID_AT} must be a date-time with offset.
     *
     * @param text the value
     * @return the error, under the name {@code paymentDetails.<field>}; empty if the value is valid
     */
    public Optional<FieldError> check(String text) {
        return RequiredText.check(path(), requireNonNull(text, "text"), maxLength);
    }

    String path() {
        return "paymentDetails." + fieldName;
    }

    private static boolean isDateTimeWithOffset(String text) {
        Matcher parts = DATE_TIME_WITH_OFFSET.matcher(text);
        if (!parts.matches()) {
            return false;
        }
        try {
            LocalDateTime.parse(parts.group(1));
            ZoneOffset.of(parts.group(2));
            return true;
        } catch (DateTimeException invalid) {
            return false;
        }
    }
}
