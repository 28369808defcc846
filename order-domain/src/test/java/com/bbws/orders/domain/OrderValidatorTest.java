package com.bbws.orders.domain;

import static com.bbws.orders.domain.OrderDefect.Kind.DISCOUNT_TOO_LARGE;
import static com.bbws.orders.domain.OrderDefect.Kind.MISSING_PAYMENT_DETAILS;
import static com.bbws.orders.domain.OrderDefect.Kind.NEGATIVE_AMOUNT;
import static com.bbws.orders.domain.OrderDefect.Kind.TOO_MANY_DECIMALS;
import static com.bbws.orders.domain.OrderDefect.Kind.UNKNOWN_CURRENCY;
import static com.bbws.orders.domain.OrderDefect.Kind.UNREADABLE_AMOUNT;
import static com.bbws.orders.domain.OrderDefect.Kind.UNREADABLE_TIME;
import static com.bbws.orders.domain.OrderDefect.Kind.WRONG_AMOUNT;
import static com.bbws.orders.domain.OrderDefect.Kind.WRONG_EMAIL;
import static com.bbws.orders.domain.OrderDefect.Kind.WRONG_PERCENTAGE;
import static com.bbws.orders.domain.OrderDefect.Kind.WRONG_QUANTITY;
import static com.bbws.orders.domain.OrderStatus.PENDING;
import static com.bbws.orders.domain.testing.OrderFixtures.ID;
import static com.bbws.orders.domain.testing.OrderFixtures.KEY;
import static com.bbws.orders.domain.testing.OrderFixtures.TENANT;
import static com.bbws.orders.domain.testing.OrderFixtures.aPaidOrder;
import static com.bbws.orders.domain.testing.OrderFixtures.aPendingOrder;
import static com.bbws.orders.domain.testing.OrderFixtures.anOrder;
import static com.bbws.orders.domain.testing.OrderFixtures.paymentFields;
import static com.bbws.orders.domain.testing.OrderFixtures.rand;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrderValidatorTest {

    private final Order.Builder order = anOrder(TENANT, ID, PENDING);

    @Test
    void findsNoDefectsInValidOrders() {
        assertThat(OrderValidator.of(aPendingOrder())).isEmpty();
        assertThat(OrderValidator.of(aPaidOrder())).isEmpty();
        assertThat(OrderValidator.of(Order.builder(KEY, PENDING).build())).isEmpty();
    }

    @Test
    void findsAnInvalidEmailAddress() {
        order.customerEmail(EmailAddress.reconstitute("thandi at example"));

        assertThat(OrderValidator.of(order.build()))
                .containsExactly(
                        new OrderDefect(WRONG_EMAIL, "customerEmail", "thandi at example", "an e-mail address"));
    }

    @Test
    void findsAnUnknownCurrency() {
        Order inShells = Order.builder(KEY, PENDING).currency("SHELL").build();

        assertThat(OrderValidator.of(inShells))
                .containsExactly(new OrderDefect(UNKNOWN_CURRENCY, "currency", "SHELL", "a code of ISO 4217"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ZAR", "zar", "JPY"})
    void acceptsACurrencyInAnyCase(String code) {
        assertThat(OrderValidator.of(Order.builder(KEY, PENDING).currency(code).build()))
                .isEmpty();
    }

    @Test
    void findsAmountsWithTooManyDecimals() {
        order.tax(rand("55.225"))
                .shipping(rand("0.001"))
                .items(List.of(line(1, rand("1.00"), rand("0")), line(1, rand("2.005"), rand("0.0001"))));

        assertThat(OrderValidator.of(order.build()))
                .containsExactly(
                        decimals("tax", "55.225"),
                        decimals("shipping", "0.001"),
                        decimals("items.1.unitPrice", "2.005"),
                        decimals("items.1.discount", "0.0001"));
    }

    @Test
    void supportsCurrenciesWithoutDecimals() {
        Order inYen = Order.builder(KEY, PENDING)
                .currency("JPY")
                .tax(Money.of("1.5", "JPY"))
                .build();

        assertThat(OrderValidator.of(inYen))
                .containsExactly(new OrderDefect(TOO_MANY_DECIMALS, "tax", "1.5", "no more decimals than JPY has"));
    }

    @Test
    void acceptsTrailingZerosAndAmountsInNoCurrency() {
        Order zeros = order.tax(rand("55.2200")).build();
        Order noCurrency = Order.builder(KEY, PENDING)
                .tax(new Money(new BigDecimal("1.2345"), Money.NO_CURRENCY))
                .build();

        assertThat(OrderValidator.of(zeros)).isEmpty();
        assertThat(OrderValidator.of(noCurrency)).isEmpty();
    }

    @Test
    void findsStoredSumsWithTooManyDecimals() {
        Order inYen = Order.builder(KEY, PENDING)
                .currency("JPY")
                .items(List.of(LineItem.reconstitute().build()))
                .build();

        assertThat(OrderValidator.of(inYen, sums("1.5", "2.5", "3.5")))
                .containsExactly(
                        new OrderDefect(TOO_MANY_DECIMALS, "items.0.subtotal", "3.5", "no more decimals than JPY has"),
                        new OrderDefect(TOO_MANY_DECIMALS, "subtotal", "1.5", "no more decimals than JPY has"),
                        new OrderDefect(TOO_MANY_DECIMALS, "total", "2.5", "no more decimals than JPY has"));
    }

    @Test
    void findsWrongStoredSums() {
        assertThat(OrderValidator.of(hosting().build(), sums("299.00", "309.4700", "1")))
                .containsExactly(
                        new OrderDefect(WRONG_AMOUNT, "items.0.subtotal", "1", "269.10"),
                        new OrderDefect(WRONG_AMOUNT, "subtotal", "299.00", "269.10"));
        assertThat(OrderValidator.of(hosting().build(), sums("269.1", "309.48", "269.100")))
                .containsExactly(new OrderDefect(WRONG_AMOUNT, "total", "309.48", "309.47"));
    }

    @Test
    void findsUnreadableAmountsAndNoSumsThatDependOnThem() {
        OrderDefect comma = new OrderDefect(UNREADABLE_AMOUNT, "items.0.discount", "29,90", "a number");
        OrderDefect tax = new OrderDefect(UNREADABLE_AMOUNT, "tax", "40,37", "a number");
        LineItem line = LineItem.reconstitute()
                .quantity(StoredValue.known(2))
                .unitPrice(StoredValue.known(rand("149.50")))
                .discount(StoredValue.unreadable(List.of(comma)))
                .build();

        assertThat(OrderValidator.of(
                        hosting()
                                .items(List.of(line))
                                .tax(StoredValue.unreadable(List.of(tax)))
                                .build(),
                        sums("269.10", "309.47", "269.10")))
                .containsExactly(comma, tax);
    }

    @Test
    void acceptsLinesWithoutStoredSums() {
        Order order = hosting()
                .items(List.of(line(1, rand("1"), rand("0")), line(2, rand("1"), rand("0"))))
                .tax(rand("0"))
                .build();

        assertThat(OrderValidator.of(order, sums("", "", "1"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 0, 0", "0.01, 0.01, 0.01, 0"})
    void acceptsAmountsOfZeroOrMore(String price, String discount, String tax, String shipping) {
        Order validated = order.items(List.of(line(1, rand(price), rand(discount))))
                .tax(rand(tax))
                .shipping(rand(shipping))
                .build();

        assertThat(OrderValidator.of(validated)).isEmpty();
    }

    @Test
    void findsNegativeAmounts() {
        Order validated = order.items(List.of(line(1, rand("-0.01"), rand("-0.02"))))
                .tax(rand("-0.03"))
                .shipping(rand("-0.04"))
                .build();

        assertThat(OrderValidator.of(validated))
                .containsExactly(
                        negative("tax", "-0.03"),
                        negative("shipping", "-0.04"),
                        negative("items.0.unitPrice", "-0.01"),
                        negative("items.0.discount", "-0.02"),
                        negative("total", "-0.06"));
    }

    @Test
    void findsANegativeStoredTotal() {
        assertThat(OrderValidator.of(hosting().build(), sums("", "-309.47", "")))
                .containsExactly(
                        new OrderDefect(WRONG_AMOUNT, "total", "-309.47", "309.47"), negative("total", "-309.47"));
    }

    @Test
    void findsANegativeTotalOnce() {
        Order order = hosting().tax(rand("-269.11")).build();

        assertThat(OrderValidator.of(order, sums("", "-0.01", "")))
                .containsExactly(negative("tax", "-269.11"), negative("total", "-0.01"));
        assertThat(OrderValidator.of(order, sums("", "0", "")))
                .containsExactly(
                        negative("tax", "-269.11"),
                        new OrderDefect(WRONG_AMOUNT, "total", "0", "-0.01"),
                        negative("total", "-0.01"));
    }

    @ParameterizedTest
    @CsvSource({"2, 149.50, 299.00", "1, 0, 0", "3, 0.01, 0.02"})
    void acceptsADiscountOfTheWholeLine(int quantity, String price, String discount) {
        assertThat(OrderValidator.of(order.items(List.of(line(quantity, rand(price), rand(discount))))
                        .build()))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"2, 149.50, 299.01, 299.00", "1, 0, 0.01, 0.00"})
    void findsADiscountLargerThanItsLine(int quantity, String price, String discount, String full) {
        LineItem line = line(quantity, rand(price), rand(discount));

        assertThat(OrderValidator.of(order.items(List.of(line)).build()))
                .containsExactly(new OrderDefect(
                        DISCOUNT_TOO_LARGE,
                        "items.0.discount",
                        discount,
                        "at most " + full + ", the full price of the line"));
    }

    @Test
    void doesNotCompareADiscountWithANegativeOrUnknownPrice() {
        LineItem negative = line(1, rand("-5"), rand("1"));
        LineItem unknown = LineItem.reconstitute()
                .discount(StoredValue.known(rand("1")))
                .unitPrice(StoredValue.known(rand("0")))
                .build();

        assertThat(OrderValidator.of(order.items(List.of(negative)).build()))
                .containsExactly(negative("items.0.unitPrice", "-5.00"));
        assertThat(OrderValidator.of(order.items(List.of(unknown)).build())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0.00", "12.5", "100", "1E+2"})
    void acceptsAPercentageFrom0To100(String percentage) {
        assertThat(OrderValidator.of(order.campaign(campaign(percentage)).build()))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"-0.01, -0.01", "100.01, 100.01", "1E+3, 1000"})
    void warnsAboutAPercentageOutside0To100(String percentage, String shown) {
        assertThat(OrderValidator.of(order.campaign(campaign(percentage)).build()))
                .containsExactly(new OrderDefect(WRONG_PERCENTAGE, "campaign.discountPercentage", shown, "0 to 100"));
    }

    @Test
    void findsAQuantityBelowOne() {
        order.items(List.of(line(1, rand("1"), rand("0")), line(0, rand("1"), rand("0"))));

        assertThat(OrderValidator.of(order.build()))
                .containsExactly(new OrderDefect(WRONG_QUANTITY, "items.1.quantity", "0", "1 or more"));
    }

    @ParameterizedTest
    @EnumSource
    void warnsAboutMissingPaymentDetails(OrderStatus status) {
        boolean wasPaid = Stream.of("PAID", "PROCESSING", "COMPLETED", "REFUNDED")
                .collect(Collectors.toSet())
                .contains(status.name());

        List<OrderDefect> found = OrderValidator.of(anOrder(TENANT, ID, status).build());

        assertThat(found)
                .isEqualTo(
                        wasPaid
                                ? List.of(new OrderDefect(
                                        MISSING_PAYMENT_DETAILS,
                                        "paymentDetails",
                                        "nothing",
                                        "payment details, because the order is " + status.wireName(),
                                        "payment details are missing although the order is " + status.wireName()))
                                : List.of());
    }

    @Test
    void treatsPaymentDetailsWithUnknownFieldsOnlyAsMissing() {
        Order paid = anOrder(TENANT, ID, OrderStatus.PAID)
                .paymentDetails(PaymentDetails.reconstitute(
                        paymentFields(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
                        Map.of("x", "y")))
                .build();

        assertThat(OrderValidator.of(paid)).extracting(OrderDefect::kind).containsExactly(MISSING_PAYMENT_DETAILS);
    }

    @Test
    void warnsAboutAnInvalidDate() {
        assertThat(OrderValidator.of(order.dateCreated("30 December").build()))
                .containsExactly(
                        new OrderDefect(UNREADABLE_TIME, "dateCreated", "30 December", "an ISO 8601 date-time"));
    }

    @ParameterizedTest
    @EnumSource
    void classifiesAllowedOdditiesAsWarnings(OrderDefect.Kind kind) {
        assertThat(kind.isWarning())
                .isEqualTo(List.of(MISSING_PAYMENT_DETAILS, UNREADABLE_TIME, WRONG_PERCENTAGE)
                        .contains(kind));
    }

    @Test
    void describesADefectInASentence() {
        OrderDefect defect = new OrderDefect(WRONG_EMAIL, "customerEmail", "x", "an e-mail address");

        assertThat(defect.kind()).hasToString("wrong_email");
        assertThat(defect.sentence()).isEqualTo("customerEmail: found x, expected an e-mail address");
    }

    private static OrderDefect decimals(String attribute, String found) {
        return new OrderDefect(TOO_MANY_DECIMALS, attribute, found, "no more decimals than ZAR has");
    }

    private static LineItem line(int quantity, Money price, Money discount) {
        return LineItem.reconstitute()
                .quantity(StoredValue.known(quantity))
                .unitPrice(StoredValue.known(price))
                .discount(StoredValue.known(discount))
                .build();
    }

    private static OrderDefect negative(String attribute, String found) {
        return new OrderDefect(NEGATIVE_AMOUNT, attribute, found, "0 or more");
    }

    /** 2 × 149.50 − 29.90, tax 40.37, shipping 0.00: 309.47. */
    private static Order.Builder hosting() {
        return Order.builder(KEY, PENDING)
                .currency("ZAR")
                .items(List.of(line(2, rand("149.50"), rand("29.90"))))
                .tax(rand("40.37"))
                .shipping(rand("0.00"));
    }

    private static StoredSums sums(String subtotal, String total, String line) {
        return new StoredSums(number(subtotal), number(total), List.of(number(line)));
    }

    private static Optional<BigDecimal> number(String text) {
        return Optional.of(text).filter(t -> !t.isEmpty()).map(BigDecimal::new);
    }

    private static Campaign campaign(String percentage) {
        return Campaign.builder()
                .discountPercentage(Optional.of(new BigDecimal(percentage)))
                .build();
    }
}
