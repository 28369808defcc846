package com.bbws.orders.domain;

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
import java.util.Optional;

/** Reads the points in time that the table holds as text, in every form that its writers use (docs/contract.md, 1 Lock). */
public final class StoredTime {

    /** What the table holds: with {@code Z}, {@code +02:00}, {@code +0200}, {@code +02}, or without an offset. */
    private static final DateTimeFormatter READ = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][XX][X]")
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    /** The last instant that can still be written down with an offset; no honest writer comes near. */
    private static final Instant LAST =
            LocalDateTime.MAX.toInstant(ZoneOffset.UTC).minusSeconds(1);

    private StoredTime() {}

    /**
     * Returns the instant that a text names: ISO 8601 with an offset, or without one and then in UTC; a space may stand
     * for the {@code T}.
     *
     * @param text any text
     * @return the instant, or empty if the text names none
     */
    public static Optional<Instant> instantOf(String text) {
        try {
            TemporalAccessor time =
                    READ.parseBest(text.strip().replace(' ', 'T'), OffsetDateTime::from, LocalDateTime::from);
            Instant instant = time instanceof OffsetDateTime withOffset
                    ? withOffset.toInstant()
                    : ((LocalDateTime) time).toInstant(ZoneOffset.UTC);
            return Optional.of(instant).filter(LAST::isAfter);
        } catch (DateTimeParseException unreadable) {
            return Optional.empty();
        }
    }
}
