package com.bbws.orders.domain;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.Optional;

/**
 * Who makes a change, as written to {@code lastUpdatedBy}.
 *
 * <p>A name is never refused: what is not printable is dropped and what is too long is cut (docs/contract.md, 1
 * Identity), because an order must not stay unpaid over an odd e-mail address.
 *
 * @param name 1 to 256 printable characters, not only spaces
 */
public record Actor(String name) {

    /** The longest name, in characters. */
    public static final int MAX_LENGTH = 256;

    /** What operators' names on the command line begin with; no name from a token does. */
    public static final String OPERATOR_PREFIX = "cli:";

    /** The actor of a change that nobody has put a name to. */
    public static final Actor SYSTEM = new Actor("system");

    /**
     * Checks the name.
     *
     * @throws IllegalArgumentException if it is not what {@link #of} would make of it
     */
    public Actor {
        requireNonNull(name, "name");
        if (name.isEmpty() || !clean(name).equals(name)) {
            throw new IllegalArgumentException("not a clean actor name: use Actor.of");
        }
    }

    /**
     * Returns the actor of the given name, cut and cleaned.
     *
     * @param name any text
     * @return the actor, or empty if nothing printable remains
     */
    public static Optional<Actor> of(String name) {
        return Optional.of(clean(name)).filter(text -> !text.isEmpty()).map(Actor::new);
    }

    /**
     * Returns the actor that a verified token names. Whatever the token says, it cannot pass for an operator.
     *
     * @param claim any text
     * @return the actor without leading {@code cli:}, or empty if nothing printable remains
     */
    public static Optional<Actor> fromToken(String claim) {
        String name = clean(claim);
        while (name.toLowerCase(Locale.ROOT).startsWith(OPERATOR_PREFIX)) {
            name = clean(name.substring(OPERATOR_PREFIX.length()));
        }
        return of(name);
    }

    /** Returns a text that does not hold the name, often an e-mail address, for logs. */
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
