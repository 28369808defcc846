package com.bbws.orders.domain;

import java.util.List;

/**
 * An order's id, unique within its tenant.
 *
 * @param value 1 to 128 of {@code A-Z a-z 0-9 _ -}; both plain UUIDs and {@code order_<uuid>} occur (docs/contract.md,
 *     1 PUT)
 */
public record OrderId(String value) {

    /** The longest legal order id, in characters. */
    public static final int MAX_LENGTH = 128;

    /**
     * Checks the id.
     *
     * @throws OrderException.Invalid if it is no legal order id
     */
    public OrderId {
        if (!isLegal(value)) {
            throw new OrderException.Invalid(List.of(new FieldError("orderId", Identifiers.requirement(MAX_LENGTH))));
        }
    }

    /** Tells whether {@code text} is a legal order id. */
    public static boolean isLegal(String text) {
        return Identifiers.isLegal(text, MAX_LENGTH);
    }
}
