package com.bbws.orders.domain.history;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;

/**
 * Where a change stands among all changes of an order, as the store's own log of changes numbers them: of two changes the
 * later one has the greater number. There are gaps.
 *
 * @param digits 1 to {@value #MAX_LENGTH} decimal digits, without leading zeros
 */
public record SequenceNumber(String digits) implements Comparable<SequenceNumber> {

    /** The longest number, in digits: DynamoDB's API promises no more. */
    public static final int MAX_LENGTH = 40;

    private static final Pattern DIGITS = Pattern.compile("[0-9]{1," + MAX_LENGTH + "}");

    /**
     * Takes a number with or without leading zeros.
     *
     * @throws IllegalArgumentException if it is none, or too long
     */
    public SequenceNumber {
        requireNonNull(digits, "digits");
        if (!isLegal(digits)) {
            throw new IllegalArgumentException("a sequence number must be 1 to " + MAX_LENGTH + " digits");
        }
        digits = withoutLeadingZeros(digits);
    }

    /**
     * Tells whether a text is a number, with or without leading zeros.
     *
     * @param text any text
     */
    public static boolean isLegal(String text) {
        return DIGITS.matcher(text).matches();
    }

    /** Returns the digits with leading zeros, so that texts sort as the numbers do. */
    public String padded() {
        return "0".repeat(MAX_LENGTH - digits.length()) + digits;
    }

    @Override
    public int compareTo(SequenceNumber other) {
        return padded().compareTo(other.padded());
    }

    private static String withoutLeadingZeros(String text) {
        int zeros = 0;
        while (zeros < text.length() - 1 && text.charAt(zeros) == '0') {
            zeros++;
        }
        return text.substring(zeros);
    }
}
