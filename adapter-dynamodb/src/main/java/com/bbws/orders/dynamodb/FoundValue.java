package com.bbws.orders.dynamodb;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Shows a stored value to an operator: short and printable. */
final class FoundValue {

    private static final int MAX_LENGTH = 60;

    private FoundValue() {}

    /** Shows a value: a text or a number as it is, of all else the type. */
    static String of(AttributeValue value) {
        return switch (value.type()) {
            case S -> of(value.s());
            case N -> value.n();
            default -> typeOf(value);
        };
    }

    /** Shows the type alone: a value of the wrong form may hold anything, a payment too. */
    static String typeOf(AttributeValue value) {
        return "a value of type " + value.type();
    }

    /** Shows a text: what cannot be printed becomes a space, and what is too long is cut. */
    static String of(String text) {
        return of(text, MAX_LENGTH);
    }

    /** Shows a text in a number of characters at most, and a sign that there is more. */
    static String of(String text, int maxLength) {
        StringBuilder shown = new StringBuilder();
        int length = 0;
        for (int i = 0; i < text.length() && length <= maxLength; i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            shown.appendCodePoint(length == maxLength ? '…' : isPrintable(c) ? c : ' ');
            length++;
        }
        return shown.toString();
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
