package com.bbws.orders.domain;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A stored value that is absent, known, or unreadable. "Unreadable" differs from "absent": a value that is present but
 * unreadable is never treated as absent or zero, and nothing that depends on it is computed.
 *
 * @param value the value; empty if it is absent or unreadable
 * @param defects why the value is unreadable; empty if it is absent or known
 * @param <T> the type of the value
 */
public record StoredValue<T>(Optional<T> value, List<OrderDefect> defects) {

    /**
     * Checks that this is one of the three cases.
     *
     * @throws IllegalArgumentException if it has both a value and defects
     */
    public StoredValue {
        requireNonNull(value, "value");
        defects = List.copyOf(requireNonNull(defects, "defects"));
        if (value.isPresent() && !defects.isEmpty()) {
            throw new IllegalArgumentException("a value that can be read has no defects");
        }
    }

    /** Returns an absent value. */
    public static <T> StoredValue<T> absent() {
        return new StoredValue<>(Optional.empty(), List.of());
    }

    /** Returns a known value. */
    public static <T> StoredValue<T> known(T value) {
        return new StoredValue<>(Optional.of(requireNonNull(value, "value")), List.of());
    }

    /**
     * Returns an unreadable value.
     *
     * @param defects why it is unreadable; at least one defect
     * @throws IllegalArgumentException if {@code defects} is empty
     */
    public static <T> StoredValue<T> unreadable(List<OrderDefect> defects) {
        if (requireNonNull(defects, "defects").isEmpty()) {
            throw new IllegalArgumentException("unreadable, but no defect");
        }
        return new StoredValue<>(Optional.empty(), defects);
    }

    /** Returns whether the value is present but unreadable. */
    public boolean isUnreadable() {
        return !defects.isEmpty();
    }

    /** Applies a function to a known value; otherwise returns the same case. */
    public <U> StoredValue<U> map(Function<? super T, ? extends U> mapping) {
        return new StoredValue<>(value.map(requireNonNull(mapping, "mapping")), defects);
    }
}
