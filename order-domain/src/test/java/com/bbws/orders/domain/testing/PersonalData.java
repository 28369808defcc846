package com.bbws.orders.domain.testing;

import java.util.List;
import java.util.Optional;

/** What the people that tests speak of would not like to read in a log, an exception's message or an error's body. */
public final class PersonalData {

    /** Parts of the e-mails, the address and the payment ids of {@link OrderFixtures}, and what tests call secret. */
    private static final List<String> MARKS =
            List.of("thandi@", "alice@", "bob@", "mallory@", "Long Street", "pf-77", "txn-1", "SECRET");

    private PersonalData() {}

    /** Returns the first mark that a text holds; empty if it may be seen. */
    public static Optional<String> in(String text) {
        return MARKS.stream().filter(text::contains).findFirst();
    }

    /**
     * Checks that a text may be seen.
     *
     * @param text what somebody may read
     * @param where in which place
     * @throws AssertionError if it gives somebody away
     */
    public static void checkNoneIn(String text, String where) {
        in(text).ifPresent(mark -> {
            throw new AssertionError("'" + mark + "' has got into " + where + ": " + text);
        });
    }
}
