package com.bbws.orders.domain;

import static com.bbws.orders.domain.OrderStatus.PAID;
import static com.bbws.orders.domain.testing.OrderFixtures.ALICE;
import static com.bbws.orders.domain.testing.OrderFixtures.KEY;
import static com.bbws.orders.domain.testing.OrderFixtures.NOON;
import static com.bbws.orders.domain.testing.OrderFixtures.UPDATE_ID;
import static com.bbws.orders.domain.testing.OrderFixtures.aPaidOrder;
import static com.bbws.orders.domain.testing.OrderFixtures.aPayment;
import static com.bbws.orders.domain.testing.OrderFixtures.aPendingOrder;
import static com.bbws.orders.domain.testing.OrderFixtures.anExpiredOrder;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class OrderChangeTest {

    private static final OrderChange CHANGE = aPendingOrder()
            .update(OrderUpdate.to(PAID, aPayment()), ALICE, UPDATE_ID, NOON)
            .orElseThrow();

    @Test
    void recognisesItsOwnWriteByItsId() {
        assertThat(CHANGE.isWrittenTo(CHANGE.after())).isTrue();
    }

    @Test
    void recognisesItsOwnWriteAfterAnotherServiceHasChangedTheOrderAndKeptTheId() {
        StoredOrder expired = anExpiredOrder(KEY).lastUpdateId(UPDATE_ID).build();

        assertThat(CHANGE.isWrittenTo(expired)).isTrue();
    }

    @Test
    void doesNotRecogniseAnOrderWithTheSameValuesAndAnotherId() {
        Order same = aPendingOrder()
                .update(OrderUpdate.to(PAID, aPayment()), ALICE, UpdateId.random(), NOON)
                .orElseThrow()
                .after();

        assertThat(same.lockToken()).isEqualTo(CHANGE.after().lockToken());
        assertThat(CHANGE.isWrittenTo(same)).isFalse();
    }

    @Test
    void doesNotRecogniseAnOrderWithoutAnId() {
        assertThat(CHANGE.isWrittenTo(aPendingOrder())).isFalse();
    }

    @Test
    void reportsAChangeOfTheStatusOnly() {
        OrderChange change = aPendingOrder()
                .update(OrderUpdate.to(PAID), ALICE, UPDATE_ID, NOON)
                .orElseThrow();

        assertThat(change.changesStatus()).isTrue();
        assertThat(change.changesPaymentDetails()).isFalse();
    }

    @Test
    void reportsAChangeOfThePaymentDetailsOnly() {
        OrderChange change = aPaidOrder()
                .update(OrderUpdate.with(aPayment("txn-2")), ALICE, UPDATE_ID, NOON)
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

    @Test
    void namesTheOrderAndWhatChangesWithoutPersonalDataAndPayments() {
        OrderChange statusOnly = aPendingOrder()
                .update(OrderUpdate.to(PAID), ALICE, UPDATE_ID, NOON)
                .orElseThrow();
        OrderChange detailsOnly = aPaidOrder()
                .update(OrderUpdate.with(aPayment("txn-2")), ALICE, UPDATE_ID, NOON)
                .orElseThrow();
        OrderChange correction = anExpiredOrder(KEY)
                .build()
                .correct(new OrderCorrection(PAID, Optional.empty(), "Ticket 4711"), ALICE, UPDATE_ID, NOON);

        assertThat(CHANGE).hasToString("OrderChange[tenant_9f1c/order_4d2e, pending -> paid, paymentDetails]");
        assertThat(statusOnly).hasToString("OrderChange[tenant_9f1c/order_4d2e, pending -> paid]");
        assertThat(detailsOnly).hasToString("OrderChange[tenant_9f1c/order_4d2e, paid, paymentDetails]");
        assertThat(correction).hasToString("OrderChange[tenant_9f1c/order_4d2e, EXPIRED -> paid]");
    }
}
