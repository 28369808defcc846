package com.bbws.orders.domain;

import java.util.Optional;

/** The rule for text that somebody enters: it says something, is not too long, and can be stored as it is. */
final class RequiredText {

    private RequiredText() {}

    /**
     * Checks a text.
     *
     * @param field what the error calls it
     * @param text the text
     * @param maxLength how long it may be, in characters
     * @return what is wrong with it, or empty if nothing is
     */
    static Optional<FieldError> check(String field, String text, int maxLength) {
        if (text.codePoints().noneMatch(RequiredText::isVisible)) {
            return Optional.of(new FieldError(field, "must not be blank"));
        }
        if (text.codePointCount(0, text.length()) > maxLength) {
            return Optional.of(new FieldError(field, "must be at most " + maxLength + " characters"));
        }
        if (text.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
            // Half a surrogate pair is not Unicode: a store would silently keep a question mark in its place.
            return Optional.of(new FieldError(field, "must be valid Unicode text"));
        }
        return Optional.empty();
    }

    private static boolean isVisible(int c) {
        return !Character.isSpaceChar(c)
                && Character.getType(c) != Character.CONTROL
                && Character.getType(c) != Character.FORMAT;
    }
}
