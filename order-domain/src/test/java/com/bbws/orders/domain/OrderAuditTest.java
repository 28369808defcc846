package com.bbws.orders.domain;

import static com.bbws.orders.domain.OrderDefect.Kind.MISSING_PAYMENT_DETAILS;
import static com.bbws.orders.domain.OrderDefect.Kind.TOO_MANY_DECIMALS;
import static com.bbws.orders.domain.OrderDefect.Kind.UNKNOWN_CURRENCY;
import static com.bbws.orders.domain.OrderDefect.Kind.UNREADABLE_TIME;
import static com.bbws.orders.domain.OrderDefect.Kind.WRONG_EMAIL;
import static com.bbws.orders.domain.OrderDefect.Kind.WRONG_QUANTITY;
import static com.bbws.orders.domain.OrderStatus.PENDING;
import static com.bbws.orders.domain.testing.OrderFixtures.ID;
import static com.bbws.orders.domain.testing.OrderFixtures.TENANT;
import static com.bbws.orders.domain.testing.OrderFixtures.aPaidOrder;
import static com.bbws.orders.domain.testing.OrderFixtures.aPendingOrder;
import static com.bbws.orders.domain.testing.OrderFixtures.anOrder;
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
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrderAuditTest {

    private final Order.Builder order = anOrder(TENANT, ID, PENDING);

    @Test
    void findsNothingWrongWithOrdersAsTheyShouldBe() {
        assertThat(OrderAudit.of(aPendingOrder())).isEmpty();
        assertThat(OrderAudit.of(aPaidOrder())).isEmpty();
        assertThat(OrderAudit.of(Order.builder(TENANT, ID, PENDING).build())).isEmpty();
    }

    @Test
    void findsAnAddressThatIsNone() {
        order.customerEmail(EmailAddress.restored("thandi at example"));

        assertThat(OrderAudit.of(order.build()))
                .containsExactly(
                        new OrderDefect(WRONG_EMAIL, "customerEmail", "thandi at example", "an e-mail address"));
    }

    @Test
    void findsACurrencyThatIsNone() {
        Order inShells = Order.builder(TENANT, ID, PENDING).currency("SHELL").build();

        assertThat(OrderAudit.of(inShells))
                .containsExactly(new OrderDefect(UNKNOWN_CURRENCY, "currency", "SHELL", "a code of ISO 4217"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ZAR", "zar", "JPY"})
    void knowsACurrencyInAnyCase(String code) {
        assertThat(OrderAudit.of(
                        Order.builder(TENANT, ID, PENDING).currency(code).build()))
                .isEmpty();
    }

    @Test
    void findsAmountsWithTooManyDecimals() {
        order.tax(rand("55.225"))
                .shipping(rand("0.001"))
                .items(List.of(line(1, rand("1.00"), rand("0")), line(1, rand("2.005"), rand("0.0001"))));

        assertThat(OrderAudit.of(order.build()))
                .containsExactly(
                        decimals("tax", "55.225"),
                        decimals("shipping", "0.001"),
                        decimals("items.1.unitPrice", "2.005"),
                        decimals("items.1.discount", "0.0001"));
    }

    @Test
    void knowsCurrenciesWithoutDecimals() {
        Order inYen = Order.builder(TENANT, ID, PENDING)
                .currency("JPY")
                .tax(Money.of("1.5", "JPY"))
                .build();

        assertThat(OrderAudit.of(inYen))
                .containsExactly(new OrderDefect(TOO_MANY_DECIMALS, "tax", "1.5", "no more decimals than JPY has"));
    }

    @Test
    void takesNoExceptionToZerosAndToAmountsOfNoCurrency() {
        Order zeros = order.tax(rand("55.2200")).build();
        Order noCurrency = Order.builder(TENANT, ID, PENDING)
                .tax(new Money(new BigDecimal("1.2345"), Money.NO_CURRENCY))
                .build();

        assertThat(OrderAudit.of(zeros)).isEmpty();
        assertThat(OrderAudit.of(noCurrency)).isEmpty();
    }

    @Test
    void findsALineOfLessThanOnePiece() {
        order.items(List.of(line(1, rand("1"), rand("0")), line(0, rand("1"), rand("0"))));

        assertThat(OrderAudit.of(order.build()))
                .containsExactly(new OrderDefect(WRONG_QUANTITY, "items.1.quantity", "0", "1 or more"));
    }

    @ParameterizedTest
    @EnumSource
    void warnsOfAPaymentThatNothingIsKnownOf(OrderStatus status) {
        boolean wasPaid = Stream.of("PAID", "PROCESSING", "COMPLETED", "REFUNDED")
                .collect(Collectors.toSet())
                .contains(status.name());

        List<OrderDefect> found = OrderAudit.of(anOrder(TENANT, ID, status).build());

        assertThat(found)
                .isEqualTo(
                        wasPaid
                                ? List.of(new OrderDefect(
                                        MISSING_PAYMENT_DETAILS,
                                        "paymentDetails",
                                        "nothing",
                                        "how the order was paid, for it is " + status.wireName()))
                                : List.of());
    }

    @Test
    void takesPaymentDetailsThatOnlyOthersUnderstandForNone() {
        Order paid = anOrder(TENANT, ID, OrderStatus.PAID)
                .paymentDetails(PaymentDetails.restored(
                        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Map.of("x", "y")))
                .build();

        assertThat(OrderAudit.of(paid)).extracting(OrderDefect::kind).containsExactly(MISSING_PAYMENT_DETAILS);
    }

    @Test
    void warnsOfADateThatIsNone() {
        assertThat(OrderAudit.of(order.dateCreated("30 December").build()))
                .containsExactly(
                        new OrderDefect(UNREADABLE_TIME, "dateCreated", "30 December", "an ISO 8601 date-time"));
    }

    @ParameterizedTest
    @EnumSource
    void warnsOnlyOfWhatAnOrderMayBeLike(OrderDefect.Kind kind) {
        assertThat(kind.isWarning())
                .isEqualTo(List.of(MISSING_PAYMENT_DETAILS, UNREADABLE_TIME).contains(kind));
    }

    @Test
    void namesADefectForPeople() {
        OrderDefect defect = new OrderDefect(WRONG_EMAIL, "customerEmail", "x", "an e-mail address");

        assertThat(defect.kind()).hasToString("wrong-email");
        assertThat(defect.sentence()).isEqualTo("customerEmail: found x, expected an e-mail address");
    }

    private static OrderDefect decimals(String attribute, String found) {
        return new OrderDefect(TOO_MANY_DECIMALS, attribute, found, "no more decimals than ZAR has");
    }

    private static LineItem line(int quantity, Money price, Money discount) {
        return LineItem.restored(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(quantity),
                Optional.of(price),
                Optional.of(discount),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
