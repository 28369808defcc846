package com.bbws.orders.domain;

import static java.util.Objects.requireNonNull;

/**
 * An invalid input field.
 *
 * @param field the field's name in the caller's spelling; a nested name has dots, as in {@code paymentDetails.method}
 * @param message the requirement that the value violates, such as "must not be blank"; without the value, which may be
 *     confidential
 */
public record FieldError(String field, String message) {

    /** Checks that no part is {@code null}. */
    public FieldError {
        requireNonNull(field, "field");
        requireNonNull(message, "message");
    }
}
