package com.bbws.orders.domain.port;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * A stretch of time, open where a side is empty.
 *
 * @param from its first instant
 * @param until the first instant after it
 */
public record TimeRange(Optional<Instant> from, Optional<Instant> until) {

    /** All the time there is. */
    public static final TimeRange ALWAYS = new TimeRange(Optional.empty(), Optional.empty());

    /** Checks that both sides are there. */
    public TimeRange {
        requireNonNull(from, "from");
        requireNonNull(until, "until");
    }

    /** Tells whether an instant lies in it. */
    public boolean contains(Instant instant) {
        return from.filter(instant::isBefore).isEmpty()
                && until.filter(end -> !instant.isBefore(end)).isEmpty();
    }
}
