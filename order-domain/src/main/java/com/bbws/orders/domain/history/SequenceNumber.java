package com.bbws.orders.domain.history;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;

/**
 * The number of a change of an order in the store's change log. A later change has a greater number. The numbers have gaps.
 *
 * @param digits 1 to {@value #MAX_LENGTH} decimal digits, without leading zeros
 */
public record SequenceNumber(String digits) implements Comparable<SequenceNumber> {

    /** The maximum number of digits. A change log with larger numbers is not supported. */
    public static final int MAX_LENGTH = 40;

    private static final Pattern DIGITS = Pattern.compile("[0-9]{1," + MAX_LENGTH + "}");

    /**
     * Creates a number from digits with or without leading zeros.
     *
     * @throws IllegalArgumentException if the text is not a number or too long
     */
    public SequenceNumber {
        requireNonNull(digits, "digits");
        if (!isLegal(digits)) {
            throw new IllegalArgumentException("a sequence number must be 1 to " + MAX_LENGTH + " digits");
        }
        digits = withoutLeadingZeros(digits);
    }

    /**
     * Returns whether a text is a sequence number, with or without leading zeros.
     *
     * @param text any text
     */
    public static boolean isLegal(String text) {
        return DIGITS.matcher(requireNonNull(text, "text")).matches();
    }

    /** Returns the digits with leading zeros, so that the texts sort like the numbers. */
    public String padded() {
        return "0".repeat(MAX_LENGTH - digits.length()) + digits;
    }

    @Override
    public int compareTo(SequenceNumber other) {
        return padded().compareTo(requireNonNull(other, "other").padded());
    }

    private static String withoutLeadingZeros(String text) {
        int zeros = 0;
        while (zeros < text.length() - 1 && text.charAt(zeros) == '0') {
            zeros++;
        }
        return text.substring(zeros);
    }
}
