package com.bbws.orders.domain;

import static java.util.Objects.requireNonNull;

/**
 * One input field and what is wrong with it.
 *
 * @param field the field's name as the caller wrote it, nested ones with dots: {@code paymentDetails.method}
 * @param message what the field must be; never repeats the value, which may be a secret
 */
public record FieldError(String field, String message) {

    /** Checks that both parts are there. */
    public FieldError {
        requireNonNull(field, "field");
        requireNonNull(message, "message");
    }
}
