package com.bbws.orders.dynamodb;

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

    /** Returns the first 60 characters of a text, as {@link #format(String, int)} does. */
    static String format(String text) {
        return format(text, MAX_LENGTH);
    }

    /**
     * Returns a text with a space in place of each character that is not printable.
     *
     * @param maxLength the number of characters after which the text is cut; an ellipsis then marks the cut
     */
    static String format(String text, int maxLength) {
        StringBuilder formatted = new StringBuilder();
        int length = 0;
        for (int i = 0; i < text.length() && length <= maxLength; i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            formatted.appendCodePoint(length == maxLength ? '…' : isPrintable(c) ? c : ' ');
            length++;
        }
        return formatted.toString();
    }

    private static boolean isPrintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
