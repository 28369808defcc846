package com.bbws.orders.domain;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * What an operator wants put right by hand, and why (docs/contract.md, 5).
 *
 * @param status the status that is right
 * @param paymentDetails the payment details that are right; empty to leave them as they are
 * @param reason why the ordinary rules do not do; not blank, at most {@value #REASON_MAX_LENGTH} characters
 */
public record OrderCorrection(OrderStatus status, Optional<PaymentDetails> paymentDetails, String reason) {

    /** The longest reason, in characters. */
    public static final int REASON_MAX_LENGTH = 500;

    /**
     * Checks the reason, and that the payment details are legal even if they come from storage.
     *
     * @throws OrderException.Invalid if a rule is broken
     */
    public OrderCorrection {
        requireNonNull(status, "status");
        requireNonNull(paymentDetails, "paymentDetails");
        RequiredText.check("reason", reason, REASON_MAX_LENGTH).ifPresent(error -> {
            throw new OrderException.Invalid(List.of(error));
        });
        paymentDetails.ifPresent(PaymentDetails::check);
    }
}
