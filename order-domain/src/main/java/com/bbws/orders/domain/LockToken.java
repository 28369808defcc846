package com.bbws.orders.domain;

import static java.time.temporal.ChronoUnit.MICROS;
import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

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

    /** What the table holds: with {@code Z}, {@code +02:00}, {@code +0200}, {@code +02}, or without an offset. */
    private static final DateTimeFormatter READ = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][XX][X]")
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    /** The last instant whose successor can still be read back; no honest writer comes near. */
    private static final Instant LAST =
            LocalDateTime.MAX.toInstant(ZoneOffset.UTC).minusSeconds(1);

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
     * Returns the instant that this token names: ISO 8601 with an offset, or without one and then in UTC; a space may
     * stand for the {@code T}. Text that names no instant counts as 1970.
     */
    public Instant instant() {
        try {
            TemporalAccessor time =
                    READ.parseBest(text.strip().replace(' ', 'T'), OffsetDateTime::from, LocalDateTime::from);
            return bounded(
                    time instanceof OffsetDateTime withOffset
                            ? withOffset.toInstant()
                            : ((LocalDateTime) time).toInstant(ZoneOffset.UTC));
        } catch (DateTimeParseException unreadable) {
            return DISTANT_PAST;
        }
    }

    private static Instant bounded(Instant instant) {
        return instant.isBefore(LAST) ? instant : DISTANT_PAST;
    }
}
