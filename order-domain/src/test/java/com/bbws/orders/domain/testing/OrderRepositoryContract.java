package com.bbws.orders.domain.testing;

import static com.bbws.orders.domain.OrderStatus.CANCELLED;
import static com.bbws.orders.domain.OrderStatus.COMPLETED;
import static com.bbws.orders.domain.OrderStatus.PAID;
import static com.bbws.orders.domain.OrderStatus.PAYMENT_PENDING;
import static com.bbws.orders.domain.OrderStatus.PENDING;
import static com.bbws.orders.domain.testing.OrderFixtures.ALICE;
import static com.bbws.orders.domain.testing.OrderFixtures.BOB;
import static com.bbws.orders.domain.testing.OrderFixtures.ID;
import static com.bbws.orders.domain.testing.OrderFixtures.NOON;
import static com.bbws.orders.domain.testing.OrderFixtures.UNKNOWN_STATUS;
import static com.bbws.orders.domain.testing.OrderFixtures.aPayment;
import static com.bbws.orders.domain.testing.OrderFixtures.anOrder;
import static com.bbws.orders.domain.testing.OrderFixtures.paymentFields;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.bbws.orders.domain.Actor;
import com.bbws.orders.domain.LockToken;
import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.OrderChange;
import com.bbws.orders.domain.OrderCorrection;
import com.bbws.orders.domain.OrderException;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.domain.OrderUpdate;
import com.bbws.orders.domain.PaymentDetails;
import com.bbws.orders.domain.TenantId;
import com.bbws.orders.domain.UnreadableOrder;
import com.bbws.orders.domain.UpdateId;
import com.bbws.orders.domain.port.OrderRepository;
import com.bbws.orders.domain.port.StoreException;
import com.bbws.orders.domain.port.WriteOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The contract of {@link OrderRepository}. Every implementation has a subclass. */
public abstract class OrderRepositoryContract {

    /** Each test uses a new tenant, so that no test has to clean up. */
    protected final OrderKey key = new OrderKey(new TenantId("tenant_" + UUID.randomUUID()), ID);

    /** Returns the implementation under test. */
    protected abstract OrderRepository orders();

    /** Stores an order as it is, as another service would. */
    protected abstract void put(Order order);

    /** Stores an order with an unknown status. */
    protected abstract void putUnreadable(OrderKey key, boolean active);

    /** Removes an order from the store. */
    protected abstract void remove(OrderKey key);

    /** Returns a value that another service may store in an unknown payment field, in the type of the implementation. */
    protected abstract Object anUnknownValue();

    @Test
    void findsNothingInAnEmptyStore() {
        assertThat(orders().find(key)).isEmpty();
    }

    @Test
    void findsNothingOfAnotherTenant() {
        put(pending());

        assertThat(orders().find(new OrderKey(new TenantId("tenant_other"), ID)))
                .isEmpty();
    }

    @Test
    void findsAStoredOrder() {
        Order order = paid();
        put(order);

        assertThat(found()).usingRecursiveComparison().isEqualTo(order);
    }

    @Test
    void findsAnOrderThatHasOnlyAStatus() {
        Order bare = Order.builder(key, PENDING).build();
        put(bare);

        assertThat(found()).usingRecursiveComparison().isEqualTo(bare);
    }

    @Test
    void findsASoftDeletedOrder() {
        put(anOrder(key, PENDING).active(false).build());

        assertThat(found().isActive()).isFalse();
    }

    @Test
    void reportsAnOrderWithAnUnknownStatusAsUnreadable() {
        putUnreadable(key, true);

        assertThatExceptionOfType(StoreException.Unreadable.class)
                .isThrownBy(() -> orders().find(key))
                .withMessageContaining(ID.value())
                .withMessageContaining("EXPIRED");
    }

    @Test
    void doesNotFindAnUnreadableSoftDeletedOrder() {
        putUnreadable(key, false);

        assertThat(orders().find(key)).isEmpty();
    }

    @Test
    void writesAChangeOfStatusAndPayment() {
        put(pending());
        OrderChange change = change(pending(), OrderUpdate.to(PAID, aPayment()));

        assertThat(orders().apply(change)).isEqualTo(WriteOutcome.WRITTEN);
        assertThat(found()).usingRecursiveComparison().isEqualTo(change.after());
    }

