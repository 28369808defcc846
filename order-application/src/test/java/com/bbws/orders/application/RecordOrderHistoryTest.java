package com.bbws.orders.application;

import static com.bbws.orders.domain.testing.OrderFixtures.ALICE;
import static com.bbws.orders.domain.testing.OrderFixtures.BOB;
import static com.bbws.orders.domain.testing.OrderFixtures.KEY;
import static com.bbws.orders.domain.testing.OrderFixtures.NOON;
import static com.bbws.orders.domain.testing.OrderFixtures.UPDATE_ID;
import static com.bbws.orders.domain.testing.OrderFixtures.aPaidOrder;
import static com.bbws.orders.domain.testing.OrderFixtures.aPendingOrder;
import static com.bbws.orders.domain.testing.OrderFixtures.anExpiredOrder;
import static com.bbws.orders.domain.testing.OrderFixtures.anOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.tuple;

import com.bbws.orders.domain.LockToken;
import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.domain.OrderUpdate;
import com.bbws.orders.domain.StoredOrder;
import com.bbws.orders.domain.contract.InMemoryOrderHistory;
import com.bbws.orders.domain.history.Authorship;
import com.bbws.orders.domain.history.OrderEvent;
import com.bbws.orders.domain.history.OrderImage;
import com.bbws.orders.domain.history.OrderRevision;
import com.bbws.orders.domain.history.SequenceNumber;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecordOrderHistoryTest {

    private static final Optional<OrderImage> NONE = Optional.empty();
    private static final Optional<OrderImage> PENDING = image(aPendingOrder());
    private static final Optional<OrderImage> PAID = image(aPaidOrder());

    private final InMemoryOrderHistory history = new InMemoryOrderHistory();
    private final RecordOrderHistory recordHistory = new RecordOrderHistory(history);

    private static Optional<OrderImage> image(StoredOrder order) {
        Map<String, ?> attributes = Map.of(
                "status", order.statusText(),
                "paymentDetails", order.paymentDetails(),
                "dateLastUpdated", order.lockToken(),
                "lastUpdatedBy", order.lastUpdatedBy());
        return Optional.of(OrderImage.of(order, attributes));
    }

    private static OrderWrite write(String number, Optional<OrderImage> before, Optional<OrderImage> after) {
        return new OrderWrite(KEY, new SequenceNumber(number), NOON, before, after, false);
    }

    private List<OrderRevision> recorded() {
        return history.revisions(KEY).toList();
    }

    @Test
    void recordsWhatAWriteChanged() {
        RecordedWrite outcome = recordHistory.handle(write("2", PENDING, PAID));

        assertThat(recorded()).singleElement().satisfies(revision -> {
            assertThat(revision.number()).isEqualTo(new SequenceNumber("2"));
            assertThat(revision.when()).isEqualTo(NOON);
            assertThat(revision.kind()).isEqualTo(OrderRevision.Kind.CHANGED);
            assertThat(revision.statusBefore()).contains("pending");
            assertThat(revision.statusAfter()).contains("paid");
            assertThat(revision.author().actor()).contains(ALICE);
            assertThat(revision.changed()).containsExactly("paymentDetails");
        });
        OrderRevision revision = recorded().get(0);
        assertThat(outcome)
                .isEqualTo(new RecordedWrite(revision, true, OrderEvent.of(KEY, revision, PAID.orElseThrow())));
    }

    @Test
    void recordsCreationAndRemoval() {
        recordHistory.handle(write("1", NONE, PENDING));
        recordHistory.handle(write("3", PAID, NONE));

        assertThat(recorded())
                .extracting(OrderRevision::kind, OrderRevision::statusBefore, OrderRevision::statusAfter)
                .containsExactly(
                        tuple(OrderRevision.Kind.CREATED, Optional.empty(), Optional.of("pending")),
                        tuple(OrderRevision.Kind.REMOVED, Optional.of("paid"), Optional.empty()));
    }

    @Test
    void recordsAWriteOnceEvenIfItIsReportedTwice() {
        RecordedWrite first = recordHistory.handle(write("1", NONE, PENDING));

        RecordedWrite again = recordHistory.handle(write("1", NONE, PENDING));

        assertThat(again.isNew()).isFalse();
        assertThat(again.event()).isEqualTo(first.event());
        assertThat(recorded()).hasSize(1);
    }

    @Test
    void recordsAnExpiry() {
        recordHistory.handle(new OrderWrite(KEY, new SequenceNumber("3"), NOON, PAID, NONE, true));

        assertThat(recorded()).extracting(OrderRevision::kind).containsExactly(OrderRevision.Kind.EXPIRED);
    }

    @Test
    void namesTheAuthorOfAWriteWithANewId() {
        recordHistory.handle(write("1", PENDING, PAID));

        assertThat(recorded().get(0).author())
                .isEqualTo(new Authorship(
                        Optional.of(ALICE), Optional.empty(), aPaidOrder().lastUpdateId()));
    }

    @Test
    void namesNoAuthorIfAnOlderIdIsPutBack() {
        Order cancelled = aPaidOrder()
                .update(OrderUpdate.to(OrderStatus.CANCELLED), BOB, UPDATE_ID, NOON)
                .orElseThrow()
                .after();
        Order putBack = anOrder(KEY, OrderStatus.PAID)
                .lastUpdatedBy(ALICE.name())
                .lastUpdateId(aPaidOrder().lastUpdateId().orElseThrow())
                .lockToken(LockToken.at(NOON.plusSeconds(1)))
                .build();

        recordHistory.handle(write("1", PENDING, PAID));
        recordHistory.handle(write("2", PAID, image(cancelled)));
        OrderWrite restoration = write("3", image(cancelled), image(putBack));
        recordHistory.handle(restoration);

        assertThat(recorded().get(1).author().actor()).contains(BOB);
        assertThat(recorded().get(2).author()).isEqualTo(Authorship.UNKNOWN);
    }

    @Test
    void namesTheSameAuthorIfAWriteIsReportedAgainAfterLaterOnes() {
        OrderWrite first = write("1", PENDING, PAID);
        recordHistory.handle(first);
        recordHistory.handle(write("2", PAID, PENDING));

        assertThat(recordHistory.handle(first).revision()).isEqualTo(recorded().get(0));
    }

    @Test
    void recordsAnUnreadableOrder() {
        recordHistory.handle(write("1", PENDING, image(anExpiredOrder(KEY).build())));

        assertThat(recorded()).singleElement().satisfies(revision -> {
            assertThat(revision.statusAfter()).contains("EXPIRED");
            assertThat(revision.problems()).containsExactly("status: found 'EXPIRED', expected a known status");
        });
    }

    @Test
    void requiresAllParts() {
        assertThatNullPointerException().isThrownBy(() -> new RecordOrderHistory(null));
        assertThatNullPointerException()
                .isThrownBy(() -> new OrderWrite(null, new SequenceNumber("1"), NOON, NONE, PAID, false));
        assertThatNullPointerException().isThrownBy(() -> new OrderWrite(KEY, null, NOON, NONE, PAID, false));
        assertThatNullPointerException()
                .isThrownBy(() -> new OrderWrite(KEY, new SequenceNumber("1"), null, NONE, PAID, false));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> write("1", NONE, NONE))
                .withMessage("the order exists neither before nor after the write");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OrderWrite(KEY, new SequenceNumber("1"), NOON, PENDING, PAID, true))
                .withMessage("the order still exists after its expiry");
    }
}
