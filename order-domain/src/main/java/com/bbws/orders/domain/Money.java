package com.bbws.orders.domain;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Locale;
import java.util.Optional;

/**
 * An exact amount in one currency.
 *
 * <p>An amount has at least the decimals of its currency: 299 rand are {@code 299.00}, 299 yen are {@code 299}. Digits
 * beyond that, and amounts in a currency that nobody knows, stay as they are: nothing is ever rounded (docs/contract.md,
 * 2). Amounts are equal if their digits and their currencies are.
 *
 * @param amount the amount, in units of the currency
 * @param currency the currency's ISO 4217 code, or any other text that stands in its place
 */
public record Money(BigDecimal amount, String currency) {

    /** ISO 4217's code for amounts that no currency is given for. */
    public static final String NO_CURRENCY = "XXX";

    /** DynamoDB's numbers have 38 digits and reach to 10^125; anything far beyond is no amount but an attack on memory. */
    private static final int MAX_DIGITS = 1_000;

    /**
     * Gives the amount its currency's decimals.
     *
     * @throws IllegalArgumentException if the amount, written out, has more than 1,000 digits before or after the point
     */
    public Money {
        requireNonNull(currency, "currency");
        if (amount.scale() > MAX_DIGITS || (long) amount.precision() - amount.scale() > MAX_DIGITS) {
            throw new IllegalArgumentException("not an amount: too many digits");
        }
        int decimals = Math.max(0, decimalsOf(currency));
        amount = amount.setScale(Math.max(decimals, amount.scale()));
    }

    /**
     * Returns an amount from its decimal text.
     *
     * @param amount a decimal number such as {@code 299.00}
     * @param currency as for the constructor
     * @throws NumberFormatException if {@code amount} is no number
     * @throws IllegalArgumentException as the constructor
     */
    public static Money of(String amount, String currency) {
        return new Money(new BigDecimal(amount), currency);
    }

    /** Returns nothing at all of a currency. */
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
     * Returns this amount less the other, perhaps below zero.
     *
     * @throws IllegalArgumentException if the currencies differ
     */
    public Money minus(Money other) {
        return new Money(amount.subtract(sameCurrency(other).amount), currency);
    }

    /** Returns this amount so many times. */
    public Money times(int quantity) {
        return new Money(amount.multiply(BigDecimal.valueOf(quantity)), currency);
    }

    /** Tells whether ISO 4217 has a currency of this code, in any case. */
    public static boolean isCurrency(String code) {
        return currency(code).isPresent();
    }

    /** Tells whether there are more decimals, zeros at the end apart, than the currency has; not so if nobody knows it. */
    public boolean hasTooManyDecimals() {
        int decimals = decimalsOf(currency);
        return decimals >= 0 && amount.stripTrailingZeros().scale() > decimals;
    }

    private Money sameCurrency(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("amounts in two currencies: " + currency + " and " + other.currency);
        }
        return other;
    }

    /** Below zero where ISO 4217 has no such currency, or no decimals for it. */
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
