package com.bbws.orders.domain;

import static com.bbws.orders.domain.OrderDefect.Kind.UNREADABLE_AMOUNT;
import static com.bbws.orders.domain.OrderDefect.Kind.UNREADABLE_ATTRIBUTE;
import static com.bbws.orders.domain.OrderStatus.CANCELLED;
import static com.bbws.orders.domain.OrderStatus.PAID;
import static com.bbws.orders.domain.OrderStatus.PAYMENT_PENDING;
import static com.bbws.orders.domain.OrderStatus.PENDING;
import static com.bbws.orders.domain.testing.OrderFixtures.ID;
import static com.bbws.orders.domain.testing.OrderFixtures.KEY;
import static com.bbws.orders.domain.testing.OrderFixtures.NOON;
import static com.bbws.orders.domain.testing.OrderFixtures.TENANT;
import static com.bbws.orders.domain.testing.OrderFixtures.UPDATE_ID;
import static com.bbws.orders.domain.testing.OrderFixtures.aPaidOrder;
import static com.bbws.orders.domain.testing.OrderFixtures.aPayment;
import static com.bbws.orders.domain.testing.OrderFixtures.aPaymentKeeping;
import static com.bbws.orders.domain.testing.OrderFixtures.aPendingOrder;
import static com.bbws.orders.domain.testing.OrderFixtures.anOrder;
import static com.bbws.orders.domain.testing.OrderFixtures.rand;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OrderTest {

    private static final LineItem HOSTING = LineItem.of("prod_hosting", "Hosting", 2, rand("149.50"), rand("29.90"));
    private static final LineItem WITHOUT_PRICE = LineItem.reconstitute()
            .productId("prod_domain")
            .quantity(StoredValue.known(1))
            .build();

    @Test
    void hasTheValuesOfItsBuilder() {
        BillingAddress address = new BillingAddress(
                Optional.of("1 Long Street"), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        Campaign campaign = aPendingOrder().campaign().orElseThrow();

        Order order = Order.builder(KEY, PENDING)
                .orderNumber("ORD-2025-00042")
                .customerEmail(EmailAddress.of("thandi@example.com"))
                .items(List.of(HOSTING))
                .paymentDetails(aPayment())
                .tax(rand("40.37"))
                .shipping(rand("10"))
                .currency("ZAR")
                .campaign(campaign)
                .billingAddress(address)
                .paymentMethod("payfast")
                .pdfUrl("https://example.com/orders/42.pdf")
                .dateCreated("2025-12-30T09:58:00Z")
                .lockToken(new LockToken("2025-12-30T10:00:00Z"))
                .lastUpdatedBy("shop")
                .lastUpdateReason("paid at the desk")
                .active(false)
                .build();

        assertThat(order.tenantId()).isEqualTo(TENANT);
        assertThat(order.id()).isEqualTo(ID);
        assertThat(order.status()).isEqualTo(PENDING);
        assertThat(order.orderNumber()).contains("ORD-2025-00042");
        assertThat(order.customerEmail()).contains(EmailAddress.of("thandi@example.com"));
        assertThat(order.items().orElseThrow()).containsExactly(HOSTING);
        assertThat(order.paymentDetails()).contains(aPayment());
        assertThat(order.tax()).contains(rand("40.37"));
        assertThat(order.shipping()).contains(rand("10.00"));
        assertThat(order.currency()).contains("ZAR");
        assertThat(order.campaign()).contains(campaign);
        assertThat(order.billingAddress()).contains(address);
        assertThat(order.paymentMethod()).contains("payfast");
        assertThat(order.pdfUrl()).contains("https://example.com/orders/42.pdf");
        assertThat(order.dateCreated()).contains("2025-12-30T09:58:00Z");
        assertThat(order.lockToken()).contains(new LockToken("2025-12-30T10:00:00Z"));
        assertThat(order.lastUpdatedBy()).contains("shop");
        assertThat(order.lastUpdateReason()).contains("paid at the desk");
        assertThat(order.isActive()).isFalse();
    }

    @Test
    void requiresOnlyAKeyAndAStatus() {
        Order order = Order.builder(KEY, PENDING).build();

        assertThat(order.isActive()).isTrue();
        assertThat(attributes(order, Optional::isPresent)).isEmpty();
    }

    /** Tests of other modules store, read and publish the fixture, and fail if an attribute is lost. */
    @Test
    void hasEveryAttributeInTheFixture() {
        Order order = anOrder(KEY, PENDING)
                .paymentDetails(aPayment())
                .lastUpdateReason("paid at the desk")
                .lastUpdateId(UPDATE_ID)
                .build();

        assertThat(attributes(order, Optional::isEmpty)).isEmpty();
    }

    /** Returns the names of the optional attributes with a value that meets the condition. The status is not optional. */
    private static List<String> attributes(StoredOrder order, Predicate<Optional<?>> condition) {
        return Stream.of(StoredOrder.class.getMethods())
                .filter(method -> method.getReturnType() == Optional.class)
                .filter(method -> condition.test(assertDoesNotThrow(() -> (Optional<?>) method.invoke(order))))
                .map(Method::getName)
                .filter(name -> !name.equals("statusText"))
                .toList();
    }

    @Test
    void computesItsSubtotalAndIgnoresTheStoredOne() {
        Order order = anOrder(TENANT, ID, PENDING).subtotal(rand("1")).build();

        assertThat(order.subtotal()).contains(rand("368.10"));
    }

    @Test
    void addsTaxAndShippingToTheTotal() {
        Order order = anOrder(TENANT, ID, PENDING)
                .tax(rand("55.22"))
                .shipping(rand("99.99"))
                .build();

        assertThat(order.total()).contains(rand("523.31"));
    }

    @Test
    void addsOnlyPresentAmountsToTheTotal() {
        Order order = Order.builder(KEY, PENDING)
                .currency("ZAR")
                .items(List.of(HOSTING))
                .build();

        assertThat(order.total()).contains(rand("269.10"));
    }

    @Test
    void hasZeroSumsWithoutLines() {
        Order order =
                Order.builder(KEY, PENDING).currency("ZAR").items(List.of()).build();

        assertThat(order.subtotal()).contains(rand("0.00"));
        assertThat(order.total()).contains(rand("0.00"));
    }

    @Test
    void hasZeroSumsInNoCurrencyWithoutLinesAndCurrency() {
        Order order = Order.builder(KEY, PENDING).items(List.of()).build();

        assertThat(order.total()).contains(Money.zero(Money.NO_CURRENCY));
    }

    @Test
    void addsLinesInNoCurrency() {
        Money price = Money.of("149.5", Money.NO_CURRENCY);
        LineItem line = LineItem.of("prod_hosting", "Hosting", 2, price, Money.zero(Money.NO_CURRENCY));

        Order order = Order.builder(KEY, PENDING).items(List.of(line)).build();

        assertThat(order.total()).contains(Money.of("299.0", Money.NO_CURRENCY));
    }

    @Test
    void usesTheStoredSubtotalIfNoLinesAreStored() {
        Order order = Order.builder(KEY, PENDING)
                .currency("ZAR")
                .subtotal(rand("368.10"))
                .tax(rand("55.22"))
                .build();

        assertThat(order.subtotal()).contains(rand("368.10"));
        assertThat(order.total()).contains(rand("423.32"));
    }

    @Test
    void usesTheStoredSubtotalIfALineHasNoPrice() {
        Order order = anOrder(TENANT, ID, PENDING)
                .items(List.of(HOSTING, WITHOUT_PRICE))
                .subtotal(rand("300"))
                .tax(rand("0"))
                .build();

        assertThat(order.subtotal()).contains(rand("300.00"));
        assertThat(order.total()).contains(rand("300.00"));
    }

    @Test
    void hasNoTotalIfALineHasNoPriceAndNoSubtotalIsStored() {
        Order order = Order.builder(KEY, PENDING)
                .currency("ZAR")
                .items(List.of(HOSTING, WITHOUT_PRICE))
                .tax(rand("55.22"))
                .build();

        assertThat(order.subtotal()).isEmpty();
        assertThat(order.total()).isEmpty();
    }

    @Test
    void hasNoTotalIfTheTaxIsUnreadable() {
        OrderDefect comma = unreadable("tax", "40,37");

        Order order = hosting().tax(StoredValue.unreadable(List.of(comma))).build();

        assertThat(order.subtotal()).contains(rand("269.10"));
        assertThat(order.total()).isEmpty();
        assertThat(order.tax()).isEmpty();
        assertThat(order.problems()).containsExactly(comma);
    }

    @Test
    void hasNoTotalIfTheShippingCostIsUnreadable() {
        OrderDefect free = unreadable("shipping", "free");

        Order order = hosting().shipping(StoredValue.unreadable(List.of(free))).build();

        assertThat(order.subtotal()).contains(rand("269.10"));
        assertThat(order.total()).isEmpty();
        assertThat(order.shipping()).isEmpty();
        assertThat(order.problems()).containsExactly(free);
    }

    @Test
    void hasNoSumsIfAnAmountOfALineIsUnreadable() {
        OrderDefect comma = unreadable("items.1.discount", "29,90");
        LineItem line = LineItem.reconstitute()
                .quantity(StoredValue.known(1))
                .unitPrice(StoredValue.known(rand("99")))
                .discount(StoredValue.unreadable(List.of(comma)))
                .build();

        Order order =
                hosting().items(List.of(HOSTING, line)).subtotal(rand("269.10")).build();

        assertThat(order.items().orElseThrow())
                .extracting(LineItem::subtotal)
                .containsExactly(Optional.of(rand("269.10")), Optional.empty());
        assertThat(order.subtotal()).isEmpty();
        assertThat(order.total()).isEmpty();
        assertThat(order.problems()).containsExactly(comma);
    }

    @Test
    void hasNoSumsIfTheLinesAreUnreadable() {
        OrderDefect text = new OrderDefect(UNREADABLE_ATTRIBUTE, "items", "a value of type S", "a list");

        Order order = hosting()
                .items(StoredValue.unreadable(List.of(text)))
                .subtotal(rand("269.10"))
                .build();

        assertThat(order.items()).isEmpty();
        assertThat(order.subtotal()).isEmpty();
        assertThat(order.total()).isEmpty();
        assertThat(order.problems()).containsExactly(text);
    }

    @Test
    void hasNoTotalIfTheRequiredStoredSubtotalIsUnreadable() {
        OrderDefect comma = unreadable("subtotal", "269,10");
        Order.Builder withoutLines = Order.builder(KEY, PENDING)
                .currency("ZAR")
                .tax(rand("40.37"))
                .subtotal(StoredValue.unreadable(List.of(comma)));

        Order order = withoutLines.build();
        Order withLines = withoutLines.items(List.of(HOSTING)).build();

        assertThat(order.subtotal()).isEmpty();
        assertThat(order.total()).isEmpty();
        assertThat(order.problems()).containsExactly(comma);
        assertThat(withLines.total())
                .as("not required if the lines are readable")
                .contains(rand("309.47"));
        assertThat(withLines.problems()).containsExactly(comma);
    }

    @Test
    void hasATotalIfOtherAttributesAreUnreadable() {
        OrderDefect total = unreadable("total", "309,47");
        OrderDefect percentage = unreadable("campaign.discountPercentage", "ten");

        Order order = hosting().unreadable(total).unreadable(percentage).build();

        assertThat(order.total()).contains(rand("309.47"));
        assertThat(order.problems()).containsExactly(total, percentage).isUnmodifiable();
    }

    @Test
    void listsAllUnreadableAmountsInOrder() {
        LineItem line = LineItem.reconstitute()
                .unitPrice(StoredValue.unreadable(List.of(unreadable("items.0.unitPrice", "?"))))
                .build();

        Order order = hosting()
                .unreadable(unreadable("total", "?"))
                .shipping(
                        StoredValue.unreadable(List.of(unreadable("shipping", "?"), unreadable("shippingAmount", "?"))))
                .tax(StoredValue.unreadable(List.of(unreadable("tax", "?"))))
                .subtotal(StoredValue.unreadable(List.of(unreadable("subtotal", "?"))))
                .items(List.of(line))
                .build();

        assertThat(order.problems())
                .extracting(OrderDefect::attribute)
                .containsExactly("items.0.unitPrice", "subtotal", "tax", "shipping", "shippingAmount", "total");
        assertThat(aPendingOrder().problems()).isEmpty();
    }

    @Test
    void keepsAnUnreadableAmountThroughAnUpdate() {
        Order order = hosting()
                .tax(StoredValue.unreadable(List.of(unreadable("tax", "40,37"))))
                .unreadable(unreadable("total", "309,47"))
                .build();

        Order after = order.update(OrderUpdate.to(OrderStatus.PAID), Actor.SYSTEM, UPDATE_ID, NOON)
                .orElseThrow()
                .after();

        assertThat(after.status()).isEqualTo(OrderStatus.PAID);
        assertThat(after.total()).isEmpty();
        assertThat(after.problems()).isEqualTo(order.problems()).hasSize(2);
    }

    @Test
    void keepsTheStoredSubtotalThroughAnUpdate() {
        Order order = anOrder(TENANT, ID, PENDING)
                .items(List.of(WITHOUT_PRICE))
                .subtotal(rand("300"))
                .build();

        Order after = order.update(OrderUpdate.to(OrderStatus.PAID), Actor.SYSTEM, UPDATE_ID, NOON)
                .orElseThrow()
                .after();

        assertThat(after.subtotal()).contains(rand("300.00"));
    }

    @Test
    void rejectsALineInAnotherCurrency() {
        LineItem line = LineItem.of("prod_domain", "Domain", 1, Money.of("9", "USD"), Money.zero("USD"));
        Order.Builder builder = anOrder(TENANT, ID, PENDING).items(List.of(HOSTING, line));

        assertThatIllegalArgumentException().isThrownBy(builder::build);
    }

    @Test
    void rejectsAStoredSubtotalInAnotherCurrency() {
        Order.Builder order = Order.builder(KEY, PENDING).currency("ZAR").subtotal(Money.of("1", "USD"));

        assertThatIllegalArgumentException()
                .isThrownBy(order::build)
                .withMessage("an amount in USD in an order in ZAR");
    }

    @Test
    void rejectsATaxInAnotherCurrency() {
        Order.Builder builder = anOrder(TENANT, ID, PENDING).tax(Money.of("1", "USD"));

        assertThatIllegalArgumentException().isThrownBy(builder::build);
    }

    @Test
    void rejectsShippingInAnotherCurrency() {
        Order.Builder builder = anOrder(TENANT, ID, PENDING).shipping(Money.of("1", "USD"));

        assertThatIllegalArgumentException().isThrownBy(builder::build);
    }

    @Test
    void rejectsLinesInACurrencyIfTheOrderHasNone() {
        Order.Builder builder = Order.builder(KEY, PENDING).items(List.of(HOSTING));

        assertThatIllegalArgumentException().isThrownBy(builder::build);
    }

    @Test
    void copiesItsLines() {
        List<LineItem> lines = new ArrayList<>(List.of(HOSTING));
        Order order = anOrder(TENANT, ID, PENDING).items(lines).build();

        lines.clear();

        assertThat(order.items().orElseThrow()).containsExactly(HOSTING).isUnmodifiable();
    }

    @Test
    void doesNotChangeWithItsBuilder() {
        Order.Builder builder = anOrder(TENANT, ID, PENDING);
        Order order = builder.build();

        builder.orderNumber("ORD-2025-00043");

        assertThat(order.orderNumber()).contains("ORD-2025-00042");
    }

    @Test
    void showsOnlyKeyStatusAndTokenInLogs() {
        assertThat(aPaidOrder()).hasToString("Order[tenant_9f1c/order_4d2e, paid, 2026-01-05T11:59:00.000000Z]");
    }

    @Test
    void showsInLogsThatItHasNoToken() {
        assertThat(Order.builder(KEY, PENDING).build()).hasToString("Order[tenant_9f1c/order_4d2e, pending, no token]");
    }

    @Test
    void requiresTenantIdAndStatus() {
        assertThatNullPointerException()
                .isThrownBy(() -> Order.builder(new OrderKey(null, ID), PENDING))
                .withMessage("tenantId");
        assertThatNullPointerException()
                .isThrownBy(() -> Order.builder(new OrderKey(TENANT, null), PENDING))
                .withMessage("id");
        assertThatNullPointerException()
                .isThrownBy(() -> Order.builder(KEY, null))
                .withMessage("status");
    }

    @ParameterizedTest
    @EnumSource
    void isPaidWithItsPaymentFromThePaymentOn(OrderStatus status) {
        Order order = Order.builder(KEY, status)
                .paymentDetails(aPaymentKeeping("paymentId", "p-1"))
                .build();

        assertThat(order.isPaidWith(aPayment()))
                .isEqualTo(status != PENDING && status != PAYMENT_PENDING && status != CANCELLED);
    }

    @Test
    void isNotPaidWithAnotherPayment() {
        assertThat(aPaidOrder().isPaidWith(aPayment("txn-2"))).isFalse();
        assertThat(Order.builder(KEY, PAID).build().isPaidWith(aPayment())).isFalse();
    }

    /** 2 × 149.50 − 29.90, tax 40.37, shipping 0.00: 309.47. */
    private static Order.Builder hosting() {
        return Order.builder(KEY, PENDING)
                .currency("ZAR")
                .items(List.of(HOSTING))
                .tax(rand("40.37"))
                .shipping(rand("0.00"));
    }

    private static OrderDefect unreadable(String attribute, String found) {
        return new OrderDefect(UNREADABLE_AMOUNT, attribute, found, "a number");
    }
}
