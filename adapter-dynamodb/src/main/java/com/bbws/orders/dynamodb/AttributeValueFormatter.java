package com.bbws.orders.dynamodb;

import com.bbws.orders.domain.DisplayText;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Formats stored values for messages to operators: short and printable. */
final class AttributeValueFormatter {

    private static final int MAX_LENGTH = 60;

    private AttributeValueFormatter() {}

    /** Returns the value if it is a text or a number, otherwise only its type. */
    static String format(AttributeValue value) {
        return switch (value.type()) {
            case S -> format(value.s());
            case N -> value.n();
            default -> typeOf(value);
        };
    }

    /** Returns only the type: a value of an unexpected type may contain confidential data, such as a payment. */
    static String typeOf(AttributeValue value) {
        return "a value of type " + value.type();
    }

    /** Returns a text as one printable line of at most 60 characters. */
    static String format(String text) {
        return DisplayText.printable(text, MAX_LENGTH);
    }
}
