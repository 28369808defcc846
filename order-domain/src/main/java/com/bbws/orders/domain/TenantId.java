package com.bbws.orders.domain;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * The id of the tenant that an order belongs to.
 *
 * @param value 1 to 64 characters of {@code A-Z a-z 0-9 _ -}
 */
public record TenantId(String value) {

    /** The maximum length of a tenant id, in characters. */
    public static final int MAX_LENGTH = 64;

    /**
     * Checks the id.
     *
     * @throws OrderException.Invalid if it is not a legal tenant id
     */
    public TenantId {
        requireNonNull(value, "value");
        if (!isLegal(value)) {
            throw new OrderException.Invalid(List.of(
                    new FieldError("tenantId", FieldError.Code.INVALID_FORMAT, Identifiers.requirement(MAX_LENGTH))));
        }
    }

    /** Returns whether {@code text} is a legal tenant id. */
    public static boolean isLegal(String text) {
        return Identifiers.isLegal(requireNonNull(text, "text"), MAX_LENGTH);
    }
}
