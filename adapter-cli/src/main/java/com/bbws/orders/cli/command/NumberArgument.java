package com.bbws.orders.cli.command;

import java.util.function.Function;
import java.util.regex.Pattern;
import picocli.CommandLine.TypeConversionException;

/** Parses numbers that operators type. */
public final class NumberArgument {

    private static final Pattern WHOLE_NUMBER = Pattern.compile("[+-]?\\d+");

    private NumberArgument() {}

    public static Integer wholeNumber(String text) {
        return read(text, Integer::valueOf, ruleOfWholeNumbers(text, Integer.MIN_VALUE, Integer.MAX_VALUE));
    }

    public static Long largeWholeNumber(String text) {
        return read(text, Long::valueOf, ruleOfWholeNumbers(text, Long.MIN_VALUE, Long.MAX_VALUE));
    }

    public static Double number(String text) {
        return read(text, Double::valueOf, "must be a number");
    }

    private static String ruleOfWholeNumbers(String text, long min, long max) {
        return WHOLE_NUMBER.matcher(text).matches()
                ? text.startsWith("-") ? "must be at least " + min : "must be at most " + max
                : "must be a whole number";
    }

    private static <N> N read(String text, Function<String, N> reading, String rule) {
        try {
            return reading.apply(text);
        } catch (NumberFormatException notANumber) {
            throw new TypeConversionException(rule);
        }
    }
}
