package com.bbws.orders.domain;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/**
 * One thing in a stored order that is not as the model says (docs/contract.md, 5).
 *
 * @param kind what sort of thing
 * @param attribute the attribute at fault, nested ones with dots and numbers: {@code items.0.subtotal}
 * @param found what is there, in words for an operator; may be personal
 * @param expected what should be there, in words
 * @param sentence the defect as a sentence for an operator; may be personal
 */
public record OrderDefect(Kind kind, String attribute, String found, String expected, String sentence) {

    /** The sorts of defects. */
    public enum Kind {
        /** The status is none of the seven. Such an order cannot be read. */
        UNKNOWN_STATUS,
        /** An attribute has a form that cannot be read. Where it is the lock token, the order cannot be read. */
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
        /** There is no such currency. */
        UNKNOWN_CURRENCY,
        /** The quantity of a line is less than 1. */
        WRONG_QUANTITY,
        /** An e-mail address is invalid, or not in lower case. */
        WRONG_EMAIL,
        /** A key and the attributes that it is made of disagree. */
        KEY_MISMATCH,
        /** A key of an index is missing, so that the order is not found by that index. */
        MISSING_INDEX_KEY,
        /** The order is paid, or was, and its payment details are missing. Only a warning. */
        MISSING_PAYMENT_DETAILS,
        /** A time cannot be read, so that the order is not found by its date. Only a warning. */
        UNREADABLE_TIME;

        /** Tells whether it is only a warning: odd, but an order may be so. */
        public boolean isWarning() {
            return this == MISSING_PAYMENT_DETAILS || this == UNREADABLE_TIME || this == WRONG_PERCENTAGE;
        }

        /** Returns the name for people and programs: in lower case, with hyphens. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Stands for {@link #found} where nothing is there. */
    public static final String NOTHING = "nothing";

    /** Checks that all parts are there. */
    public OrderDefect {
        requireNonNull(kind, "kind");
        requireNonNull(attribute, "attribute");
        requireNonNull(found, "found");
        requireNonNull(expected, "expected");
        requireNonNull(sentence, "sentence");
    }

    /** Returns a defect whose sentence names the attribute, what is there and what should be there. */
    public OrderDefect(Kind kind, String attribute, String found, String expected) {
        this(kind, attribute, found, expected, attribute + ": found " + found + ", expected " + expected);
    }

    /**
     * Returns the payment details that an order lacks.
     *
     * @param status the order's status, by which it is paid or was
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
