package com.bbws.orders.application;

import com.bbws.orders.domain.FieldError;
import com.bbws.orders.domain.Money;
import com.bbws.orders.domain.OrderException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the members of a document by their types. A member that is absent or {@code null} is empty. A member of another type is
 * empty too, and its error is collected.
 */
final class DocumentMembers {

    /** A floating-point number of the type double holds a decimal number of at most 15 digits exactly. */
    private static final int EXACT_DIGITS_OF_A_DOUBLE = 15;

    private static final int EXACT_DIGITS_OF_A_FLOAT = 6;

    private static final String DECIMAL = "must be a decimal number without loss of digits";

    private final String prefix;
    private final Map<?, ?> members;
    private final List<FieldError> errors;

    private DocumentMembers(String prefix, Map<?, ?> members, List<FieldError> errors) {
        this.prefix = prefix;
        this.members = members;
        this.errors = errors;
    }

    static DocumentMembers of(Map<?, ?> document) {
        return new DocumentMembers("", document, new ArrayList<>());
    }

    /**
     * Throws the errors so far, of this document and of its parts.
     *
     * @throws OrderException.Invalid if there is an error
     */
    void throwErrors() {
        if (!errors.isEmpty()) {
            throw new OrderException.Invalid(errors);
        }
    }

    void reject(String name, FieldError.Code code, String message) {
        errors.add(new FieldError(prefix + name, code, message));
    }

    boolean has(String name) {
        return members.get(name) != null;
    }

    Optional<String> text(String name) {
        return member(name, String.class, "must be a text");
    }

    Optional<Boolean> flag(String name) {
        return member(name, Boolean.class, "must be true or false");
    }

    Optional<DocumentMembers> object(String name) {
        return member(name, Map.class, "must be an object").map(map -> part(name, map));
    }

    Optional<List<DocumentMembers>> objects(String name) {
        return member(name, List.class, "must be a list").map(list -> {
            List<DocumentMembers> parts = new ArrayList<>();
            for (int i = 0; i < list.size(); i++) {
                String element = name + "." + i;
                if (list.get(i) instanceof Map<?, ?> map) {
                    parts.add(part(element, map));
                } else {
                    reject(element, FieldError.Code.WRONG_TYPE, "must be an object");
                }
            }
            return parts;
        });
    }

    /** Returns a decimal number: a number of any type, or a text, that has the exact value. */
    Optional<BigDecimal> decimal(String name) {
        return read(name, DECIMAL, DocumentMembers::exact);
    }

    /** Returns an amount, as {@link #decimal} reads it. */
    Optional<Money> amount(String name, String currency) {
        return read(name, DECIMAL, value -> new Money(exact(value), currency));
    }

    /** Returns a whole number, as {@link #decimal} reads it. */
    Optional<Integer> integer(String name) {
        return read(name, "must be a whole number", value -> exact(value).intValueExact());
    }

    private DocumentMembers part(String name, Map<?, ?> map) {
        return new DocumentMembers(prefix + name + ".", map, errors);
    }

    private <T> Optional<T> member(String name, Class<T> type, String requirement) {
        return read(name, requirement, type::cast);
    }

    private <T> Optional<T> read(String name, String requirement, Conversion<T> conversion) {
        Object value = members.get(name);
        if (value == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(conversion.apply(value));
        } catch (ClassCastException | ArithmeticException | IllegalArgumentException invalid) {
            reject(name, FieldError.Code.WRONG_TYPE, requirement);
            return Optional.empty();
        }
    }

    private static BigDecimal exact(Object value) {
        if (value instanceof BigDecimal decimal) {
            return decimal;
        }
        if (value instanceof Double || value instanceof Float) {
            // 10.0 is 10: the type shows one decimal at least.
            BigDecimal shortest = new BigDecimal(value.toString()).stripTrailingZeros();
            if (shortest.precision() > (value instanceof Float ? EXACT_DIGITS_OF_A_FLOAT : EXACT_DIGITS_OF_A_DOUBLE)) {
                throw new ArithmeticException("digits may be lost");
            }
            return shortest.setScale(Math.max(0, shortest.scale()));
        }
        return new BigDecimal(value instanceof Number ? value.toString() : (String) value);
    }

    /** Converts a value, or throws an exception if it has another type. */
    @FunctionalInterface
    private interface Conversion<T> {
        T apply(Object value);
    }
}
