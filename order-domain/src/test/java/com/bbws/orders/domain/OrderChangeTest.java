package com.bbws.orders.domain;

import static com.bbws.orders.domain.OrderStatus.CANCELLED;
import static com.bbws.orders.domain.OrderStatus.PAID;
import static com.bbws.orders.domain.testing.OrderFixtures.ALICE;
import static com.bbws.orders.domain.testing.OrderFixtures.ID;
import static com.bbws.orders.domain.testing.OrderFixtures.NOON;
import static com.bbws.orders.domain.testing.OrderFixtures.TENANT;
import static com.bbws.orders.domain.testing.OrderFixtures.aPaidOrder;
import static com.bbws.orders.domain.testing.OrderFixtures.aPayment;
import static com.bbws.orders.domain.testing.OrderFixtures.aPaymentKeeping;
import static com.bbws.orders.domain.testing.OrderFixtures.aPendingOrder;
import static com.bbws.orders.domain.testing.OrderFixtures.anOrder;
import static com.bbws.orders.domain.testing.OrderFixtures.paymentFields;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OrderChangeTest {

    private static final OrderChange CHANGE = aPendingOrder()
            .update(OrderUpdate.to(PAID, aPayment()), ALICE, NOON)
            .orElseThrow();

    @Test
    void recognisesItsOwnWrite() {
        assertThat(CHANGE.matches(asWritten().build())).isTrue();
    }

    @Test
    void recognisesItsOwnWriteWithAnyUnknownPaymentFields() {
        Order stored =
                asWritten().paymentDetails(aPaymentKeeping("paymentId", "p-1")).build();

        assertThat(CHANGE.matches(stored)).isTrue();
    }

    @Test
    void doesNotMatchTheOrderBefore() {
        assertThat(CHANGE.matches(aPendingOrder())).isFalse();
    }

    @Test
    void doesNotMatchAnotherVersion() {
        Order stored = asWritten()
                .lockToken(new LockToken("2026-01-05T12:00:00.000001Z"))
                .build();

        assertThat(CHANGE.matches(stored)).isFalse();
    }

    @Test
    void doesNotMatchTheSameInstantInAnotherFormat() {
        Order stored =
                asWritten().lockToken(new LockToken("2026-01-05T12:00:00Z")).build();

        assertThat(CHANGE.matches(stored)).isFalse();
    }

    @Test
    void doesNotMatchAnotherStatus() {
        Order stored = as(CANCELLED).build();

        assertThat(CHANGE.matches(stored)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("otherPayments")
    void doesNotMatchOtherPaymentDetails(PaymentDetails other) {
        Order stored = asWritten().paymentDetails(other).build();

        assertThat(CHANGE.matches(stored)).isFalse();
    }

    @Test
    void doesNotMatchAnOrderWithoutPaymentDetails() {
        Order stored = anOrder(TENANT, ID, PAID)
                .lockToken(LockToken.at(NOON))
                .lastUpdatedBy(ALICE.name())
                .build();

        assertThat(CHANGE.matches(stored)).isFalse();
    }

    @Test
    void doesNotMatchAnotherActor() {
        Order stored = asWritten().lastUpdatedBy("bob@example.com").build();

        assertThat(CHANGE.matches(stored)).isFalse();
    }

    @Test
    void doesNotMatchACorrection() {
        Order stored = asWritten().lastUpdateReason("paid at the desk").build();

        assertThat(CHANGE.matches(stored)).isFalse();
    }

    @Test
    void reportsAChangeOfTheStatusOnly() {
        OrderChange change =
                aPendingOrder().update(OrderUpdate.to(PAID), ALICE, NOON).orElseThrow();

        assertThat(change.changesStatus()).isTrue();
        assertThat(change.changesPaymentDetails()).isFalse();
    }

    @Test
    void reportsAChangeOfThePaymentDetailsOnly() {
        OrderChange change = aPaidOrder()
                .update(OrderUpdate.with(aPayment("txn-2")), ALICE, NOON)
                .orElseThrow();

        assertThat(change.changesStatus()).isFalse();
        assertThat(change.changesPaymentDetails()).isTrue();
    }

    @Test
    void reportsAChangeOfBoth() {
        assertThat(CHANGE.before().statusText()).contains("pending");
        assertThat(CHANGE.after().status()).isEqualTo(PAID);
        assertThat(CHANGE.changesStatus()).isTrue();
        assertThat(CHANGE.changesPaymentDetails()).isTrue();
    }

    static Stream<PaymentDetails> otherPayments() {
        Optional<String> method = aPayment().get(PaymentField.METHOD);
        Optional<String> transactionId = aPayment().get(PaymentField.TRANSACTION_ID);
        Optional<String> payfastPaymentId = aPayment().get(PaymentField.PAYFAST_PAYMENT_ID);
        Optional<String> paidAt = aPayment().get(PaymentField.PAID_AT);
        return Stream.of(
                PaymentDetails.of(paymentFields(Optional.of("eft"), transactionId, payfastPaymentId, paidAt)),
                PaymentDetails.of(paymentFields(method, Optional.empty(), payfastPaymentId, paidAt)),
                PaymentDetails.of(paymentFields(method, transactionId, Optional.of("pf-78"), paidAt)),
                PaymentDetails.of(
                        paymentFields(method, transactionId, payfastPaymentId, Optional.of("2026-01-05T11:59:58Z"))));
    }

    private static Order.Builder asWritten() {
        return as(PAID);
    }

    private static Order.Builder as(OrderStatus status) {
        return anOrder(TENANT, ID, status)
                .paymentDetails(aPayment())
                .lockToken(LockToken.at(NOON))
                .lastUpdatedBy(ALICE.name());
    }
}
