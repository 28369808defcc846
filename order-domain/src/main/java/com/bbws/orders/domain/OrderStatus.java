package com.bbws.orders.domain;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Where an order stands in its life, and what may follow: by an ordinary update (docs/contract.md, 1 Statuses) and by an
 * operator's correction (docs/contract.md, 5).
 *
 * <p>The order of the constants is the order in which statuses are listed everywhere.
 */
public enum OrderStatus {
    /** Placed; nothing is known of a payment. */
    PENDING,
    /** The customer was sent to pay; the money is not confirmed. */
    PAYMENT_PENDING,
    /** The money is confirmed. */
    PAID,
    /** What was bought is being delivered. */
    PROCESSING,
    /** All is delivered. Final. */
    COMPLETED,
    /** Called off before it was completed. Final. */
    CANCELLED,
    /** The money went back. Final. */
    REFUNDED;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    /**
     * Returns the status that is written as {@code text} on the wire and in storage.
     *
     * @param text a lower-case name such as {@code payment_pending}; other spellings are not this method's business
     * @return the status, or empty if none of the seven is written so
     */
    public static Optional<OrderStatus> ofWireName(String text) {
        requireNonNull(text, "text");
        for (OrderStatus status : values()) {
            if (status.wireName.equals(text)) {
                return Optional.of(status);
            }
        }
        return Optional.empty();
    }

    /** Returns how this status is written on the wire and in storage: its name in lower case. */
    public String wireName() {
        return wireName;
    }

    /**
     * Returns the statuses that an ordinary update may set from this one. The whole ordinary status machine is this method.
     *
     * @return an unmodifiable set in the order of declaration; empty for a final status
     */
    public Set<OrderStatus> successors() {
        return Collections.unmodifiableSet(
                switch (this) {
                    case PENDING -> EnumSet.of(PAYMENT_PENDING, PAID, CANCELLED);
                    case PAYMENT_PENDING -> EnumSet.of(PAID, CANCELLED);
                    case PAID -> EnumSet.of(PROCESSING, CANCELLED);
                    case PROCESSING -> EnumSet.of(COMPLETED, CANCELLED);
                    case COMPLETED, CANCELLED, REFUNDED -> EnumSet.noneOf(OrderStatus.class);
                });
    }

    /**
     * Returns the statuses that an operator's correction may set from this one: what an ordinary update may, and besides
     * it what takes one ordinary step back, what says that money which had come went back, and what takes that back
     * again. A correction never takes an order that nobody has paid to
     * where it is delivered or refunded, but for one that was cancelled, since it may have been paid before.
     *
     * @return an unmodifiable set in the order of declaration; never empty
     */
    public Set<OrderStatus> corrections() {
        return Collections.unmodifiableSet(
                switch (this) {
                    case PENDING -> EnumSet.of(PAYMENT_PENDING, PAID, CANCELLED);
                    case PAYMENT_PENDING -> EnumSet.of(PENDING, PAID, CANCELLED);
                    case PAID -> EnumSet.of(PENDING, PAYMENT_PENDING, PROCESSING, CANCELLED, REFUNDED);
                    case PROCESSING -> EnumSet.of(PAID, COMPLETED, CANCELLED, REFUNDED);
                    case COMPLETED -> EnumSet.of(PROCESSING, REFUNDED);
                    case CANCELLED -> EnumSet.of(PENDING, PAYMENT_PENDING, PAID, PROCESSING, REFUNDED);
                    case REFUNDED -> EnumSet.of(PAID, PROCESSING, COMPLETED, CANCELLED);
                });
    }

    /**
     * Returns the statuses that only a correction may set from this one.
     *
     * @return an unmodifiable set in the order of declaration; may be empty
     */
    public Set<OrderStatus> correctionsOnly() {
        Set<OrderStatus> statuses = EnumSet.copyOf(corrections());
        statuses.removeAll(successors());
        return Collections.unmodifiableSet(statuses);
    }

    /** Tells whether an order in this status takes no ordinary change of any kind. */
    public boolean isFinal() {
        return successors().isEmpty();
    }

    /** Tells whether an update that ends in this status may set payment details. */
    public boolean takesPaymentDetails() {
        return this == PAYMENT_PENDING || this == PAID;
    }

    /** Tells whether a correction that ends in this status may set payment details (docs/contract.md, 5). */
    public boolean takesCorrectedPaymentDetails() {
        return takesPaymentDetails() || isPaidFor();
    }

    /** Tells whether an order in this status was paid at some time, so that there should be payment details. */
    public boolean isPaidFor() {
        return this == PAID || this == PROCESSING || this == COMPLETED || this == REFUNDED;
    }
}
