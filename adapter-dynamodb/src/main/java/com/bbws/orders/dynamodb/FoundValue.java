package com.bbws.orders.dynamodb;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What stands in an item in the place of something else, for the eyes of an operator: short and printable. */
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
        StringBuilder shown = new StringBuilder();
        int length = 0;
        for (int i = 0; i < text.length() && length <= MAX_LENGTH; i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            shown.appendCodePoint(length == MAX_LENGTH ? '…' : isPrintable(c) ? c : ' ');
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
