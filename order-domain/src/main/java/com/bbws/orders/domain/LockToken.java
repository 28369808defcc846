package com.bbws.orders.domain;

import static java.time.temporal.ChronoUnit.MICROS;
import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/**
 * The optimistic-lock token of an order: the stored text of {@code dateLastUpdated}. A write is conditional on the token that
 * was read, and replaces it by a new one.
 *
 * <p>Tokens are compared as text, character by character: two tokens for the same instant in different formats are different.
 * Several services write tokens in several formats, so a token that is parsed and printed again may no longer match the stored
 * text.
 *
 * @param text the stored text, unchanged
 */
public record LockToken(String text) {

    /** The format of all new tokens: UTC, six decimals, {@code Z}. */
    private static final DateTimeFormatter WRITTEN =
            new DateTimeFormatterBuilder().appendInstant(6).toFormatter();

    /** The instant of a text that is not a time, so that every new token is later. */
    private static final Instant DISTANT_PAST = Instant.EPOCH;

    /** Checks that the text is not {@code null}. Any text is a token. */
    public LockToken {
        requireNonNull(text, "text");
    }

    /**
     * Returns the token of the write that replaces this one. It is always later than this token, even if the clock does
     * not advance or jumps back, or if this token is in the future.
     *
     * @param now the current time
     * @return the token for {@code now}, or for one microsecond after this token's instant if {@code now} is not later than
     *     that
     */
    public LockToken next(Instant now) {
        requireNonNull(now, "now");
        Instant earliest = instant().truncatedTo(MICROS).plus(1, MICROS);
        return at(now.isAfter(earliest) ? now : earliest);
    }

    /**
     * Returns the token for the first write of an order without a token.
     *
     * @param now the current time
     */
    public static LockToken at(Instant now) {
        return new LockToken(WRITTEN.format(requireNonNull(now, "now")));
    }

    /** Returns the instant of this token as {@link StoredTime} reads it, or 1970 if the text is not a time. */
    public Instant instant() {
        return StoredTime.instantOf(text).orElse(DISTANT_PAST);
    }

    /** Same result as the generated method. The first call of the generated method takes 17 ms at startup. */
    @Override
    public boolean equals(Object other) {
        return other instanceof LockToken that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }
}
