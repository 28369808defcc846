package com.bbws.orders.dynamodb;

import com.bbws.orders.domain.OrderDefect;
import com.bbws.orders.domain.StoredValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Reads the attributes of an item, or of a map inside it, as the other services write them. Any attribute may be absent or
 * NULL, numbers and flags may be text, maps and lists may be JSON text (docs/contract.md, 2). A value that cannot be read is
 * empty. Numbers and lists are returned as a {@link StoredValue}, which also distinguishes "absent" from "unreadable",
 * because sums depend on it.
 */
final class ItemAttributes {

    /** A longer text is not read as a number. The limit is above what a DynamoDB number needs. */
    private static final int MAX_DIGITS = 160;

    private static final BigDecimal MAX_INTEGER = BigDecimal.valueOf(Integer.MAX_VALUE);
    private static final BigDecimal MIN_INTEGER = BigDecimal.valueOf(Integer.MIN_VALUE);

    private final Map<String, AttributeValue> attributes;
    private final String prefix;

    ItemAttributes(Map<String, AttributeValue> attributes) {
        this(attributes, "");
    }

    private ItemAttributes(Map<String, AttributeValue> attributes, String prefix) {
        this.attributes = attributes;
        this.prefix = prefix;
    }

    /** Returns an attribute; empty if it is absent or NULL. */
    Optional<AttributeValue> value(String name) {
        return Optional.ofNullable(attributes.get(name)).filter(value -> value.type() != AttributeValue.Type.NUL);
    }

    /**
     * Returns an attribute; empty also if it is blank text or the text "null", which some services write for an absent list,
     * map or flag. Do not use this for amounts: an amount with such a text is present and unreadable.
     */
    Optional<AttributeValue> nonBlankValue(String name) {
        return value(name)
                .filter(value -> value.type() != AttributeValue.Type.S
                        || !value.s().isBlank() && !value.s().strip().equals("null"));
    }

    Optional<String> text(String name) {
        return value(name).flatMap(ItemAttributes::scalarText);
    }

    /** Returns text that is not blank. */
    Optional<String> nonBlankText(String name) {
        return text(name).filter(text -> !text.isBlank());
    }

    /**
     * Returns the number in an attribute. Blank text is present and unreadable.
     *
     * @param names the names that the attribute may have. The result is the number under the first of these names that is
     *     present. If the value under any of the names is unreadable, the result is unreadable, because that value may
     *     contradict the number
     */
    StoredValue<BigDecimal> number(String... names) {
        Optional<BigDecimal> first = Optional.empty();
        List<OrderDefect> defects = new ArrayList<>();
        for (String name : names) {
            StoredValue<BigDecimal> number = read(
                    value(name),
                    ItemAttributes::decimal,
                    value -> unreadableAmount(name, value, "a number such as 1234.50"));
            first = first.or(number::value);
            defects.addAll(number.defects());
        }
        return defects.isEmpty() ? new StoredValue<>(first, defects) : StoredValue.unreadable(defects);
    }

    /** Returns the whole number in an attribute. A number that does not fit into an {@code int} is unreadable. */
    StoredValue<Integer> integer(String name) {
        return read(
                value(name),
                value -> whole(value).filter(ItemAttributes::isInt).map(BigDecimal::intValueExact),
                value -> unreadableAmount(name, value, expectedInteger(value)));
    }

    /** Returns the first of these attributes that can be read as a flag. */
    Optional<Boolean> flag(String... names) {
        return Stream.of(names)
                .map(name -> value(name).flatMap(ItemAttributes::flag))
                .flatMap(Optional::stream)
                .findFirst();
    }

    Optional<ItemAttributes> map(String name) {
        return value(name).flatMap(ItemAttributes::members).map(members -> inside(name, members));
    }

    /** Returns the elements of a list of maps. An element that is absent or unreadable keeps its position. */
    StoredValue<List<StoredValue<ItemAttributes>>> maps(String name) {
        return read(nonBlankValue(name), ItemAttributes::elements, value -> unreadableForm(name, value, "a list"))
                .map(elements -> {
                    ItemAttributes byNumber = inside(name, numbered(elements));
                    List<StoredValue<ItemAttributes>> maps = new ArrayList<>();
                    for (int i = 0; i < elements.size(); i++) {
                        maps.add(byNumber.element(String.valueOf(i)));
                    }
                    return maps;
                });
    }

    /** Returns all attributes as they are stored. */
    Map<String, AttributeValue> all() {
        return attributes;
    }

    private StoredValue<ItemAttributes> element(String number) {
        return read(nonBlankValue(number), ItemAttributes::members, value -> unreadableForm(number, value, "a map"))
                .map(members -> inside(number, members));
    }

    private ItemAttributes inside(String name, Map<String, AttributeValue> members) {
        return new ItemAttributes(members, prefix + name + ".");
    }

    private <T> StoredValue<T> read(
            Optional<AttributeValue> stored,
            Function<AttributeValue, Optional<T>> reading,
            Function<AttributeValue, OrderDefect> unreadable) {
        if (stored.isEmpty()) {
            return StoredValue.absent();
        }
        return reading.apply(stored.get())
                .map(StoredValue::known)
                .orElseGet(() -> StoredValue.unreadable(List.of(unreadable.apply(stored.get()))));
    }

    private OrderDefect unreadableAmount(String name, AttributeValue value, String expected) {
        String found = AttributeValueFormatter.format(value);
        // Quotation marks distinguish a decimal comma from the commas of the sentence.
        String quoted = value.type() == AttributeValue.Type.S ? "'" + found + "'" : found;
        String attribute = prefix + name;
        return new OrderDefect(
                OrderDefect.Kind.UNREADABLE_AMOUNT,
                attribute,
                found,
                expected,
                attribute + ": found " + quoted + ", expected " + expected);
    }

    private OrderDefect unreadableForm(String name, AttributeValue value, String expected) {
        return new OrderDefect(
                OrderDefect.Kind.UNREADABLE_ATTRIBUTE, prefix + name, AttributeValueFormatter.typeOf(value), expected);
    }

    private static Map<String, AttributeValue> numbered(List<AttributeValue> elements) {
        Map<String, AttributeValue> numbered = new HashMap<>();
        for (AttributeValue element : elements) {
            numbered.put(String.valueOf(numbered.size()), element);
        }
        return numbered;
    }

    private static Optional<BigDecimal> decimal(AttributeValue value) {
        return scalarText(value)
                .map(String::strip)
                .filter(text -> text.length() <= MAX_DIGITS)
                .flatMap(ItemAttributes::decimal);
    }

    private static Optional<BigDecimal> decimal(String text) {
        try {
            return Optional.of(new BigDecimal(text)).filter(number -> Math.abs((long) number.scale()) <= MAX_DIGITS);
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    private static Optional<BigDecimal> whole(AttributeValue value) {
        return decimal(value).filter(number -> number.stripTrailingZeros().scale() <= 0);
    }

    private static boolean isInt(BigDecimal whole) {
        return whole.compareTo(MIN_INTEGER) >= 0 && whole.compareTo(MAX_INTEGER) <= 0;
    }

    private static String expectedInteger(AttributeValue value) {
        return whole(value)
                .map(number -> number.signum() < 0 ? "1 or more" : "at most " + MAX_INTEGER + ": it is too large")
                .orElse("a whole number");
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

    private static Optional<Map<String, AttributeValue>> members(AttributeValue value) {
        return structured(value, AttributeValue.Type.M).map(AttributeValue::m);
    }

    private static Optional<List<AttributeValue>> elements(AttributeValue value) {
        return structured(value, AttributeValue.Type.L).map(AttributeValue::l);
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
}
