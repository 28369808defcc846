package com.bbws.orders.cli.command;

import com.bbws.orders.cli.process.CliException;
import com.bbws.orders.cli.process.ExitCode;
import com.bbws.orders.domain.StoredTime;
import com.bbws.orders.domain.port.TimeRange;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Parses the times that operators type: an ISO 8601 date, which is a day in UTC, or a date-time. */
final class TimeArgument {

    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");

    private TimeArgument() {}

    /**
     * Returns the range from {@code --since} to {@code --until}.
     *
     * @throws CliException if a text is not a time, or the range is empty
     */
    static TimeRange range(Optional<String> since, Optional<String> until) {
        TimeRange range = new TimeRange(
                since.map(text -> from("--since", text)), until.map(text -> TimeArgument.until("--until", text)));
        if (range.from()
                .filter(start ->
                        range.until().filter(end -> !start.isBefore(end)).isPresent())
                .isPresent()) {
            throw new CliException(ExitCode.USAGE, "--since must not be after --until.");
        }
        return range;
    }

    /**
     * Returns the first instant in the range.
     *
     * @throws CliException if the text is not a time; the message names the option
     */
    private static Instant from(String option, String text) {
        return day(text)
                .map(day -> day.atStartOfDay().toInstant(ZoneOffset.UTC))
                .orElseGet(() -> instant(option, text));
    }

    /**
     * Returns the first instant after the range.
     *
     * @throws CliException if the text is not a time; the message names the option
     */
    private static Instant until(String option, String text) {
        return day(text)
                .map(day -> day.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC))
                .orElseGet(() -> instant(option, text).plusNanos(1));
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(text)
                    .filter(date -> DATE.matcher(date).matches())
                    .map(LocalDate::parse);
        } catch (DateTimeParseException noSuchDay) {
            return Optional.empty();
        }
    }

    private static Instant instant(String option, String text) {
        return StoredTime.instantOf(text)
                .filter(instant -> Character.isDigit(text.charAt(0)))
                .orElseThrow(() -> new CliException(
                        ExitCode.USAGE,
                        option + " must be a date, such as 2026-01-31, or a date-time, such as 2026-01-31T08:00:00Z."));
    }
}
