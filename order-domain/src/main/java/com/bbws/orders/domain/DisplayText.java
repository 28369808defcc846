package com.bbws.orders.domain;

import static java.util.Objects.requireNonNull;

/** Rules for showing text of unknown origin: what is printable, and how a long text is truncated. */
public final class DisplayText {

    private static final String ELLIPSIS = "…";

    private DisplayText() {}

    /**
     * Returns whether a character can be printed. Control and format characters, which includes those that change the
     * direction of text, private and unassigned characters and single surrogates cannot.
     *
     * @param codePoint a Unicode code point
     */
    public static boolean isPrintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
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

    /**
     * Returns a text of at most the given length: a longer text is cut and ends with an ellipsis.
     *
     * @param text any text
     * @param maxLength the maximum length in characters, at least 1
     */
    public static String truncated(String text, int maxLength) {
        requireNonNull(text, "text");
        return text.codePointCount(0, text.length()) <= maxLength
                ? text
                : text.substring(0, text.offsetByCodePoints(0, maxLength - 1)) + ELLIPSIS;
    }

    /**
     * Returns a text as one printable line: each character that is not printable becomes a space, and a long text is
     * truncated.
     *
     * @param text any text
     * @param maxLength the maximum length in characters, at least 1
     */
    public static String printable(String text, int maxLength) {
        StringBuilder line = new StringBuilder();
        truncated(text, maxLength).codePoints().forEach(c -> line.appendCodePoint(isPrintable(c) ? c : ' '));
        return line.toString();
    }
}