    @Test
    void writesAChangeOfThePaymentOnly() {
        put(anOrder(key, PAYMENT_PENDING).build());
        OrderChange change = change(found(), OrderUpdate.with(aPayment()));

        orders().apply(change);

        assertThat(found()).usingRecursiveComparison().isEqualTo(change.after());
    }

    @Test
    void replacesAllKnownPaymentFieldsAndKeepsUnknownOnes() {
        PaymentDetails stored = PaymentDetails.reconstitute(
                paymentFields(
                        Optional.of("eft"), Optional.of("old"), Optional.empty(), Optional.of("2026-01-01T00:00:00Z")),
                Map.of("paymentId", anUnknownValue()));
        put(anOrder(key, PAYMENT_PENDING).paymentDetails(stored).build());
        PaymentDetails requested = PaymentDetails.of(
                paymentFields(Optional.of("payfast"), Optional.empty(), Optional.of("pf-1"), Optional.empty()));

        orders().apply(change(found(), OrderUpdate.with(requested)));

        assertThat(found().paymentDetails()).contains(requested);
        assertThat(found().paymentDetails().orElseThrow().unknownFields())
                .isEqualTo(Map.of("paymentId", anUnknownValue()));
    }

    @Test
    void removesTheReasonOfAnEarlierCorrection() {
        put(anOrder(key, PENDING).lastUpdateReason("paid at the desk").build());

        orders().apply(change(found(), OrderUpdate.to(PAID)));

        assertThat(found().lastUpdateReason()).isEmpty();
    }

    @Test
    void rejectsTheSecondOfTwoWriters() {
        put(pending());
        OrderChange first = change(pending(), OrderUpdate.to(PAID));
        OrderChange second = pending()
                .update(OrderUpdate.to(CANCELLED), BOB, UpdateId.random(), NOON.plusSeconds(1))
                .orElseThrow();

        orders().apply(first);

        assertThatExceptionOfType(OrderException.Conflict.class)
                .isThrownBy(() -> orders().apply(second))
                .satisfies(rejection -> assertThat(rejection.current().orElseThrow())
                        .usingRecursiveComparison()
                        .isEqualTo(first.after()));
        assertThat(found()).usingRecursiveComparison().isEqualTo(first.after());
    }

    @Test
    void rejectsTheSecondOfTwoWritersAtTheSameTime() {
        put(pending());
        OrderChange first = change(pending(), OrderUpdate.to(PAID, aPayment("txn-1")));
        OrderChange second = change(pending(), OrderUpdate.to(PAID, aPayment("txn-2")));
        assertThat(second.after().lockToken()).isEqualTo(first.after().lockToken());

        orders().apply(first);

        assertThatExceptionOfType(OrderException.Conflict.class).isThrownBy(() -> orders().apply(second));
        assertThat(found().paymentDetails()).contains(aPayment("txn-1"));
    }

    @Test
    void recognisesARepeatedWrite() {
        put(pending());
        OrderChange change = change(pending(), OrderUpdate.to(PAID, aPayment()));
        orders().apply(change);

        assertThat(orders().apply(change)).isEqualTo(WriteOutcome.RECOVERED);
        assertThat(found()).usingRecursiveComparison().isEqualTo(change.after());
    }

    @Test
    void recognisesARepeatedWriteAfterAnotherServiceHasWrittenTheOrderAndKeptTheId() {
        OrderChange change = change(pending(), OrderUpdate.to(PAID, aPayment()));
        Order later = anOrder(key, CANCELLED)
                .lockToken(new LockToken("2026-01-05T13:00:00Z"))
                .lastUpdateId(change.after().lastUpdateId().orElseThrow())
                .build();
        put(later);

        assertThat(orders().apply(change)).isEqualTo(WriteOutcome.RECOVERED);
        assertThat(found()).usingRecursiveComparison().isEqualTo(later);
    }

    @Test
    void neverWritesOneIdTwiceEvenIfTheTokenIsTheExpectedOneAgain() {
        OrderChange change = change(pending(), OrderUpdate.to(PAID, aPayment()));
        Order restored = anOrder(key, PENDING)
                .lastUpdateId(change.after().lastUpdateId().orElseThrow())
                .build();
        assertThat(restored.lockToken()).isEqualTo(change.before().lockToken());
        put(restored);

        assertThat(orders().apply(change)).isEqualTo(WriteOutcome.RECOVERED);
        assertThat(found()).usingRecursiveComparison().isEqualTo(restored);
    }

