package com.bbws.orders.domain;

import static java.time.temporal.ChronoUnit.MICROS;
import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/**
 * An order's {@code dateLastUpdated}, which is its optimistic lock (docs/contract.md, 1 Lock).
 *
 * <p>It is text first: two tokens are equal if their texts are, character by character, whatever instants they name,
 * because that is how the table compares them. Several services write it in several formats, and a token that was parsed
 * and printed again would never match what is stored.
 *
 * @param text the stored text, unchanged
 */
public record LockToken(String text) {

    /** The one format of new tokens: UTC, six decimals, {@code Z}. */
    private static final DateTimeFormatter WRITTEN =
            new DateTimeFormatterBuilder().appendInstant(6).toFormatter();

    /** What text that names no instant counts as, so that every new token is later. */
    private static final Instant DISTANT_PAST = Instant.EPOCH;

    /** Checks that there is a text; any text is a token. */
    public LockToken {
        requireNonNull(text, "text");
    }

    /**
     * Returns the token for the write that replaces this one.
     *
     * @param now the present time
     * @return a token that names {@code now}, or one microsecond past this token's instant where {@code now} is not
     *     later than that: the clock stands still, jumped back, or the stored token lies in the future
     */
    public LockToken next(Instant now) {
        Instant earliest = instant().truncatedTo(MICROS).plus(1, MICROS);
        return at(now.isAfter(earliest) ? now : earliest);
    }

    /**
     * Returns the token for the first write of an order that has none.
     *
     * @param now the present time
     */
    public static LockToken at(Instant now) {
        return new LockToken(WRITTEN.format(now));
    }

    /**
     * Returns the instant that this token names, as {@link StoredTime} reads it. Text that names no instant counts as
     * 1970.
     */
    public Instant instant() {
        return StoredTime.instantOf(text).orElse(DISTANT_PAST);
    }

    /** As a record's, but written out: to make that one at its first use took 17 ms of a function's start. */
    @Override
    public boolean equals(Object other) {
        return other instanceof LockToken that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }
}
