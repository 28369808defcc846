package com.bbws.orders.domain;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * Where the invoice goes. Personal: {@link #toString} does not show it.
 *
 * @param street street and number
 * @param city town
 * @param province province or state
 * @param postalCode postal code
 * @param country country, as stored
 */
public record BillingAddress(
        Optional<String> street,
        Optional<String> city,
        Optional<String> province,
        Optional<String> postalCode,
        Optional<String> country) {

    /** Checks that no part is {@code null}. */
    public BillingAddress {
        requireNonNull(street, "street");
        requireNonNull(city, "city");
        requireNonNull(province, "province");
        requireNonNull(postalCode, "postalCode");
        requireNonNull(country, "country");
    }

    /** Returns a text that does not hold the address, for logs. */
    @Override
    public String toString() {
        return "BillingAddress[…]";
    }
}
