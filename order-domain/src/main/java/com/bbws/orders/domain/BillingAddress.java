package com.bbws.orders.domain;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * The address for the invoice. Personal data: {@link #toString} does not contain it.
 *
 * @param street street and number
 * @param city city or town
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

    /** Returns a text without the address, for logs. */
    @Override
    public String toString() {
        return "BillingAddress[…]";
    }
}
