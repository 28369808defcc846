package com.bbws.orders.domain.port;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * A range of time, unlimited on a side that is empty.
 *
 * @param from the first instant of the range
 * @param until the first instant after the range
 */
public record TimeRange(Optional<Instant> from, Optional<Instant> until) {

    /** The range without limits. */
    public static final TimeRange ALWAYS = new TimeRange(Optional.empty(), Optional.empty());

    /** Checks that no part is {@code null}. */
    public TimeRange {
        requireNonNull(from, "from");
        requireNonNull(until, "until");
    }

    /** Returns whether the range contains an instant. */
    public boolean contains(Instant instant) {
        requireNonNull(instant, "instant");
        return from.filter(instant::isBefore).isEmpty()
                && until.filter(end -> !instant.isBefore(end)).isEmpty();
    }
}
