package com.bbws.orders.domain;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A requested update of an order: a status, payment details, or both.
 *
 * @param status the requested status; empty to keep the status
 * @param paymentDetails the requested payment details; empty to keep the payment details
 */
public record OrderUpdate(Optional<OrderStatus> status, Optional<PaymentDetails> paymentDetails) {

    /**
     * Checks that the update is not empty and that the payment details are valid. Payment details from storage may be
     * invalid.
     *
     * @throws OrderException.Invalid if the update is empty or the payment details are invalid
     */
    public OrderUpdate {
        requireNonNull(status, "status");
        requireNonNull(paymentDetails, "paymentDetails");
        if (status.isEmpty() && paymentDetails.isEmpty()) {
            throw new OrderException.Invalid("No updates provided");
        }
        paymentDetails.ifPresent(PaymentDetails::check);
    }

    /** Returns an update of the status. */
    public static OrderUpdate to(OrderStatus status) {
        return new OrderUpdate(Optional.of(requireNonNull(status, "status")), Optional.empty());
    }

    /** Returns an update of the payment details. */
    public static OrderUpdate with(PaymentDetails paymentDetails) {
        return new OrderUpdate(Optional.empty(), Optional.of(requireNonNull(paymentDetails, "paymentDetails")));
    }

    /** Returns an update of the status and the payment details. */
    public static OrderUpdate to(OrderStatus status, PaymentDetails paymentDetails) {
        return new OrderUpdate(
                Optional.of(requireNonNull(status, "status")),
                Optional.of(requireNonNull(paymentDetails, "paymentDetails")));
    }
}
