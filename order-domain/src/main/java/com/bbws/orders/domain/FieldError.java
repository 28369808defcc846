package com.bbws.orders.domain;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/**
 * An invalid input field.
 *
 * @param field the field's name in the caller's spelling; a nested name has dots, as in {@code paymentDetails.method}
 * @param code the kind of the error, for programs
 * @param message the requirement that the value violates, such as "must not be blank"; without the value, which may be
 *     confidential
 */
public record FieldError(String field, Code code, String message) {

    /** The kind of an error. Clients rely on the names, for example to translate messages: they must not change. */
    public enum Code {
        /** A value is required and absent. */
        REQUIRED,
        /** The text has no visible character. */
        BLANK,
        /** The text has too many characters. */
        TOO_LONG,
        /** The number is too small. */
        TOO_SMALL,
        /** The value has another JSON type. */
        WRONG_TYPE,
        /** The value is not one of the allowed values. */
        UNKNOWN_VALUE,
        /** The text is not an ISO 8601 date-time with offset. */
        NOT_A_DATE_TIME,
        /** The text is not an e-mail address. */
        NOT_AN_EMAIL_ADDRESS,
        /** The text is not valid Unicode. */
        INVALID_UNICODE,
        /** The text has characters that are not allowed, or not the required form. */
        INVALID_FORMAT,
        /** The field must be absent: its effect is not supported. */
        NOT_SUPPORTED;

        /** Returns the name in JSON, in lower case. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Checks that no part is {@code null}. */
    public FieldError {
        requireNonNull(field, "field");
        requireNonNull(code, "code");
        requireNonNull(message, "message");
    }
}
