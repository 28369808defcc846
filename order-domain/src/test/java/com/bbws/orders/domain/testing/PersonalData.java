package com.bbws.orders.domain.testing;

import java.util.List;
import java.util.Optional;

/** Personal and secret data of the test fixtures, which must not occur in logs, exception messages and error responses. */
public final class PersonalData {

    /** Parts of the e-mail addresses, the address and the payment ids in {@link OrderFixtures}, and the word SECRET. */
    private static final List<String> MARKS =
            List.of("thandi@", "alice@", "bob@", "mallory@", "Long Street", "pf-77", "txn-1", "SECRET");

    private PersonalData() {}

    /** Returns the first personal or secret text in a text; empty if there is none. */
    public static Optional<String> in(String text) {
        return MARKS.stream().filter(text::contains).findFirst();
    }

    /**
     * Checks that a text contains no personal data.
     *
     * @param text the text
     * @param where what the text is, for the message
     * @throws AssertionError if it contains personal data
     */
    public static void checkNoneIn(String text, String where) {
        in(text).ifPresent(mark -> {
            throw new AssertionError("Found '" + mark + "' in " + where + ": " + text);
        });
    }
}
