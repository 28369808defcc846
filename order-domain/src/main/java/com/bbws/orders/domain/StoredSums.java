package com.bbws.orders.domain;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * The stored sums of an order. They are redundant: an {@link Order} computes its sums from the other amounts, and {@link
 * OrderValidator} compares the computed sums with the stored ones.
 *
 * @param subtotal the stored subtotal; empty if it is absent or unreadable
 * @param total the stored total; empty if it is absent or unreadable
 * @param lines the stored subtotal of each line, in order; empty if it is absent or unreadable
 */
public record StoredSums(Optional<BigDecimal> subtotal, Optional<BigDecimal> total, List<Optional<BigDecimal>> lines) {

    /** For an order that is stored without sums. */
    public static final StoredSums NONE = new StoredSums(Optional.empty(), Optional.empty(), List.of());

    /** Checks that no part is {@code null}. */
    public StoredSums {
        requireNonNull(subtotal, "subtotal");
        requireNonNull(total, "total");
        lines = List.copyOf(requireNonNull(lines, "lines"));
    }

    /** Returns the stored subtotal of a line; empty if it is unknown. */
    Optional<BigDecimal> ofLine(int number) {
        return number < lines.size() ? lines.get(number) : Optional.empty();
    }
}
