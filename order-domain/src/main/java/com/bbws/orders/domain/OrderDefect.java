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
 */
public record OrderDefect(Kind kind, String attribute, String found, String expected) {

    /** The sorts of defects. */
    public enum Kind {
        /** The status is none of the seven. Such an order cannot be read. */
        UNKNOWN_STATUS,
        /** An attribute is of a form that nobody understands. Where it is the lock token, the order cannot be read. */
        UNREADABLE_ATTRIBUTE,
        /** Amounts do not add up. */
        WRONG_AMOUNT,
        /** An amount has more decimals than its currency. */
        TOO_MANY_DECIMALS,
        /** There is no such currency. */
        UNKNOWN_CURRENCY,
        /** A line is about less than one piece. */
        WRONG_QUANTITY,
        /** An e-mail address is none, or not in lower case. */
        WRONG_EMAIL,
        /** A key and the attributes that it is made of disagree. */
        KEY_MISMATCH,
        /** A key of an index is missing, so that the order is not found by that index. */
        MISSING_INDEX_KEY,
        /** The order is paid, or was, and nothing is known of the payment. Only a warning. */
        MISSING_PAYMENT_DETAILS,
        /** A time is none, so that the order is not found by its date. Only a warning. */
        UNREADABLE_TIME;

        /** Tells whether it is only a warning: odd, but an order may be so. */
        public boolean isWarning() {
            return this == MISSING_PAYMENT_DETAILS || this == UNREADABLE_TIME;
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
    }

    /** Returns the defect as a sentence. */
    public String sentence() {
        return attribute + ": found " + found + ", expected " + expected;
    }
}
