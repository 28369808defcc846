package com.bbws.orders.domain;

import java.util.Optional;

/** The rule for entered text: it is not blank, not too long, and can be stored unchanged. */
final class RequiredText {

    private RequiredText() {}

    /**
     * Checks a text.
     *
     * @param field the name of the field, for the error
     * @param text the text
     * @param maxLength the maximum length, in characters
     * @return the error; empty if the text is valid
     */
    static Optional<FieldError> check(String field, String text, int maxLength) {
        if (text.codePoints().noneMatch(RequiredText::isVisible)) {
            return Optional.of(new FieldError(field, FieldError.Code.BLANK, "must not be blank"));
        }
        if (text.codePointCount(0, text.length()) > maxLength) {
            return Optional.of(
                    new FieldError(field, FieldError.Code.TOO_LONG, "must be at most " + maxLength + " characters"));
        }
        if (text.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
            // An unpaired surrogate is not valid Unicode: a store would silently replace it by a question mark.
            return Optional.of(new FieldError(field, FieldError.Code.INVALID_UNICODE, "must be valid Unicode text"));
        }
        return Optional.empty();
    }

    private static boolean isVisible(int c) {
        return !Character.isSpaceChar(c)
                && Character.getType(c) != Character.CONTROL
                && Character.getType(c) != Character.FORMAT;
    }
}
