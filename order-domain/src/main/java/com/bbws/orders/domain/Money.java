package com.bbws.orders.domain;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Locale;
import java.util.Optional;

/**
 * An exact amount in one currency.
 *
 * <p>An amount has at least the decimals of its currency: 299 rand are {@code 299.00}, 299 yen are {@code 299}. Additional
 * decimals, and amounts in an unknown currency, stay as they are: amounts are never rounded. Two amounts are equal if their
 * digits and their currencies are equal.
 *
 * @param amount the amount, in units of the currency
 * @param currency the currency's ISO 4217 code, or the stored text if it is not such a code
 */
public record Money(BigDecimal amount, String currency) {

    /** The ISO 4217 code for "no currency", for amounts without a currency. */
    public static final String NO_CURRENCY = "XXX";

    /** A limit far above any real amount. Without it, a short text such as 1E999999999 would fill the memory. */
    private static final int MAX_DIGITS = 1_000;

    /**
     * Creates an amount with at least the decimals of its currency.
     *
     * @throws IllegalArgumentException if the amount has more than 1,000 digits before or after the decimal point
     */
    public Money {
        requireNonNull(amount, "amount");
        requireNonNull(currency, "currency");
        if (amount.scale() > MAX_DIGITS || (long) amount.precision() - amount.scale() > MAX_DIGITS) {
            throw new IllegalArgumentException("not an amount: too many digits");
        }
        int decimals = Math.max(0, decimalsOf(currency));
        amount = amount.setScale(Math.max(decimals, amount.scale()));
    }

    /**
     * Parses an amount.
     *
     * @param amount a decimal number such as {@code 299.00}
     * @param currency as for the constructor
     * @throws NumberFormatException if {@code amount} is not a number
     * @throws IllegalArgumentException as the constructor
     */
    public static Money of(String amount, String currency) {
        requireNonNull(amount, "amount");
        requireNonNull(currency, "currency");
        return new Money(new BigDecimal(amount), currency);
    }

    /** Returns zero in a currency. */
    public static Money zero(String currency) {
        return new Money(BigDecimal.ZERO, currency);
    }

    /**
     * Returns the sum of two amounts.
     *
     * @throws IllegalArgumentException if the currencies differ
     */
    public Money plus(Money other) {
        return new Money(amount.add(sameCurrency(other).amount), currency);
    }

    /**
     * Returns this amount minus the other; the result may be negative.
     *
     * @throws IllegalArgumentException if the currencies differ
     */
    public Money minus(Money other) {
        return new Money(amount.subtract(sameCurrency(other).amount), currency);
    }

    /** Returns this amount multiplied by a quantity. */
    public Money times(int quantity) {
        return new Money(amount.multiply(BigDecimal.valueOf(quantity)), currency);
    }

    /**
     * Returns whether two amounts are the same, whatever the number of their decimals: 1.50 and 1.500 are.
     *
     * @throws IllegalArgumentException if the currencies differ
     */
    public boolean isSameAmountAs(Money other) {
        return compareAmountTo(other) == 0;
    }

    /**
     * Compares two amounts, whatever the number of their decimals. This is not the order of a {@link Comparable}: it is defined
     * within a currency only, and 1.50 and 1.500 are the same amount but not {@link #equals equal}.
     *
     * @param other an amount in the same currency
     * @return a negative number, zero or a positive number if this amount is less than, the same as or more than the other
     * @throws IllegalArgumentException if the currencies differ
     */
    public int compareAmountTo(Money other) {
        return amount.compareTo(sameCurrency(other).amount);
    }

    /** Returns whether a text is an ISO 4217 currency code, in upper or lower case. */
    public static boolean isCurrency(String code) {
        return currency(requireNonNull(code, "code")).isPresent();
    }

    /**
     * Returns whether the amount has more decimals than its currency. Trailing zeros do not count. The result is {@code false}
     * for an unknown currency.
     */
    public boolean hasTooManyDecimals() {
        int decimals = decimalsOf(currency);
        return decimals >= 0 && amount.stripTrailingZeros().scale() > decimals;
    }

    private Money sameCurrency(Money other) {
        requireNonNull(other, "other");
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("amounts in two currencies: " + currency + " and " + other.currency);
        }
        return other;
    }

    /** Returns a negative number for an unknown currency and for one without a defined number of decimals. */
    private static int decimalsOf(String code) {
        return currency(code).map(Currency::getDefaultFractionDigits).orElse(-1);
    }

    private static Optional<Currency> currency(String code) {
        try {
            return Optional.of(Currency.getInstance(code.toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }
}