    @Test
    void writesOnlyOneOfTwoChangesWithTheSameId() {
        put(pending());
        UpdateId replayed = UpdateId.random();
        OrderChange first =
                pending().update(OrderUpdate.to(PAID), ALICE, replayed, NOON).orElseThrow();
        OrderChange second = pending()
                .update(OrderUpdate.to(PAID), ALICE, replayed, NOON.plusSeconds(1))
                .orElseThrow();

        assertThat(orders().apply(first)).isEqualTo(WriteOutcome.WRITTEN);
        assertThat(orders().apply(second)).isEqualTo(WriteOutcome.RECOVERED);
        assertThat(found()).usingRecursiveComparison().isEqualTo(first.after());
    }

    @Test
    void writesAnOrderThatHasAnotherId() {
        put(anOrder(key, PENDING).lastUpdateId(UpdateId.random()).build());
        OrderChange change = change(found(), OrderUpdate.to(PAID));

        assertThat(orders().apply(change)).isEqualTo(WriteOutcome.WRITTEN);
        assertThat(found().lastUpdateId()).isEqualTo(change.after().lastUpdateId());
    }

    @Test
    void comparesTokensAsText() {
        Order order = anOrder(key, PENDING)
                .lockToken(new LockToken("2025-12-30T10:00:00Z"))
                .build();
        put(order);
        Order sameInstant = anOrder(key, PENDING)
                .lockToken(new LockToken("2025-12-30T10:00:00+00:00"))
                .build();

        assertThatExceptionOfType(OrderException.Conflict.class)
                .isThrownBy(() -> orders().apply(change(sameInstant, OrderUpdate.to(PAID))));
    }

    @Test
    void writesATokenToAnOrderWithoutOne() {
        put(Order.builder(key, PENDING).build());

        orders().apply(change(found(), OrderUpdate.to(PAID)));

        assertThat(found().lockToken()).contains(LockToken.at(NOON));
    }

    @Test
    void reportsAConflictIfAnotherWriterSetTheFirstToken() {
        OrderChange change = change(Order.builder(key, PENDING).build(), OrderUpdate.to(PAID));
        put(pending());

        assertThatExceptionOfType(OrderException.Conflict.class).isThrownBy(() -> orders().apply(change));
    }

    @Test
    void doesNotFindOrCreateARemovedOrder() {
        OrderChange change = change(pending(), OrderUpdate.to(PAID));
        put(pending());
        remove(key);

        assertThatExceptionOfType(OrderException.NotFound.class).isThrownBy(() -> orders().apply(change));
        assertThat(orders().find(key)).isEmpty();
    }

    @Test
    void doesNotFindOrCreateARemovedOrderWithoutAToken() {
        OrderChange change = change(Order.builder(key, PENDING).build(), OrderUpdate.to(PAID));

        assertThatExceptionOfType(OrderException.NotFound.class).isThrownBy(() -> orders().apply(change));
        assertThat(orders().find(key)).isEmpty();
    }

    @Test
    void doesNotFindAnOrderThatWasSoftDeletedBeforeTheWrite() {
        OrderChange change = change(pending(), OrderUpdate.to(PAID));
        put(anOrder(key, PENDING)
                .active(false)
                .lockToken(new LockToken("2026-01-05T11:00:00Z"))
                .build());

        assertThatExceptionOfType(OrderException.NotFound.class).isThrownBy(() -> orders().apply(change));
    }

    @Test
    void doesNotFindAnOrderThatWasSoftDeletedBeforeTheWriteAndKeptItsToken() {
        OrderChange change = change(pending(), OrderUpdate.to(PAID, aPayment()));
        Order softDeleted = anOrder(key, PENDING).active(false).build();
        assertThat(softDeleted.lockToken()).isEqualTo(change.before().lockToken());
        put(softDeleted);

        assertThatExceptionOfType(OrderException.NotFound.class).isThrownBy(() -> orders().apply(change));
        assertThat(found()).usingRecursiveComparison().isEqualTo(softDeleted);
    }

