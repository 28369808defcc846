package com.bbws.orders.domain;

import java.util.List;

/**
 * The tenant that an order belongs to.
 *
 * @param value 1 to 64 of {@code A-Z a-z 0-9 _ -} (docs/contract.md, 1 PUT)
 */
public record TenantId(String value) {

    /** The longest legal tenant id, in characters. */
    public static final int MAX_LENGTH = 64;

    /**
     * Checks the id.
     *
     * @throws OrderException.Invalid if it is no legal tenant id
     */
    public TenantId {
        if (!isLegal(value)) {
            throw new OrderException.Invalid(List.of(new FieldError("tenantId", Identifiers.requirement(MAX_LENGTH))));
        }
    }

    /** Tells whether {@code text} is a legal tenant id. */
    public static boolean isLegal(String text) {
        return Identifiers.isLegal(text, MAX_LENGTH);
    }
}
