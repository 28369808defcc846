package com.bbws.orders.domain;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * The campaign that an order was placed under, as it then was. Other services own it; here it is only shown.
 *
 * @param id the campaign's id
 * @param code what the customer typed
 * @param description for people
 * @param discountPercentage in percent, 0 to 100
 * @param productId the product that it is for
 * @param termsConditionsLink where its terms are
 * @param fromDate its first day, as stored
 * @param toDate its last day, as stored
 * @param isValid whether it was valid
 * @param dateCreated when it was written, as stored
 * @param dateLastUpdated when it was last changed, as stored
 * @param lastUpdatedBy who last changed it, as stored
 * @param active whether it was active
 */
public record Campaign(
        Optional<String> id,
        Optional<String> code,
        Optional<String> description,
        Optional<BigDecimal> discountPercentage,
        Optional<String> productId,
        Optional<String> termsConditionsLink,
        Optional<String> fromDate,
        Optional<String> toDate,
        Optional<Boolean> isValid,
        Optional<String> dateCreated,
        Optional<String> dateLastUpdated,
        Optional<String> lastUpdatedBy,
        Optional<Boolean> active) {

    /** Checks that no part is {@code null}. */
    public Campaign {
        requireNonNull(id, "id");
        requireNonNull(code, "code");
        requireNonNull(description, "description");
        requireNonNull(discountPercentage, "discountPercentage");
        requireNonNull(productId, "productId");
        requireNonNull(termsConditionsLink, "termsConditionsLink");
        requireNonNull(fromDate, "fromDate");
        requireNonNull(toDate, "toDate");
        requireNonNull(isValid, "isValid");
        requireNonNull(dateCreated, "dateCreated");
        requireNonNull(dateLastUpdated, "dateLastUpdated");
        requireNonNull(lastUpdatedBy, "lastUpdatedBy");
        requireNonNull(active, "active");
    }
}
