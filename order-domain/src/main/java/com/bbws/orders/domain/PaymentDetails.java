package com.bbws.orders.domain;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How an order was paid: the fields of {@link PaymentField}, and the fields that only other services use.
 *
 * <p>Two payment details are equal if the fields of {@link PaymentField} are equal. Confidential: {@link #toString} shows no
 * value.
 */
public final class PaymentDetails implements NotABean {

    private final Map<PaymentField, String> fields;
    private final Map<String, ?> unknownFields;

    private PaymentDetails(Map<PaymentField, String> fields, Map<String, ?> unknownFields) {
        Map<PaymentField, String> ordered = new EnumMap<>(PaymentField.class);
        ordered.putAll(requireNonNull(fields, "fields"));
        this.fields = Collections.unmodifiableMap(ordered);
        this.unknownFields = Map.copyOf(requireNonNull(unknownFields, "unknownFields"));
    }

    /**
     * Returns new payment details.
     *
     * @param fields the values; at least one, and each must be valid: see {@link PaymentField#check}
     * @throws OrderException.Invalid if a value is invalid or no value is given; it has an error for each invalid field
     */
    public static PaymentDetails of(Map<PaymentField, String> fields) {
        PaymentDetails details = new PaymentDetails(fields, Map.of());
        details.check();
        return details;
    }

    /**
     * Returns payment details that are stored already. Their values are not checked.
     *
     * @param fields the stored values
     * @param unknownFields what other services keep in the payment details, by name. The store that reads them writes them
     *     again when the details are replaced; nothing else uses them
     */
    public static PaymentDetails reconstitute(Map<PaymentField, String> fields, Map<String, ?> unknownFields) {
        return new PaymentDetails(fields, unknownFields);
    }

    /** Checks these details by the rules of {@link #of}, also if they come from a store. */
    void check() {
        List<FieldError> errors = new ArrayList<>();
        fields.forEach((field, text) -> field.check(text).ifPresent(errors::add));
        if (isEmpty()) {
            errors.add(new FieldError(
                    "paymentDetails",
                    FieldError.Code.REQUIRED,
                    Stream.of(PaymentField.values())
                            .map(PaymentField::fieldName)
                            .collect(joining(", ", "must have at least one of ", ""))));
        }
        if (!errors.isEmpty()) {
            throw new OrderException.Invalid(errors);
        }
    }

    /** Returns these fields together with the unknown fields of the details that they replace. */
    PaymentDetails replacing(Optional<PaymentDetails> stored) {
        Map<String, ?> kept =
                stored.<Map<String, ?>>map(PaymentDetails::unknownFields).orElse(Map.of());
        return new PaymentDetails(fields, kept);
    }

    /** Returns whether all fields of {@link PaymentField} are absent. */
    public boolean isEmpty() {
        return fields.isEmpty();
    }

    /** Returns the value of a field; empty if it is absent. */
    public Optional<String> get(PaymentField field) {
        return Optional.ofNullable(fields.get(requireNonNull(field, "field")));
    }

    /** Returns the values of the fields that are present, unmodifiable, in the order of {@link PaymentField}. */
    public Map<PaymentField, String> fields() {
        return fields;
    }

    /** Returns what other services keep here, by name, unmodifiable. Only for stores. */
    public Map<String, ?> unknownFields() {
        return unknownFields;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PaymentDetails that && fields.equals(that.fields);
    }

    @Override
    public int hashCode() {
        return fields.hashCode();
    }

    /** Returns a text without any value, for logs. */
    @Override
    public String toString() {
        return "PaymentDetails[…]";
    }
}
