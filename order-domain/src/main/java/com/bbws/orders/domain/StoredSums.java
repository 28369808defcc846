package com.bbws.orders.domain;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * The sums that are stored with an order although they follow from its other amounts, as they are stored. An {@link Order}
 * computes its sums; {@link OrderValidator} compares them with these.
 *
 * @param subtotal the stored subtotal; empty if there is none or it cannot be read
 * @param total the stored total; likewise
 * @param lines the stored subtotals of the lines, in their order; likewise
 */
public record StoredSums(Optional<BigDecimal> subtotal, Optional<BigDecimal> total, List<Optional<BigDecimal>> lines) {

    /** Stands for an order that is stored without sums. */
    public static final StoredSums NONE = new StoredSums(Optional.empty(), Optional.empty(), List.of());

    /** Checks that all parts are there. */
    public StoredSums {
        requireNonNull(subtotal, "subtotal");
        requireNonNull(total, "total");
        lines = List.copyOf(lines);
    }

    /** Returns the stored subtotal of a line; empty if nothing is known of that line. */
    Optional<BigDecimal> ofLine(int number) {
        return number < lines.size() ? lines.get(number) : Optional.empty();
    }
}
