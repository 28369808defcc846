package com.bbws.orders.cli.output;

import java.time.Duration;
import java.time.Instant;

/** An approximate age in words, such as {@code 3 days ago}. */
final class RelativeTime {

    private static final long DAYS_OF_A_YEAR = 365;
    private static final long DAYS_OF_A_MONTH = 30;

    private RelativeTime() {}

    static String of(Instant then, Instant now) {
        Duration age = Duration.between(then, now);
        String amount = amount(age.abs());
        if (amount.isEmpty()) {
            return "just now";
        }
        return age.isNegative() ? "in " + amount : amount + " ago";
    }

    private static String amount(Duration age) {
        if (age.toDays() >= DAYS_OF_A_YEAR) {
            return counted(age.toDays() / DAYS_OF_A_YEAR, "year");
        }
        if (age.toDays() >= DAYS_OF_A_MONTH) {
            return counted(age.toDays() / DAYS_OF_A_MONTH, "month");
        }
        if (age.toDays() > 0) {
            return counted(age.toDays(), "day");
        }
        if (age.toHours() > 0) {
            return age.toHours() + " h";
        }
        return age.toMinutes() > 0 ? age.toMinutes() + " min" : "";
    }

    private static String counted(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }
}
