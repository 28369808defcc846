package com.bbws.orders.domain.contract;

import static com.bbws.orders.domain.OrderStatus.CANCELLED;
import static com.bbws.orders.domain.OrderStatus.COMPLETED;
import static com.bbws.orders.domain.OrderStatus.PAID;
import static com.bbws.orders.domain.OrderStatus.PAYMENT_PENDING;
import static com.bbws.orders.domain.OrderStatus.PENDING;
import static com.bbws.orders.domain.OrderStatus.PROCESSING;
import static com.bbws.orders.domain.OrderStatus.REFUNDED;
import static com.bbws.orders.domain.contract.SampleOrders.ALICE;
import static com.bbws.orders.domain.contract.SampleOrders.BOB;
import static com.bbws.orders.domain.contract.SampleOrders.ID;
import static com.bbws.orders.domain.contract.SampleOrders.NOON;
import static com.bbws.orders.domain.contract.SampleOrders.aPayment;
import static com.bbws.orders.domain.contract.SampleOrders.paymentFields;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.bbws.orders.domain.LockToken;
import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.OrderChange;
import com.bbws.orders.domain.OrderCorrection;
import com.bbws.orders.domain.OrderException;
import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.domain.OrderUpdate;
import com.bbws.orders.domain.PaymentDetails;
import com.bbws.orders.domain.TenantId;
import com.bbws.orders.domain.UpdateId;
import com.bbws.orders.domain.port.OrderRepository;
import com.bbws.orders.domain.port.StoreException;
import com.bbws.orders.domain.port.WriteOutcome;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The contract of {@link OrderRepository} for a store that keeps only what a change needs: the key of an order, its status, the
 * four payment fields, the lock token, the update id and whether it is soft-deleted. It may lose everything else that {@link
 * #put} gives it. A store that keeps whole orders has a subclass of {@link OrderRepositoryContract} instead.
 *
 * <p>One instance of the implementation may serve all tests.
 */
public abstract class MinimalOrderRepositoryContract {

    private static final LockToken STORED_TOKEN = new LockToken("2025-12-30T10:00:00Z");

    /** The order of a test. Its tenant is new, so that no test has to clean up. */
    protected final OrderKey key = new OrderKey(new TenantId("tenant_" + UUID.randomUUID()), ID);

    /** For subclasses. */
    protected MinimalOrderRepositoryContract() {}

    /** Returns the implementation under test. */
    protected abstract OrderRepository orders();

    /**
     * Stores an order as it is, as another service would: without a condition, and in place of what is stored under its key.
     *
     * @param order the order
     */
    protected abstract void put(Order order);

    /**
     * Removes an order from the store.
     *
     * @param key the tenant and the id of the order
     */
    protected abstract void remove(OrderKey key);

    /**
     * Returns the implementation in front of a store that does not respond, for example one with the address of a closed port.
     * It must throw {@link StoreException.Unavailable}.
     *
     * @return the implementation; empty if the store cannot be unavailable, for example because it is in memory. Then the
     *     tests that need it are aborted
     */
    protected abstract Optional<OrderRepository> ordersOfAnUnavailableStore();

    /**
     * Returns the implementation in front of the same store as {@link #orders}, with a connection that carries out each write
     * and then loses its response, and responds to nothing after that. It must throw {@link StoreException.OutcomeUnknown}.
     *
     * @return the implementation; empty if the response to a write cannot be lost, for example because the store is in memory.
     *     Then the test that needs it is aborted
     */
    protected abstract Optional<OrderRepository> ordersThatLoseTheResponse();

    /** Returns a builder of an order as {@link #put} stores it. */
    Order.Builder anOrder(OrderKey key, OrderStatus status) {
        return Order.builder(key, status).lockToken(STORED_TOKEN);
    }

    /** Returns the values of an order that the store keeps. */
    Map<String, Object> kept(Order order) {
        return OrderValues.keptByEveryStore(order);
    }

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
    void findsNothingUnderAKeyInAnotherCase() {
        put(pending());

        assertThat(orders().find(new OrderKey(
                        new TenantId(upperCase(key.tenantId().value())), ID)))
                .isEmpty();
        assertThat(orders().find(new OrderKey(key.tenantId(), new OrderId(upperCase(ID.value())))))
                .isEmpty();
    }

    @Test
    void findsAStoredOrder() {
        Order order = paid();
        put(order);

        assertFound(order);
    }

    @Test
    void findsASoftDeletedOrder() {
        put(anOrder(key, PENDING).active(false).build());

        assertThat(found().isActive()).isFalse();
    }

    @Test
    void writesAChangeOfStatusAndPayment() {
        put(pending());
        OrderChange change = change(pending(), OrderUpdate.to(PAID, aPayment()));

        assertThat(orders().apply(change)).isEqualTo(WriteOutcome.WRITTEN);
        assertFound(change.after());
    }

    @Test
    void writesAChangeOfThePaymentOnly() {
        put(anOrder(key, PAYMENT_PENDING).build());
        OrderChange change = change(found(), OrderUpdate.with(aPayment()));

        orders().apply(change);

        assertFound(change.after());
    }

    @Test
    void replacesAllPaymentFields() {
        put(anOrder(key, PAYMENT_PENDING)
                .paymentDetails(PaymentDetails.of(paymentFields(
                        Optional.of("eft"), Optional.of("old"), Optional.empty(), Optional.of("2026-01-01T00:00:00Z"))))
                .build());
        PaymentDetails requested = PaymentDetails.of(
                paymentFields(Optional.of("payfast"), Optional.empty(), Optional.of("pf-1"), Optional.empty()));

        orders().apply(change(found(), OrderUpdate.with(requested)));

        assertThat(found().paymentDetails()).contains(requested);
    }

    /** A store that writes the whole order would remove the payment. */
    @Test
    void keepsAPaymentThatAnotherServiceStoredBeforeTheWriteWithoutANewToken() {
        OrderChange change = change(pending(), OrderUpdate.to(PAID));
        put(anOrder(key, PENDING).paymentDetails(aPayment()).build());

        assertThat(orders().apply(change)).isEqualTo(WriteOutcome.WRITTEN);
        assertThat(found().status()).isEqualTo(PAID);
        assertThat(found().paymentDetails()).contains(aPayment());
    }

    @Test
    void changesOnlyTheOrderOfTheTenant() {
        Order ofAnotherTenant = anOrder(keyOfAnotherTenant(), PENDING).build();
        put(pending());
        put(ofAnotherTenant);
        OrderChange change = change(pending(), OrderUpdate.to(PAID, aPayment()));

        assertThat(orders().apply(change)).isEqualTo(WriteOutcome.WRITTEN);
        assertFound(change.after());
        assertFound(ofAnotherTenant);
    }

    @Test
    void doesNotChangeTheOrderOfAnotherTenantInPlaceOfARemovedOne() {
        Order ofAnotherTenant = anOrder(keyOfAnotherTenant(), PENDING).build();
        put(ofAnotherTenant);
        OrderChange change = change(pending(), OrderUpdate.to(PAID));

        assertThatExceptionOfType(OrderException.NotFound.class).isThrownBy(() -> orders().apply(change));
        assertFound(ofAnotherTenant);
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
                .satisfies(rejection ->
                        assertThat(kept(rejection.current().orElseThrow())).isEqualTo(kept(first.after())));
        assertFound(first.after());
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
        assertFound(change.after());
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
        assertFound(later);
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
        assertFound(restored);
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
        assertFound(first.after());
    }

    @Test
    void writesAnOrderThatHasAnotherId() {
        put(anOrder(key, PENDING).lastUpdateId(UpdateId.random()).build());
        OrderChange change = change(found(), OrderUpdate.to(PAID));

        assertThat(orders().apply(change)).isEqualTo(WriteOutcome.WRITTEN);
        assertThat(found().lastUpdateId()).isEqualTo(change.after().lastUpdateId());
    }

    /** The same instant, the same letters in another case, the same text with a space: each is another token. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2025-12-30T10:00:00+00:00",
                "2025-12-30T10:00:00.000000Z",
                "2025-12-30t10:00:00z",
                "2025-12-30T10:00:00Z "
            })
    void comparesTokensAsText(String expected) {
        put(pending());
        Order read = anOrder(key, PENDING).lockToken(new LockToken(expected)).build();

        assertThatExceptionOfType(OrderException.Conflict.class)
                .isThrownBy(() -> orders().apply(change(read, OrderUpdate.to(PAID))));
        assertFound(pending());
    }

    @ParameterizedTest
    @ValueSource(strings = {"2025-12-30T10:00:00.123456", "2025-12-30T10:00:00+00:00", "2025-12-30t10:00:00z", "v7"})
    void writesAnOrderWithATokenInAnyFormat(String token) {
        Order order = anOrder(key, PENDING).lockToken(new LockToken(token)).build();
        put(order);
        assertFound(order);
        OrderChange change = change(found(), OrderUpdate.to(PAID));

        orders().apply(change);

        assertFound(change.after());
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
    void doesNotFindAnOrderThatWasSoftDeletedBeforeTheWrite() {
        OrderChange change = change(pending(), OrderUpdate.to(PAID));
        put(anOrder(key, PENDING)
                .active(false)
                .lockToken(new LockToken("2026-01-05T11:00:00Z"))
                .build());

        assertThatExceptionOfType(OrderException.NotFound.class).isThrownBy(() -> orders().apply(change));
    }

    @Test
    void doesNotFindAnOrderThatWasSoftDeletedBeforeTheWriteWithoutANewToken() {
        OrderChange change = change(pending(), OrderUpdate.to(PAID, aPayment()));
        Order softDeleted = anOrder(key, PENDING).active(false).build();
        assertThat(softDeleted.lockToken()).isEqualTo(change.before().lockToken());
        put(softDeleted);

        assertThatExceptionOfType(OrderException.NotFound.class).isThrownBy(() -> orders().apply(change));
        assertFound(softDeleted);
    }

    /** Each accepted write replaces another version: a store that checks and then writes accepts two for one version. */
    @Test
    void acceptsOnlyOneOfAllConcurrentWritersOfAVersion() throws Exception {
        put(anOrder(key, PAYMENT_PENDING).build());

        new WriterRace(orders(), key).run();
    }

    @Test
    void writesTheWholeLifecycleOfAnOrder() {
        put(pending());

        for (OrderStatus next : List.of(PAYMENT_PENDING, PAID, PROCESSING, COMPLETED)) {
            LockToken before = found().lockToken().orElseThrow();
            orders().apply(change(found(), OrderUpdate.to(next)));

            assertThat(found().status()).isEqualTo(next);
            assertThat(found().lockToken().orElseThrow().instant()).isAfter(before.instant());
        }
    }

    @Test
    void writesACorrection() {
        put(anOrder(key, COMPLETED).build());
        OrderChange change = correction(found(), REFUNDED);

        orders().apply(change);

        assertFound(change.after());
    }

    @Test
    void rejectsACorrectionThatLosesItsRace() {
        put(pending());
        OrderChange change = correction(pending(), PAID);
        OrderChange faster = change(pending(), OrderUpdate.to(PAYMENT_PENDING));
        orders().apply(faster);

        assertThatExceptionOfType(OrderException.Conflict.class).isThrownBy(() -> orders().apply(change));
        assertFound(faster.after());
    }

    @Test
    void reportsAReadFromAStoreThatDoesNotAnswerAsUnavailable() {
        OrderRepository unavailable = ordersOfAnUnavailableStore().orElseGet(() -> declared("cannot be unavailable"));

        assertThatExceptionOfType(StoreException.Unavailable.class).isThrownBy(() -> unavailable.find(key));
    }

    @Test
    void reportsAWriteToAStoreThatDoesNotAnswerAsUnavailable() {
        OrderRepository unavailable = ordersOfAnUnavailableStore().orElseGet(() -> declared("cannot be unavailable"));
        OrderChange change = change(pending(), OrderUpdate.to(PAID));

        assertThatExceptionOfType(StoreException.Unavailable.class).isThrownBy(() -> unavailable.apply(change));
    }

    @Test
    void reportsAWriteWhoseAnswerIsLostAsUnknownAndRecognisesItsRepetition() {
        OrderRepository unanswered = ordersThatLoseTheResponse().orElseGet(() -> declared("cannot lose an answer"));
        put(pending());
        OrderChange change = change(pending(), OrderUpdate.to(PAID, aPayment()));

        assertThatExceptionOfType(StoreException.OutcomeUnknown.class).isThrownBy(() -> unanswered.apply(change));
        assertThat(orders().apply(change)).isEqualTo(WriteOutcome.RECOVERED);
        assertFound(change.after());
    }

    private static OrderRepository declared(String property) {
        return Assumptions.abort("The store " + property + ", as its test declares.");
    }

    /** Checks that the store has an order with these values, as far as it keeps them. */
    final void assertFound(Order expected) {
        assertThat(kept(orders().find(expected.key()).orElseThrow())).isEqualTo(kept(expected));
    }

    final Order found() {
        return orders().find(key).orElseThrow();
    }

    final Order pending() {
        return anOrder(key, PENDING).build();
    }

    private Order paid() {
        return change(pending(), OrderUpdate.to(PAID, aPayment())).after();
    }

    private OrderKey keyOfAnotherTenant() {
        return new OrderKey(new TenantId("another_" + UUID.randomUUID()), key.id());
    }

    private static String upperCase(String id) {
        return id.toUpperCase(Locale.ROOT);
    }

    static OrderChange change(Order order, OrderUpdate update) {
        return order.update(update, ALICE, UpdateId.random(), NOON).orElseThrow();
    }

    static OrderChange correction(Order order, OrderStatus status) {
        return order.correct(correctionTo(status), ALICE, UpdateId.random(), NOON)
                .orElseThrow();
    }

    static OrderCorrection correctionTo(OrderStatus status) {
        return new OrderCorrection(status, Optional.empty(), "Chargeback");
    }
}
