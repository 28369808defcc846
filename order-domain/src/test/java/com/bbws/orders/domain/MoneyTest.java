package com.bbws.orders.domain;

import static com.bbws.orders.domain.testing.OrderFixtures.rand;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {

    @ParameterizedTest
    @CsvSource({
        "299,       ZAR, 299.00",
        "299.5,     ZAR, 299.50",
        "299.00,    ZAR, 299.00",
        "-299,      ZAR, -299.00",
        "0,         ZAR, 0.00",
        "-0,        ZAR, 0.00",
        "1E+3,      ZAR, 1000.00",
        "299,       JPY, 299",
        "1E+3,      JPY, 1000",
        "299,       KWD, 299.000",
        "299.5,     KWD, 299.500",
        "299,       zar, 299.00",
        "299,       jPy, 299"
    })
    void hasAtLeastTheDecimalsOfItsCurrency(String text, String currency, String amount) {
        assertThat(Money.of(text, currency).amount()).hasToString(amount);
    }

    @ParameterizedTest
    @CsvSource({"299.005,   ZAR, 299.005", "299.000,   ZAR, 299.000", "299.5,     JPY, 299.5", "0.0001,    KWD, 0.0001"
    })
    void keepsAdditionalDecimals(String text, String currency, String amount) {
        assertThat(Money.of(text, currency).amount()).hasToString(amount);
    }

    @ParameterizedTest
    @CsvSource({"299, XXX", "299.5, XXX", "299.5, RAND", "299, ZA", "299.123, ''", "1.1, ' ZAR'", "7, Ž€R"})
    void keepsAmountsInAnUnknownCurrencyUnchanged(String text, String currency) {
        Money money = Money.of(text, currency);

        assertThat(money.amount()).hasToString(text);
        assertThat(money.currency()).isEqualTo(currency);
    }

    @Test
    void keepsTheSpellingOfItsCurrency() {
        assertThat(Money.of("1", "zar").currency()).isEqualTo("zar");
    }

    @Test
    void hasACodeForNoCurrency() {
        assertThat(Money.NO_CURRENCY).isEqualTo("XXX");
    }

    @Test
    void hasAZeroAmount() {
        assertThat(Money.zero("ZAR")).isEqualTo(rand("0.00"));
    }

    @Test
    void isEqualIfDigitsAndCurrencyAreEqual() {
        assertThat(rand("299"))
                .isEqualTo(rand("299.00"))
                .hasSameHashCodeAs(rand("299.00"))
                .isNotEqualTo(rand("299.000"))
                .isNotEqualTo(rand("299.01"))
                .isNotEqualTo(Money.of("299.00", "USD"))
                .isNotEqualTo(Money.of("299.00", "zar"));
    }

    @Test
    void addsExactly() {
        assertThat(rand("0.10").plus(rand("0.20"))).isEqualTo(rand("0.30"));
    }

    @Test
    void addsFractionsOfACent() {
        assertThat(rand("0.10").plus(rand("0.0000000000000000000000000000000000001")))
                .isEqualTo(rand("0.1000000000000000000000000000000000001"));
    }

    @Test
    void subtractsExactlyToANegativeAmount() {
        assertThat(rand("0.10").minus(rand("0.30"))).isEqualTo(rand("-0.20"));
    }

    @ParameterizedTest
    @CsvSource({
        "149.50, 2,          299.00",
        "0.1,    3,          0.30",
        "149.50, 0,          0.00",
        "149.50, -1,         -149.50",
        "99.99,  2147483647, 214726889863.53"
    })
    void multipliesExactly(String amount, int quantity, String product) {
        assertThat(rand(amount).times(quantity)).isEqualTo(rand(product));
    }

    @ParameterizedTest
    @ValueSource(strings = {"USD", "zar", "XXX"})
    void rejectsTheAdditionOfAnotherCurrency(String currency) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rand("1").plus(Money.of("1", currency)))
                .withMessage("amounts in two currencies: ZAR and " + currency);
    }

    @ParameterizedTest
    @ValueSource(strings = {"USD", "zar", "XXX"})
    void rejectsTheSubtractionOfAnotherCurrency(String currency) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rand("1").minus(Money.of("1", currency)))
                .withMessage("amounts in two currencies: ZAR and " + currency);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1E+999999999",
                "-1E+999999999",
                "1E-999999999",
                "1E+2147483647",
                "1E-2147483647",
                "0E+999999999",
                "1E+1000",
                "1E-1001"
            })
    void rejectsAnExponentThatIsTooLarge(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> rand(text)).withMessage("not an amount: too many digits");
    }

    @Test
    void addsTheLargestAndTheSmallestAmountOfTheTable() {
        Money sum = rand("9E+125").plus(rand("1E-130"));

        assertThat(sum.minus(rand("9E+125"))).isEqualTo(rand("1E-130"));
    }

    @Test
    void rejectsTooManyDigits() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rand("9".repeat(1_001)))
                .withMessage("not an amount: too many digits");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9.9999999999999999999999999999999999999E+125",
                "-9.9999999999999999999999999999999999999E+125",
                "1E-130",
                "1E-200"
            })
    void acceptsEveryNumberOfTheTable(String text) {
        assertThat(rand(text).amount()).isEqualByComparingTo(text);
    }

    @Test
    void acceptsAThousandDigits() {
        String digits = "9".repeat(1_000);

        assertThat(Money.of(digits, "JPY").amount()).hasToString(digits);
        assertThat(Money.of("0." + digits, "JPY").amount()).hasToString("0." + digits);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "free", "1,50", "R 299", " 1", "1 ", "NaN", "Infinity", "0x1F", "1E+9999999999"})
    void rejectsTextThatIsNotANumber(String text) {
        assertThatExceptionOfType(NumberFormatException.class).isThrownBy(() -> rand(text));
    }

    @Test
    void requiresACurrency() {
        assertThatNullPointerException()
                .isThrownBy(() -> new Money(BigDecimal.ONE, null))
                .withMessage("currency");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = 20260105)
    void returnsTheSameAmountAfterAdditionAndSubtraction(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            int decimals = random.nextInt(2, 38);
            Money a = anAmount(random, decimals);
            Money b = anAmount(random, random.nextInt(decimals + 1));

            Money back = a.plus(b).minus(b);

            assertThat(back).as("(%s + %s) - %s", a, b, b).isEqualTo(a);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = 20260105)
    void returnsTheSameForMultiplicationAndRepeatedAddition(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            Money price = anAmount(random, random.nextInt(38));
            int quantity = random.nextInt(1, 20);
            Money sum = Money.zero("ZAR");
            for (int n = 0; n < quantity; n++) {
                sum = sum.plus(price);
            }

            assertThat(price.times(quantity)).as("%s * %d", price, quantity).isEqualTo(sum);
        }
    }

    @ParameterizedTest
    @CsvSource({"1.50, 1.500, 0", "1.5, 1.50001, -1", "2, 1.99, 1", "0, -0.000, 0", "-1, 0, -1"})
    void comparesAmountsWhateverTheirDecimals(String one, String other, int sign) {
        assertThat(Integer.signum(rand(one).compareAmountTo(rand(other)))).isEqualTo(sign);
        assertThat(rand(one).isSameAmountAs(rand(other))).isEqualTo(sign == 0);
    }

    @Test
    void comparesAmountsOfOneCurrencyOnly() {
        Money dollars = Money.of("1.50", "USD");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> rand("1.50").compareAmountTo(dollars))
                .withMessage("amounts in two currencies: ZAR and USD");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rand("1.50").isSameAmountAs(dollars))
                .withMessage("amounts in two currencies: ZAR and USD");
    }

    private static Money anAmount(Random random, int decimals) {
        return new Money(new BigDecimal(new BigInteger(random.nextInt(1, 120), random), decimals), "ZAR");
    }
}
