package com.bbws.orders.domain;

import static java.util.Objects.requireNonNull;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How an order was paid: four known fields, and what other services keep beside them.
 *
 * <p>Two payment details are equal if their four known fields are; that is what "the same payment details" means in
 * docs/contract.md, 1 Statuses. Secret: {@link #toString} shows nothing of them.
 */
public final class PaymentDetails {

    /** The longest {@link #method}, in characters. */
    public static final int METHOD_MAX_LENGTH = 50;

    /** The longest {@link #transactionId} and {@link #payfastPaymentId}, in characters. */
    public static final int ID_MAX_LENGTH = 128;

    private static final String FIELD = "paymentDetails.";

    /** ISO 8601's extended form, without its rarer liberties: no comma, no 24:00, no week dates. */
    private static final Pattern DATE_TIME_WITH_OFFSET = Pattern.compile(
            "(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d{1,9})?)?)(Z|[+-]\\d\\d(?::?\\d\\d)?)");

    private final Optional<String> method;
    private final Optional<String> transactionId;
    private final Optional<String> payfastPaymentId;
    private final Optional<String> paidAt;
    private final Map<String, ?> unknownFields;

    private PaymentDetails(
            Optional<String> method,
            Optional<String> transactionId,
            Optional<String> payfastPaymentId,
            Optional<String> paidAt,
            Map<String, ?> unknownFields) {
        this.method = requireNonNull(method, "method");
        this.transactionId = requireNonNull(transactionId, "transactionId");
        this.payfastPaymentId = requireNonNull(payfastPaymentId, "payfastPaymentId");
        this.paidAt = requireNonNull(paidAt, "paidAt");
        this.unknownFields = Map.copyOf(unknownFields);
    }

    /**
     * Returns new payment details (the rules: docs/contract.md, 1 Body).
     *
     * @param method how it was paid; not blank, at most {@value #METHOD_MAX_LENGTH} characters
     * @param transactionId the bank's id; not blank, at most {@value #ID_MAX_LENGTH} characters
     * @param payfastPaymentId PayFast's id; not blank, at most {@value #ID_MAX_LENGTH} characters
     * @param paidAt when it was paid: an ISO 8601 date-time with offset, kept exactly as given
     * @throws OrderException.Invalid if a rule is broken or none of the four is there; it names every field at fault, as
     *     {@code paymentDetails.<field>}
     */
    public static PaymentDetails of(
            Optional<String> method,
            Optional<String> transactionId,
            Optional<String> payfastPaymentId,
            Optional<String> paidAt) {
        PaymentDetails details = new PaymentDetails(method, transactionId, payfastPaymentId, paidAt, Map.of());
        details.check();
        return details;
    }

    /** Holds these details, wherever they come from, to the rules of {@link #of}. */
    void check() {
        List<FieldError> errors = new ArrayList<>();
        method.flatMap(text -> RequiredText.check(FIELD + "method", text, METHOD_MAX_LENGTH))
                .ifPresent(errors::add);
        transactionId
                .flatMap(text -> RequiredText.check(FIELD + "transactionId", text, ID_MAX_LENGTH))
                .ifPresent(errors::add);
        payfastPaymentId
                .flatMap(text -> RequiredText.check(FIELD + "payfastPaymentId", text, ID_MAX_LENGTH))
                .ifPresent(errors::add);
        paidAt.filter(text -> !isDateTimeWithOffset(text))
                .ifPresent(text ->
                        errors.add(new FieldError(FIELD + "paidAt", "must be an ISO 8601 date-time with offset")));
        if (isEmpty()) {
            errors.add(new FieldError(
                    "paymentDetails", "must have one of method, transactionId, payfastPaymentId and paidAt"));
        }
        if (!errors.isEmpty()) {
            throw new OrderException.Invalid(errors);
        }
    }

    /**
     * Returns payment details that are stored already, whatever they hold.
     *
     * @param unknownFields what other services keep in the payment details, by name. Opaque: a store puts it in and finds it
     *     again when the details are replaced; nobody else looks
     */
    public static PaymentDetails reconstitute(
            Optional<String> method,
            Optional<String> transactionId,
            Optional<String> payfastPaymentId,
            Optional<String> paidAt,
            Map<String, ?> unknownFields) {
        return new PaymentDetails(method, transactionId, payfastPaymentId, paidAt, unknownFields);
    }

    /** Tells whether {@code text} can be a {@link #paidAt}: an ISO 8601 date-time with offset. */
    public static boolean isDateTimeWithOffset(String text) {
        Matcher parts = DATE_TIME_WITH_OFFSET.matcher(text);
        if (!parts.matches()) {
            return false;
        }
        try {
            LocalDateTime.parse(parts.group(1));
            ZoneOffset.of(parts.group(2));
            return true;
        } catch (DateTimeException noSuchTime) {
            return false;
        }
    }

    /** Returns these known fields with what other services keep in the details that they replace, if there are any. */
    PaymentDetails replacing(Optional<PaymentDetails> stored) {
        Map<String, ?> kept =
                stored.<Map<String, ?>>map(PaymentDetails::unknownFields).orElse(Map.of());
        return new PaymentDetails(method, transactionId, payfastPaymentId, paidAt, kept);
    }

    /** Tells whether none of the four known fields is there. */
    public boolean isEmpty() {
        return method.isEmpty() && transactionId.isEmpty() && payfastPaymentId.isEmpty() && paidAt.isEmpty();
    }

    /** Returns how it was paid, such as {@code payfast}. */
    public Optional<String> method() {
        return method;
    }

    /** Returns the bank's id of the payment. */
    public Optional<String> transactionId() {
        return transactionId;
    }

    /** Returns PayFast's id of the payment. */
    public Optional<String> payfastPaymentId() {
        return payfastPaymentId;
    }

    /** Returns when it was paid, exactly as it was given. */
    public Optional<String> paidAt() {
        return paidAt;
    }

    /** Returns what other services keep here, by name; opaque, for stores alone. Unmodifiable. */
    public Map<String, ?> unknownFields() {
        return unknownFields;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PaymentDetails that
                && method.equals(that.method)
                && transactionId.equals(that.transactionId)
                && payfastPaymentId.equals(that.payfastPaymentId)
                && paidAt.equals(that.paidAt);
    }

    @Override
    public int hashCode() {
        return Objects.hash(method, transactionId, payfastPaymentId, paidAt);
    }

    /** Returns a text that holds nothing of the payment, for logs. */
    @Override
    public String toString() {
        return "PaymentDetails[…]";
    }
}
