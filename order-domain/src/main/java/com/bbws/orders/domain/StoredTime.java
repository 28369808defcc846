package com.bbws.orders.domain;

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
import java.util.Optional;

/** Parses stored times, in all formats that this service and the other services write. */
public final class StoredTime {

    /** With an offset such as {@code Z}, {@code +02:00}, {@code +0200} or {@code +02}, or without one. */
    private static final DateTimeFormatter READ = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][XX][X]")
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    /** Later instants cannot be represented with every offset. */
    private static final Instant LAST =
            LocalDateTime.MAX.toInstant(ZoneOffset.UTC).minusSeconds(1);

    private StoredTime() {}

    /**
     * Parses a date and time in ISO 8601 format. Without an offset, the time is in UTC. A space in place of the {@code T} is
     * accepted.
     *
     * @param text any text
     * @return the instant; empty if the text is not a date and time
     */
    public static Optional<Instant> instantOf(String text) {
        requireNonNull(text, "text");
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
