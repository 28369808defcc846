package com.bbws.orders.domain;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An operator's request to correct an order outside the ordinary rules.
 *
 * @param status the correct status
 * @param paymentDetails the correct payment details; empty to leave them unchanged
 * @param reason why the correction is necessary; not blank, at most {@value #REASON_MAX_LENGTH} characters, without
 *     control characters and without characters that change the direction of text
 */
public record OrderCorrection(OrderStatus status, Optional<PaymentDetails> paymentDetails, String reason) {

    /** The maximum length of a reason, in characters. */
    public static final int REASON_MAX_LENGTH = 500;

    /** The characters with the Unicode property Bidi_Control. They can make a text look like another text. */
    private static final String BIDI_CONTROLS =
            "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069";

    /**
     * Checks the reason, and the payment details even if they come from a store.
     *
     * @throws OrderException.Invalid if a value is invalid
     */
    public OrderCorrection {
        requireNonNull(status, "status");
        requireNonNull(paymentDetails, "paymentDetails");
        requireNonNull(reason, "reason");
        RequiredText.check("reason", reason, REASON_MAX_LENGTH)
                .or(() -> checkCharacters(reason))
                .ifPresent(error -> {
                    throw new OrderException.Invalid(List.of(error));
                });
        paymentDetails.ifPresent(PaymentDetails::check);
    }

    private static Optional<FieldError> checkCharacters(String reason) {
        return reason.codePoints()
                .filter(OrderCorrection::isControl)
                .mapToObj(c -> new FieldError(
                        "reason",
                        FieldError.Code.INVALID_FORMAT,
                        String.format(
                                Locale.ROOT,
                                "must not have control characters: character %d is U+%04X",
                                reason.codePointCount(0, reason.indexOf(c)) + 1,
                                c)))
                .findFirst();
    }

    private static boolean isControl(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> BIDI_CONTROLS.indexOf(c) >= 0;
        };
    }
}
