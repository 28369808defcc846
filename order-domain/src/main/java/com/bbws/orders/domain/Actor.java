package com.bbws.orders.domain;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.Optional;

/**
 * The user, service or operator who makes a change, as stored in {@code lastUpdatedBy}.
 *
 * <p>{@link #of} and {@link #fromToken} never reject a name: they remove characters that are not printable and cut names that
 * are too long. An unusual e-mail address must not prevent the update of an order.
 *
 * @param name 1 to 256 printable characters, not only spaces
 */
public record Actor(String name) {

    /** The maximum length of a name, in characters. */
    public static final int MAX_LENGTH = 256;

    /** The prefix of the names of operators on the command line. A name from a token never starts with it. */
    public static final String OPERATOR_PREFIX = "cli:";

    /** The actor of a change without a known name. */
    public static final Actor SYSTEM = new Actor("system");

    /**
     * Checks the name.
     *
     * @throws IllegalArgumentException if {@link #of} would change the name
     */
    public Actor {
        requireNonNull(name, "name");
        if (name.isEmpty() || !clean(name).equals(name)) {
            throw new IllegalArgumentException("not a clean actor name: use Actor.of");
        }
    }

    /**
     * Returns the actor with a name, without characters that are not printable and cut to the maximum length.
     *
     * @param name any text
     * @return the actor; empty if the name has no printable characters
     */
    public static Optional<Actor> of(String name) {
        return Optional.of(clean(requireNonNull(name, "name")))
                .filter(text -> !text.isEmpty())
                .map(Actor::new);
    }

    /**
     * Returns the actor that a verified token names. The prefix of operators is removed, so that a token cannot impersonate an
     * operator.
     *
     * @param claim any text
     * @return the actor, without leading {@code cli:}; empty if no printable characters remain
     */
    public static Optional<Actor> fromToken(String claim) {
        String name = clean(requireNonNull(claim, "claim"));
        while (name.toLowerCase(Locale.ROOT).startsWith(OPERATOR_PREFIX)) {
            name = clean(name.substring(OPERATOR_PREFIX.length()));
        }
        return of(name);
    }

    /** Returns a text without the name, which is often an e-mail address, for logs. */
    @Override
    public String toString() {
        return "Actor[…]";
    }

    private static String clean(String text) {
        StringBuilder printable = new StringBuilder();
        for (int c : text.codePoints().filter(DisplayText::isPrintable).toArray()) {
            if (printable.length() + Character.charCount(c) > MAX_LENGTH) {
                break;
            }
            printable.appendCodePoint(Character.isSpaceChar(c) ? ' ' : c);
        }
        return printable.toString().strip();
    }
}
