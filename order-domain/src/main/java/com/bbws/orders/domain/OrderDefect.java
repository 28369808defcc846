package com.bbws.orders.domain;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/**
 * A defect of a stored order: something that breaks the model, or only a warning.
 *
 * @param kind the kind of defect
 * @param attribute the attribute, with dots and indexes for nested ones: {@code items.0.subtotal}
 * @param found what is stored, in words for an operator; may contain personal data
 * @param expected what should be stored, in words
 * @param sentence the defect as a sentence for an operator; may contain personal data
 */
public record OrderDefect(Kind kind, String attribute, String found, String expected, String sentence) {

    /** The kinds of defects. */
    public enum Kind {
        /** The status is unknown. The order cannot be read. */
        UNKNOWN_STATUS,
        /** An attribute has a form that cannot be read. If it is the lock token, the order cannot be read. */
        UNREADABLE_ATTRIBUTE,
        /** An amount, a quantity or a percentage is stored but cannot be read. What depends on it is not computed. */
        UNREADABLE_AMOUNT,
        /** Amounts do not add up. */
        WRONG_AMOUNT,
        /** An amount is below zero. */
        NEGATIVE_AMOUNT,
        /** The discount of a line is larger than its full price. */
        DISCOUNT_TOO_LARGE,
        /** A percentage is below 0 or above 100. Only a warning. */
        WRONG_PERCENTAGE,
        /** An amount has more decimals than its currency. */
        TOO_MANY_DECIMALS,
        /** The currency is unknown. */
        UNKNOWN_CURRENCY,
        /** The quantity of a line is less than 1. */
        WRONG_QUANTITY,
        /** An e-mail address is invalid, or not in lower case. */
        WRONG_EMAIL,
        /** A key of the order contradicts the attributes from which it is made. */
        KEY_MISMATCH,
        /** An index of the store does not contain the order, so searches do not find it. */
        MISSING_INDEX_KEY,
        /** The order is or was paid, and its payment details are missing. Only a warning. */
        MISSING_PAYMENT_DETAILS,
        /** A time cannot be read, so the order is not found by its date. Only a warning. */
        UNREADABLE_TIME;

        /** Returns whether this is only a warning: unusual, but allowed. */
        public boolean isWarning() {
            return this == MISSING_PAYMENT_DETAILS || this == UNREADABLE_TIME || this == WRONG_PERCENTAGE;
        }

        /** Returns the code of the kind in output: its name in lower case, such as {@code unknown_status}. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The value of {@link #found} if nothing is stored. */
    public static final String NOTHING = "nothing";

    /** Checks that no part is {@code null}. */
    public OrderDefect {
        requireNonNull(kind, "kind");
        requireNonNull(attribute, "attribute");
        requireNonNull(found, "found");
        requireNonNull(expected, "expected");
        requireNonNull(sentence, "sentence");
    }

    /** Creates a defect with a sentence that names the attribute, what is stored and what should be stored. */
    public OrderDefect(Kind kind, String attribute, String found, String expected) {
        this(kind, attribute, found, expected, attribute + ": found " + found + ", expected " + expected);
    }

    /**
     * Returns the defect of an order without payment details.
     *
     * @param status the status, which shows that the order is or was paid
     */
    static OrderDefect missingPaymentDetails(OrderStatus status) {
        return new OrderDefect(
                Kind.MISSING_PAYMENT_DETAILS,
                "paymentDetails",
                NOTHING,
                "payment details, because the order is " + status.wireName(),
                "payment details are missing although the order is " + status.wireName());
    }
}