    @Test
    void reportsAConflictWithoutTheCurrentOrderIfItIsUnreadable() {
        OrderChange change = change(pending(), OrderUpdate.to(PAID));
        putUnreadable(key, true);

        assertThatExceptionOfType(OrderException.Conflict.class)
                .isThrownBy(() -> orders().apply(change))
                .satisfies(rejection -> assertThat(rejection.current()).isEmpty());
    }

    @Test
    void doesNotFindAnUnreadableOrderThatWasSoftDeletedBeforeTheWrite() {
        OrderChange change = change(pending(), OrderUpdate.to(PAID));
        putUnreadable(key, false);

        assertThatExceptionOfType(OrderException.NotFound.class).isThrownBy(() -> orders().apply(change));
    }

    @Test
    void acceptsExactlyOneOfManyConcurrentWriters() throws Exception {
        put(pending());
        List<Callable<Boolean>> writers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            OrderChange change = pending()
                    .update(
                            OrderUpdate.to(PAID, aPayment("txn-" + i)),
                            new Actor("writer-" + i),
                            UpdateId.random(),
                            NOON)
                    .orElseThrow();
            writers.add(() -> wins(change));
        }

        ExecutorService pool = Executors.newFixedThreadPool(writers.size());
        try {
            int won = 0;
            for (Future<Boolean> outcome : pool.invokeAll(writers)) {
                won += outcome.get() ? 1 : 0;
            }
            assertThat(won).isEqualTo(1);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void writesTheWholeLifecycleOfAnOrder() {
        put(pending());

        for (OrderStatus next : List.of(PAYMENT_PENDING, PAID, OrderStatus.PROCESSING, COMPLETED)) {
            LockToken before = found().lockToken().orElseThrow();
            orders().apply(change(found(), OrderUpdate.to(next)));

            assertThat(found().status()).isEqualTo(next);
            assertThat(found().lockToken().orElseThrow().instant()).isAfter(before.instant());
        }
    }

    @Test
    void writesACorrectionWithItsReason() {
        put(anOrder(key, COMPLETED).build());
        OrderChange change = correction(found(), OrderStatus.REFUNDED);

        orders().apply(change);

        assertThat(found()).usingRecursiveComparison().isEqualTo(change.after());
        assertThat(found().lastUpdateReason()).contains("Chargeback");
    }

    @Test
    void removesTheReasonOfACorrectionWithTheNextUpdate() {
        put(anOrder(key, OrderStatus.CANCELLED).build());
        orders().apply(correction(found(), PENDING));

        orders().apply(change(found(), OrderUpdate.to(PAID)));

        assertThat(found().lastUpdateReason()).isEmpty();
    }

    @Test
    void rejectsACorrectionThatLosesItsRace() {
        put(pending());
        OrderChange change = correction(pending(), PAID);
        orders().apply(change(pending(), OrderUpdate.to(PAYMENT_PENDING)));

        assertThatExceptionOfType(OrderException.Conflict.class).isThrownBy(() -> orders().apply(change));
        assertThat(found().lastUpdateReason()).isEmpty();
    }

    @Test
    void correctsAnUnknownStatus() {
        putUnreadable(key, true);
        UnreadableOrder expired = UnreadableOrder.builder(key, Optional.of("EXPIRED"), List.of(UNKNOWN_STATUS))
                .build();

        orders().apply(expired.correct(correctionTo(PENDING), ALICE, UpdateId.random(), NOON));

        assertThat(found().status()).isEqualTo(PENDING);
        assertThat(found().lastUpdateReason()).contains("Chargeback");
    }

    private boolean wins(OrderChange change) {
        try {
            orders().apply(change);
            return true;
        } catch (OrderException.Conflict lost) {
            return false;
        }
    }

    private Order pending() {
        return anOrder(key, PENDING).build();
    }

    private Order paid() {
        return change(pending(), OrderUpdate.to(PAID, aPayment())).after();
    }

    private Order found() {
        return orders().find(key).orElseThrow();
    }

    private static OrderChange change(Order order, OrderUpdate update) {
        return order.update(update, ALICE, UpdateId.random(), NOON).orElseThrow();
    }

    private static OrderChange correction(Order order, OrderStatus status) {
        return order.correct(correctionTo(status), ALICE, UpdateId.random(), NOON)
                .orElseThrow();
    }

    private static OrderCorrection correctionTo(OrderStatus status) {
        return new OrderCorrection(status, Optional.empty(), "Chargeback");
    }
}
