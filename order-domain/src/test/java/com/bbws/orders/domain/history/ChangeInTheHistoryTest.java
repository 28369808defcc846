package com.bbws.orders.domain.history;

import static com.bbws.orders.domain.testing.OrderFixtures.ALICE;
import static com.bbws.orders.domain.testing.OrderFixtures.KEY;
import static com.bbws.orders.domain.testing.OrderFixtures.NOON;
import static com.bbws.orders.domain.testing.OrderFixtures.UPDATE_ID;
import static com.bbws.orders.domain.testing.OrderFixtures.aPaidOrder;
import static com.bbws.orders.domain.testing.OrderFixtures.aPayment;
import static com.bbws.orders.domain.testing.OrderFixtures.aPendingOrder;
import static com.bbws.orders.domain.testing.OrderFixtures.anExpiredOrder;
import static org.assertj.core.api.Assertions.assertThat;

import com.bbws.orders.domain.OrderChange;
import com.bbws.orders.domain.OrderCorrection;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.domain.OrderUpdate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The revision and the event of a change, for a store without a change log. */
class ChangeInTheHistoryTest {

    private static final SequenceNumber NUMBER = new SequenceNumber("17");

    private static final OrderChange PAYMENT = aPendingOrder()
            .update(OrderUpdate.to(OrderStatus.PAID, aPayment()), ALICE, UPDATE_ID, NOON)
            .orElseThrow();

    @Test
    void aRevisionHasTheStatusesTheAuthorAndTheNamesOfWhatChanged() {
        assertThat(OrderRevision.of(NUMBER, NOON, PAYMENT))
                .isEqualTo(new OrderRevision(
                        NUMBER,
                        NOON,
                        OrderRevision.Kind.CHANGED,
                        new Authorship(Optional.of(ALICE), Optional.empty(), Optional.of(UPDATE_ID)),
                        Optional.of("pending"),
                        Optional.of("paid"),
                        List.of("paymentDetails"),
                        0,
                        List.of()));
    }

    @Test
    void aRevisionNamesTheFieldsOfAPaymentThatIsReplaced() {
        OrderChange change = aPaidOrder()
                .update(OrderUpdate.with(aPayment("txn-2")), ALICE, UPDATE_ID, NOON)
                .orElseThrow();

        OrderRevision revision = OrderRevision.of(NUMBER, NOON, change);

        assertThat(revision.changed()).containsExactly("paymentDetails.transactionId");
        assertThat(revision.changesStatus()).isFalse();
    }

    @Test
    void aRevisionOfACorrectionHasItsReason() {
        OrderChange change = anExpiredOrder(KEY)
                .build()
                .correct(
                        new OrderCorrection(OrderStatus.CANCELLED, Optional.empty(), "Ticket 4711"),
                        ALICE,
                        UPDATE_ID,
                        NOON);

        OrderRevision revision = OrderRevision.of(NUMBER, NOON, change);

        assertThat(revision.statusBefore()).contains("EXPIRED");
        assertThat(revision.author().reason()).contains("Ticket 4711");
        assertThat(revision.problems()).isEmpty();
        assertThat(OrderEvent.of(NUMBER, NOON, change).corrected()).isTrue();
    }

    @Test
    void anEventIsThatOfTheRevision() {
        assertThat(OrderEvent.of(NUMBER, NOON, PAYMENT))
                .isEqualTo(new OrderEvent(
                        OrderEvent.Type.ORDER_STATUS_CHANGED,
                        NOON,
                        KEY,
                        Optional.of("ORD-2025-00042"),
                        Optional.of(OrderStatus.PENDING),
                        Optional.of(OrderStatus.PAID),
                        false,
                        List.of("paymentDetails"),
                        false,
                        Optional.of(UPDATE_ID),
                        PAYMENT.after().lockToken(),
                        NUMBER));
    }
}
