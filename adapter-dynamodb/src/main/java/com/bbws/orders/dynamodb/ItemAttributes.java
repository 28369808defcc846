package com.bbws.orders.dynamodb;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The attributes of an item, or of a map inside it, as the neighbours write them: any may be absent or NULL, numbers and
 * flags may be text, maps and lists may be JSON text (docs/contract.md, 2). What cannot be understood is empty.
 */
final class ItemAttributes {

    /** As far as a DynamoDB number reaches, with room; a longer one is text that means no good. */
    private static final int MAX_DIGITS = 160;

    private final Map<String, AttributeValue> attributes;

    ItemAttributes(Map<String, AttributeValue> attributes) {
        this.attributes = attributes;
    }

    /** Returns an attribute that is there and not NULL. */
    Optional<AttributeValue> value(String name) {
        return Optional.ofNullable(attributes.get(name)).filter(value -> value.type() != AttributeValue.Type.NUL);
    }

    Optional<String> text(String name) {
        return value(name).flatMap(ItemAttributes::scalarText);
    }

    /** Returns text that says something: blank text is how some neighbours write "none". */
    Optional<String> nonBlankText(String name) {
        return text(name).filter(text -> !text.isBlank());
    }

    /** Returns the first of these that can be read as a number. */
    Optional<BigDecimal> number(String... names) {
        return first(names, ItemAttributes::number);
    }

    Optional<Integer> integer(String name) {
        return number(name).flatMap(number -> {
            try {
                return Optional.of(number.intValueExact());
            } catch (ArithmeticException notAnInteger) {
                return Optional.empty();
            }
        });
    }

    /** Returns the first of these that can be read as a flag. */
    Optional<Boolean> flag(String... names) {
        return first(names, ItemAttributes::flag);
    }

    Optional<ItemAttributes> map(String name) {
        return value(name).flatMap(ItemAttributes::mapOf);
    }

    /** Returns a list's elements; one that is no map is a map without attributes, so that none goes missing. */
    Optional<List<ItemAttributes>> maps(String name) {
        return value(name)
                .flatMap(value -> structured(value, AttributeValue.Type.L))
                .map(AttributeValue::l)
                .map(elements -> elements.stream()
                        .map(element -> mapOf(element).orElseGet(() -> new ItemAttributes(Map.of())))
                        .toList());
    }

    /** Returns all attributes as they are. */
    Map<String, AttributeValue> all() {
        return attributes;
    }

    private <T> Optional<T> first(String[] names, Function<AttributeValue, Optional<T>> reading) {
        return Stream.of(names)
                .map(name -> value(name).flatMap(reading))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<BigDecimal> number(AttributeValue value) {
        return scalarText(value)
                .map(String::strip)
                .filter(text -> text.length() <= MAX_DIGITS)
                .flatMap(ItemAttributes::decimal);
    }

    private static Optional<Boolean> flag(AttributeValue value) {
        if (value.type() == AttributeValue.Type.BOOL) {
            return Optional.of(value.bool());
        }
        return scalarText(value)
                .map(text -> text.strip().toLowerCase(Locale.ROOT))
                .flatMap(text -> switch (text) {
                    case "true", "1" -> Optional.of(true);
                    case "false", "0" -> Optional.of(false);
                    default -> Optional.empty();
                });
    }

    private static Optional<ItemAttributes> mapOf(AttributeValue value) {
        return structured(value, AttributeValue.Type.M).map(AttributeValue::m).map(ItemAttributes::new);
    }

    private static Optional<AttributeValue> structured(AttributeValue value, AttributeValue.Type type) {
        Optional<AttributeValue> read =
                value.type() == AttributeValue.Type.S ? JsonText.parse(value.s()) : Optional.of(value);
        return read.filter(v -> v.type() == type);
    }

    private static Optional<String> scalarText(AttributeValue value) {
        return switch (value.type()) {
            case S -> Optional.of(value.s());
            case N -> Optional.of(value.n());
            default -> Optional.empty();
        };
    }

    private static Optional<BigDecimal> decimal(String text) {
        try {
            return Optional.of(new BigDecimal(text)).filter(number -> Math.abs((long) number.scale()) <= MAX_DIGITS);
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }
}
