package com.bbws.orders.domain;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What an operator wants put right by hand, and why (docs/contract.md, 5).
 *
 * @param status the status that is right
 * @param paymentDetails the payment details that are right; empty to leave them as they are
 * @param reason why the ordinary rules do not do; not blank, at most {@value #REASON_MAX_LENGTH} characters, without
 *     control characters and without characters that change the direction of text
 */
public record OrderCorrection(OrderStatus status, Optional<PaymentDetails> paymentDetails, String reason) {

    /** The longest reason, in characters. */
    public static final int REASON_MAX_LENGTH = 500;

    /** The characters with Unicode's property Bidi_Control: with them a text can look like another one. */
    private static final String BIDI_CONTROLS =
            "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069";

    /**
     * Checks the reason, and that the payment details are legal even if they come from storage.
     *
     * @throws OrderException.Invalid if a rule is broken
     */
    public OrderCorrection {
        requireNonNull(status, "status");
        requireNonNull(paymentDetails, "paymentDetails");
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
