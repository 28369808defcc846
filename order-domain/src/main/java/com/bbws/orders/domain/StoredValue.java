package com.bbws.orders.domain;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a store holds in the place of a value: nothing, the value, or something that cannot be read as one. The third case
 * is not the first: what depends on a value that cannot be read is not known (docs/contract.md, 2).
 *
 * @param value the value; empty if there is none or it cannot be read
 * @param defects why it cannot be read; empty if it can be, or if there is none
 * @param <T> the type of the value
 */
public record StoredValue<T>(Optional<T> value, List<OrderDefect> defects) {

    /**
     * Checks that it is one of the three cases.
     *
     * @throws IllegalArgumentException if there are a value and defects
     */
    public StoredValue {
        requireNonNull(value, "value");
        defects = List.copyOf(defects);
        if (value.isPresent() && !defects.isEmpty()) {
            throw new IllegalArgumentException("a value that can be read has no defects");
        }
    }

    /** Returns what stands for nothing. */
    public static <T> StoredValue<T> absent() {
        return new StoredValue<>(Optional.empty(), List.of());
    }

    /** Returns a value that can be read. */
    public static <T> StoredValue<T> known(T value) {
        return new StoredValue<>(Optional.of(value), List.of());
    }

    /**
     * Returns what stands for something that cannot be read.
     *
     * @param defects what is there in the place of the value; at least one
     * @throws IllegalArgumentException if there are no defects
     */
    public static <T> StoredValue<T> unreadable(List<OrderDefect> defects) {
        if (defects.isEmpty()) {
            throw new IllegalArgumentException("unreadable, but no defect");
        }
        return new StoredValue<>(Optional.empty(), defects);
    }

    /** Tells whether something is there that cannot be read. */
    public boolean isUnreadable() {
        return !defects.isEmpty();
    }

    /** Returns the same case, with another value if there is one. */
    public <U> StoredValue<U> map(Function<? super T, ? extends U> mapping) {
        return new StoredValue<>(value.map(mapping), defects);
    }
}
