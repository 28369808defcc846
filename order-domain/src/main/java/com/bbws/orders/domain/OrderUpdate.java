package com.bbws.orders.domain;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What a caller wants of an order: a status, payment details, or both.
 *
 * @param status the wanted status
 * @param paymentDetails the wanted payment details
 */
public record OrderUpdate(Optional<OrderStatus> status, Optional<PaymentDetails> paymentDetails) {

    /**
     * Checks that something is asked for, and that the payment details are legal even if they come from storage.
     *
     * @throws OrderException.Invalid if nothing is, or they are not
     */
    public OrderUpdate {
        requireNonNull(paymentDetails, "paymentDetails");
        if (status.isEmpty() && paymentDetails.isEmpty()) {
            throw new OrderException.Invalid("No updates provided");
        }
        paymentDetails.ifPresent(PaymentDetails::check);
    }

    /** Returns the wish for a status. */
    public static OrderUpdate to(OrderStatus status) {
        return new OrderUpdate(Optional.of(status), Optional.empty());
    }

    /** Returns the wish for payment details. */
    public static OrderUpdate with(PaymentDetails paymentDetails) {
        return new OrderUpdate(Optional.empty(), Optional.of(paymentDetails));
    }

    /** Returns the wish for a status and payment details at once. */
    public static OrderUpdate to(OrderStatus status, PaymentDetails paymentDetails) {
        return new OrderUpdate(Optional.of(status), Optional.of(paymentDetails));
    }
}
