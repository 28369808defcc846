package com.bbws.orders.domain;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The status of an order, with the allowed transitions: by an update ({@link #successors}) and by an operator's correction
 * ({@link #corrections}).
 *
 * <p>Lists of statuses have the order of these constants.
 */
public enum OrderStatus {
    /** The order is placed. No payment has started. */
    PENDING,
    /** The payment has started. It is not confirmed yet. */
    PAYMENT_PENDING,
    /** The payment is confirmed. */
    PAID,
    /** The delivery has started. */
    PROCESSING,
    /** Everything is delivered. Final. */
    COMPLETED,
    /** The order was cancelled before it was completed. Final. */
    CANCELLED,
    /** The payment was returned to the customer. Final. */
    REFUNDED;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    /**
     * Returns the status with a wire name.
     *
     * @param text a lower-case name such as {@code payment_pending}
     * @return the status; empty if the text is not exactly the wire name of a status
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

    /** Returns the name of this status in JSON and in storage, in lower case. */
    public String wireName() {
        return wireName;
    }

    /** Returns the {@link #wireName}. */
    @Override
    public String toString() {
        return wireName;
    }

    /**
     * Returns the statuses that an update may set from this one. This method is the complete status machine for updates.
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
     * Returns the statuses that an operator's correction may set from this one. These are:
     *
     * <ul>
     *   <li>the statuses that an update may set;
     *   <li>the status before the last update, to undo the update;
     *   <li>{@link #REFUNDED} from a status after a payment, and from it a status that an order may have before a refund.
     * </ul>
     *
     * <p>A correction never changes a status before the payment to a status of a delivered or refunded order. A cancelled
     * order is an exception, because it may have been paid before.
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
     * Returns the statuses that a correction may set from this one and an update may not.
     *
     * @return an unmodifiable set in the order of declaration; may be empty
     */
    public Set<OrderStatus> correctionsOnly() {
        Set<OrderStatus> statuses = EnumSet.copyOf(corrections());
        statuses.removeAll(successors());
        return Collections.unmodifiableSet(statuses);
    }

    /** Returns whether this status is final: an update cannot change an order with this status. */
    public boolean isFinal() {
        return successors().isEmpty();
    }

    /** Returns whether an update may set payment details if this is the status after it. */
    public boolean takesPaymentDetails() {
        return this == PAYMENT_PENDING || this == PAID;
    }

    /** Returns whether a correction may set payment details if this is the status after it. */
    public boolean takesCorrectedPaymentDetails() {
        return takesPaymentDetails() || isPaidFor();
    }

    /** Returns whether an order with this status has been paid, so that it should have payment details. */
    public boolean isPaidFor() {
        return switch (this) {
            case PAID, PROCESSING, COMPLETED, REFUNDED -> true;
            case PENDING, PAYMENT_PENDING, CANCELLED -> false;
        };
    }
}
