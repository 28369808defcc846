package com.bbws.orders.domain;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * An order's id, unique within its tenant.
 *
 * @param value 1 to 128 characters of {@code A-Z a-z 0-9 _ -}, for example a UUID or {@code order_<uuid>}
 */
public record OrderId(String value) {

    /** The maximum length of an order id, in characters. */
    public static final int MAX_LENGTH = 128;

    /**
     * Checks the id.
     *
     * @throws OrderException.Invalid if it is not a legal order id
     */
    public OrderId {
        requireNonNull(value, "value");
        if (!isLegal(value)) {
            throw new OrderException.Invalid(List.of(
                    new FieldError("orderId", FieldError.Code.INVALID_FORMAT, Identifiers.requirement(MAX_LENGTH))));
        }
    }

    /** Returns whether {@code text} is a legal order id. */
    public static boolean isLegal(String text) {
        return Identifiers.isLegal(requireNonNull(text, "text"), MAX_LENGTH);
    }
}
