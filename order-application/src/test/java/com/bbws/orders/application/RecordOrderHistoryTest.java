package com.bbws.orders.application;

import static com.bbws.orders.application.ReportedWrite.Kind.INSERT;
import static com.bbws.orders.application.ReportedWrite.Kind.MODIFY;
import static com.bbws.orders.application.ReportedWrite.Kind.REMOVE;
import static com.bbws.orders.domain.testing.OrderFixtures.ALICE;
import static com.bbws.orders.domain.testing.OrderFixtures.ID;
import static com.bbws.orders.domain.testing.OrderFixtures.NOON;
import static com.bbws.orders.domain.testing.OrderFixtures.TENANT;
import static com.bbws.orders.domain.testing.OrderFixtures.aPaidOrder;
import static com.bbws.orders.domain.testing.OrderFixtures.aPendingOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.groups.Tuple.tuple;

import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.history.OrderRevision;
import com.bbws.orders.domain.history.SequenceNumber;
import com.bbws.orders.domain.testing.InMemoryOrderHistory;
import com.bbws.orders.domain.testing.InMemoryOrderImages;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecordOrderHistoryTest {

    private static final OrderKey ORDER = new OrderKey(TENANT, ID);
    private static final Map<String, ?> PENDING = InMemoryOrderImages.item(aPendingOrder());
    private static final Map<String, ?> PAID = InMemoryOrderImages.item(aPaidOrder());

    private final InMemoryOrderHistory history = new InMemoryOrderHistory();
    private final RecordOrderHistory recordHistory = new RecordOrderHistory(new InMemoryOrderImages(), history);

    private static ReportedWrite write(
            ReportedWrite.Kind kind, String number, Map<String, ?> before, Map<String, ?> after) {
        return new ReportedWrite(
                ORDER, kind, new SequenceNumber(number), NOON, Optional.ofNullable(before), Optional.ofNullable(after));
    }

    private List<OrderRevision> recorded() {
        return history.revisions(ORDER).toList();
    }

    @Test
    void recordsWhatAWriteDid() {
        RecordedWrite outcome = recordHistory.handle(write(MODIFY, "2", PENDING, PAID));

        assertThat(recorded()).singleElement().satisfies(revision -> {
            assertThat(revision.number()).isEqualTo(new SequenceNumber("2"));
            assertThat(revision.when()).isEqualTo(NOON);
            assertThat(revision.kind()).isEqualTo(OrderRevision.Kind.CHANGED);
            assertThat(revision.statusBefore()).contains("pending");
            assertThat(revision.statusAfter()).contains("paid");
            assertThat(revision.author().actor()).contains(ALICE);
            assertThat(revision.changed()).containsExactly("paymentDetails");
        });
        assertThat(outcome).isEqualTo(new RecordedWrite(recorded().get(0), true));
    }

    @Test
    void recordsCreationAndRemoval() {
        // A log may show more than belongs to a write; what was not there before has no before.
        recordHistory.handle(write(INSERT, "1", PAID, PENDING));
        recordHistory.handle(write(REMOVE, "3", PAID, PENDING));

        assertThat(recorded())
                .extracting(OrderRevision::kind, OrderRevision::statusBefore, OrderRevision::statusAfter)
                .containsExactly(
                        tuple(OrderRevision.Kind.CREATED, Optional.empty(), Optional.of("pending")),
                        tuple(OrderRevision.Kind.REMOVED, Optional.of("paid"), Optional.empty()));
    }

    @Test
    void recordsAWriteOnceHoweverOftenItIsReported() {
        recordHistory.handle(write(INSERT, "1", null, PENDING));

        RecordedWrite again = recordHistory.handle(write(INSERT, "1", null, PENDING));

        assertThat(again.isNew()).isFalse();
        assertThat(recorded()).hasSize(1);
    }

    @Test
    void recordsThatTheLogDoesNotShowTheOrder() {
        recordHistory.handle(write(INSERT, "1", null, null));
        recordHistory.handle(write(MODIFY, "2", null, PAID));
        recordHistory.handle(write(MODIFY, "3", PENDING, null));
        recordHistory.handle(write(REMOVE, "4", null, null));

        assertThat(recorded())
                .extracting(OrderRevision::kind)
                .containsExactly(
                        OrderRevision.Kind.CREATED,
                        OrderRevision.Kind.CHANGED,
                        OrderRevision.Kind.CHANGED,
                        OrderRevision.Kind.REMOVED);
        assertThat(recorded())
                .allSatisfy(revision ->
                        assertThat(revision.problems()).containsExactly("the log of changes does not show the order"));
    }

    @Test
    void recordsAnOrderThatCannotBeRead() {
        recordHistory.handle(write(MODIFY, "1", PENDING, InMemoryOrderImages.item(aPendingOrder(), "EXPIRED")));

        assertThat(recorded()).singleElement().satisfies(revision -> {
            assertThat(revision.statusAfter()).contains("EXPIRED");
            assertThat(revision.problems()).containsExactly("status: nobody knows EXPIRED");
        });
    }

    @Test
    void takesNoNull() {
        assertThatNullPointerException().isThrownBy(() -> new RecordOrderHistory(null, history));
        assertThatNullPointerException().isThrownBy(() -> new RecordOrderHistory(new InMemoryOrderImages(), null));
        assertThatNullPointerException().isThrownBy(() -> write(null, "1", null, null));
    }
}
