package com.bbws.orders.application;

import static com.bbws.orders.domain.OrderStatus.CANCELLED;
import static com.bbws.orders.domain.OrderStatus.COMPLETED;
import static com.bbws.orders.domain.OrderStatus.PAID;
import static com.bbws.orders.domain.OrderStatus.PENDING;
import static com.bbws.orders.domain.OrderStatus.PROCESSING;
import static com.bbws.orders.domain.testing.OrderFixtures.ALICE;
import static com.bbws.orders.domain.testing.OrderFixtures.BOB;
import static com.bbws.orders.domain.testing.OrderFixtures.ID;
import static com.bbws.orders.domain.testing.OrderFixtures.KEY;
import static com.bbws.orders.domain.testing.OrderFixtures.NOON;
import static com.bbws.orders.domain.testing.OrderFixtures.TENANT;
import static com.bbws.orders.domain.testing.OrderFixtures.UPDATE_ID;
import static com.bbws.orders.domain.testing.OrderFixtures.aPaidOrder;
import static com.bbws.orders.domain.testing.OrderFixtures.aPayment;
import static com.bbws.orders.domain.testing.OrderFixtures.aPendingOrder;
import static com.bbws.orders.domain.testing.OrderFixtures.anExpiredOrder;
import static com.bbws.orders.domain.testing.OrderFixtures.anOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.bbws.orders.domain.LockToken;
import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.OrderChange;
import com.bbws.orders.domain.OrderException;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.domain.OrderUpdate;
import com.bbws.orders.domain.TenantId;
import com.bbws.orders.domain.UpdateId;
import com.bbws.orders.domain.contract.InMemoryOrders;
import com.bbws.orders.domain.port.OrderRepository;
import com.bbws.orders.domain.port.StoreException;
import com.bbws.orders.domain.port.WriteOutcome;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class UpdateOrderTest {

    private static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);
    private static final LockToken STALE = new LockToken("2025-12-30T09:59:59Z");
    private static final ExpectedVersion NAMING_A_STALE_VERSION = ExpectedVersion.oneOf(Set.of(STALE));
    private static final ExpectedVersion NAMING_NO_VERSION_AT_ALL = ExpectedVersion.oneOf(Set.of());
    private static final Predicate<OrderChange> NEVER_ASKED = change -> {
        throw new AssertionError("asked to approve " + change.after());
    };

    private final InMemoryOrders orders = new InMemoryOrders();
    private final UpdateOrder updateOrder = new UpdateOrder(orders, CLOCK);

    @Test
    void writesTheChange() {
        orders.put(aPendingOrder());

        updateOrder.handle(command(OrderUpdate.to(PAID, aPayment())));

        assertThat(stored().status()).isEqualTo(PAID);
        assertThat(stored().paymentDetails()).contains(aPayment());
        assertThat(stored().lastUpdatedBy()).contains("alice@example.com");
        assertThat(stored().lockToken()).contains(new LockToken("2026-01-05T12:00:00.000000Z"));
    }

    @Test
    void returnsTheOrderBeforeAndAfter() {
        Order order = aPendingOrder();
        orders.put(order);

        UpdateOutcome outcome = updateOrder.handle(command(OrderUpdate.to(PAID)));

        assertThat(outcome.before()).isSameAs(order);
        assertThat(outcome.after()).isSameAs(stored());
        assertThat(outcome.isWritten()).isTrue();
        assertThat(outcome.write()).contains(WriteOutcome.WRITTEN);
        assertThat(stored().lastUpdateId()).contains(UPDATE_ID);
    }

    @Test
    void reportsThatAnEarlierAttemptHasWritten() {
        orders.put(aPendingOrder());
        OrderChange same = aPendingOrder()
                .update(OrderUpdate.to(PAID), ALICE, UPDATE_ID, NOON)
                .orElseThrow();
        InterruptedStore retrying = new InterruptedStore(orders, store -> store.apply(same));

        UpdateOutcome outcome = new UpdateOrder(retrying, CLOCK).handle(command(OrderUpdate.to(PAID)));

        assertThat(outcome.write()).contains(WriteOutcome.RECOVERED);
        assertThat(outcome.isWritten()).isTrue();
    }

    @Test
    void doesNotFindAnAbsentOrder() {
        assertThatExceptionOfType(OrderException.NotFound.class)
                .isThrownBy(() -> updateOrder.handle(command(OrderUpdate.to(PAID))))
                .withMessage("Order order_4d2e not found");
    }

    @Test
    void doesNotFindAnOrderOfAnotherTenant() {
        Order others = anOrder(new TenantId("tenant_other"), ID, PENDING).build();
        orders.put(others);

        assertThatExceptionOfType(OrderException.NotFound.class)
                .isThrownBy(() -> updateOrder.handle(command(OrderUpdate.to(PAID))))
                .withMessage("Order order_4d2e not found");
        assertThat(orders.find(new OrderKey(others.tenantId(), ID))).containsSame(others);
    }

    @Test
    void doesNotFindASoftDeletedOrder() {
        orders.put(anOrder(TENANT, ID, PENDING).active(false).build());

        assertThatExceptionOfType(OrderException.NotFound.class)
                .isThrownBy(() -> updateOrder.handle(command(OrderUpdate.to(PAID))))
                .withMessage("Order order_4d2e not found");
    }

    @Test
    void reportsAnUnreadableOrder() {
        orders.put(anExpiredOrder(TENANT, ID));

        assertThatExceptionOfType(StoreException.Unreadable.class)
                .isThrownBy(() -> updateOrder.handle(command(OrderUpdate.to(PAID))));
    }

    @Test
    void writesNothingIfTheOrderIsUpToDate() {
        Order order = aPaidOrder();
        orders.put(order);

        UpdateOutcome outcome = updateOrder.handle(command(OrderUpdate.to(PAID, aPayment())));

        assertThat(outcome).isEqualTo(UpdateOutcome.unchanged(order));
        assertThat(outcome.isWritten()).isFalse();
        assertThat(stored()).isSameAs(order);
    }

    @ParameterizedTest
    @EnumSource(names = {"COMPLETED", "CANCELLED", "REFUNDED"})
    void writesNothingIfAFinalOrderIsUpToDate(OrderStatus status) {
        Order order = anOrder(TENANT, ID, status).build();
        orders.put(order);

        UpdateOutcome outcome = updateOrder.handle(command(OrderUpdate.to(status), NAMING_A_STALE_VERSION));

        assertThat(outcome).isEqualTo(UpdateOutcome.unchanged(order));
        assertThat(stored()).isSameAs(order);
    }

    @ParameterizedTest
    @MethodSource("otherVersions")
    void succeedsWithAnyExpectedVersionIfTheOrderIsUpToDate(ExpectedVersion expected) {
        Order order = aPaidOrder();
        orders.put(order);

        UpdateOutcome outcome = updateOrder.handle(command(OrderUpdate.to(PAID), expected));

        assertThat(outcome).isEqualTo(UpdateOutcome.unchanged(order));
        assertThat(stored()).isSameAs(order);
    }

    @Test
    void canBeRepeatedWithTheSameExpectedVersion() {
        orders.put(aPendingOrder());
        UpdateOrderCommand command = command(OrderUpdate.to(PAID), expecting(aPendingOrder()));
        Order after = updateOrder.handle(command).after();

        UpdateOutcome outcome = updateOrder.handle(command);

        assertThat(outcome).isEqualTo(UpdateOutcome.unchanged(after));
    }

    @Test
    void reportsNotFoundBeforeItChecksTheVersion() {
        assertThatExceptionOfType(OrderException.NotFound.class)
                .isThrownBy(() -> updateOrder.handle(command(OrderUpdate.to(PAID), NAMING_A_STALE_VERSION)));
    }

    @ParameterizedTest
    @MethodSource("otherVersions")
    void rejectsAChangeOfAFinalOrderBeforeItChecksTheVersion(ExpectedVersion expected) {
        Order order = anOrder(TENANT, ID, COMPLETED).build();
        orders.put(order);

        assertThatExceptionOfType(OrderException.Immutable.class)
                .isThrownBy(() -> updateOrder.handle(command(OrderUpdate.to(PAID), expected)));
        assertThat(stored()).isSameAs(order);
    }

    @ParameterizedTest
    @MethodSource("otherVersions")
    void rejectsAnIllegalTransitionBeforeItChecksTheVersion(ExpectedVersion expected) {
        Order order = aPendingOrder();
        orders.put(order);

        assertThatExceptionOfType(OrderException.IllegalTransition.class)
                .isThrownBy(() -> updateOrder.handle(command(OrderUpdate.to(COMPLETED), expected)));
        assertThat(stored()).isSameAs(order);
    }

    @ParameterizedTest
    @MethodSource("otherVersions")
    void rejectsPaymentDetailsBeforeItChecksTheVersion(ExpectedVersion expected) {
        Order order = aPendingOrder();
        orders.put(order);

        assertThatExceptionOfType(OrderException.PaymentNotAllowed.class)
                .isThrownBy(() -> updateOrder.handle(command(OrderUpdate.with(aPayment()), expected)));
        assertThat(stored()).isSameAs(order);
    }

    @Test
    void writesToTheExpectedVersion() {
        orders.put(aPendingOrder());

        updateOrder.handle(command(OrderUpdate.to(PAID), expecting(aPendingOrder())));

        assertThat(stored().status()).isEqualTo(PAID);
    }

    @Test
    void writesToOneOfTheExpectedVersions() {
        orders.put(aPendingOrder());
        LockToken current = aPendingOrder().lockToken().orElseThrow();

        updateOrder.handle(command(OrderUpdate.to(PAID), ExpectedVersion.oneOf(Set.of(STALE, current))));

        assertThat(stored().status()).isEqualTo(PAID);
    }

    @ParameterizedTest
    @MethodSource("otherVersions")
    void rejectsAnotherVersion(ExpectedVersion expected) {
        Order order = aPendingOrder();
        orders.put(order);

        assertThatExceptionOfType(OrderException.PreconditionFailed.class)
                .isThrownBy(() -> updateOrder.handle(command(OrderUpdate.to(PAID), expected), NEVER_ASKED))
                .withNoCause()
                .satisfies(rejection -> assertThat(rejection.current()).containsSame(order));
        assertThat(stored()).isSameAs(order);
    }

    @Test
    void writesToAnOrderWithoutATokenIfNoVersionIsExpected() {
        orders.put(Order.builder(KEY, PENDING).build());

        updateOrder.handle(command(OrderUpdate.to(PAID)));

        assertThat(stored().lockToken()).contains(LockToken.at(NOON));
    }

    @ParameterizedTest
    @MethodSource("otherVersions")
    void rejectsAnExpectedVersionForAnOrderWithoutAToken(ExpectedVersion expected) {
        Order order = Order.builder(KEY, PENDING).build();
        orders.put(order);

        assertThatExceptionOfType(OrderException.PreconditionFailed.class)
                .isThrownBy(() -> updateOrder.handle(command(OrderUpdate.to(PAID), expected)))
                .satisfies(rejection -> assertThat(rejection.current()).containsSame(order));
        assertThat(stored()).isSameAs(order);
    }

    @Test
    void reportsALostRaceAsAConflictWithoutAnExpectedVersion() {
        orders.put(aPendingOrder());
        InterruptedStore overtaken = new InterruptedStore(orders, UpdateOrderTest::cancelledByBob);
        UpdateOrder late = new UpdateOrder(overtaken, CLOCK);

        assertThatExceptionOfType(OrderException.Conflict.class)
                .isThrownBy(() -> late.handle(command(OrderUpdate.to(PAID))))
                .withMessage("Order was modified by another process. Please refresh and try again.")
                .satisfies(rejection -> assertThat(rejection.current()).containsSame(stored()));
        assertThat(stored().status()).isEqualTo(CANCELLED);
    }

    @Test
    void reportsALostRaceAsAFailedPreconditionWithExpectedVersions() {
        orders.put(aPendingOrder());
        InterruptedStore overtaken = new InterruptedStore(orders, UpdateOrderTest::cancelledByBob);
        UpdateOrder late = new UpdateOrder(overtaken, CLOCK);

        assertThatExceptionOfType(OrderException.PreconditionFailed.class)
                .isThrownBy(() -> late.handle(command(OrderUpdate.to(PAID), expecting(aPendingOrder()))))
                .withCauseExactlyInstanceOf(OrderException.Conflict.class)
                .satisfies(rejection -> assertThat(rejection.current()).containsSame(stored()));
        assertThat(stored().status()).isEqualTo(CANCELLED);
    }

    @Test
    void reportsALostRaceWithoutTheCurrentOrderIfItIsUnreadable() {
        orders.put(aPendingOrder());
        OrderException.Conflict lost = new OrderException.Conflict(Optional.empty(), true);
        UpdateOrder late = new UpdateOrder(
                new InterruptedStore(orders, store -> {
                    throw lost;
                }),
                CLOCK);

        assertThatExceptionOfType(OrderException.PreconditionFailed.class)
                .isThrownBy(() -> late.handle(command(OrderUpdate.to(PAID), expecting(aPendingOrder()))))
                .withCause(lost)
                .satisfies(rejection -> assertThat(rejection.current()).isEmpty());
    }

    @Test
    void reportsAnOngoingWriteAsAConflictEvenWithAnExpectedVersion() {
        orders.put(aPendingOrder());
        OrderException.Conflict ongoing = OrderException.Conflict.withOngoingWrite();
        UpdateOrder late = new UpdateOrder(
                new InterruptedStore(orders, store -> {
                    throw ongoing;
                }),
                CLOCK);

        assertThatExceptionOfType(OrderException.Conflict.class)
                .isThrownBy(() -> late.handle(command(OrderUpdate.to(PAID), expecting(aPendingOrder()))))
                .isSameAs(ongoing);
    }

    @Test
    void doesNotRetryALostRace() {
        orders.put(aPendingOrder());
        InterruptedStore overtaken = new InterruptedStore(orders, UpdateOrderTest::paidForByBob);
        UpdateOrder late = new UpdateOrder(overtaken, CLOCK);

        assertThatExceptionOfType(OrderException.Conflict.class)
                .isThrownBy(() -> late.handle(command(OrderUpdate.to(PAID, aPayment("txn-2")))));
        assertThat(overtaken.attempts).hasSize(1);
        assertThat(stored().paymentDetails()).contains(aPayment());
    }

    @ParameterizedTest
    @MethodSource("matchingVersions")
    void doesNotFindAnOrderThatIsSoftDeletedBeforeTheWrite(ExpectedVersion expected) {
        orders.put(aPendingOrder());
        UpdateOrder late = new UpdateOrder(
                new InterruptedStore(
                        orders,
                        store -> store.put(
                                anOrder(TENANT, ID, PENDING).active(false).build())),
                CLOCK);

        assertThatExceptionOfType(OrderException.NotFound.class)
                .isThrownBy(() -> late.handle(command(OrderUpdate.to(PAID), expected)));
    }

    @ParameterizedTest
    @MethodSource("matchingVersions")
    void doesNotFindAnOrderThatIsRemovedBeforeTheWrite(ExpectedVersion expected) {
        orders.put(aPendingOrder());
        UpdateOrder late = new UpdateOrder(new InterruptedStore(orders, store -> store.remove(KEY)), CLOCK);

        assertThatExceptionOfType(OrderException.NotFound.class)
                .isThrownBy(() -> late.handle(command(OrderUpdate.to(PAID), expected)));
    }

    @Test
    void reportsThatTheStoreIsUnavailable() {
        orders.put(aPendingOrder());
        StoreException.Unavailable silence = new StoreException.Unavailable("timed out", new RuntimeException());
        UpdateOrder late = new UpdateOrder(
                new InterruptedStore(orders, store -> {
                    throw silence;
                }),
                CLOCK);

        assertThatExceptionOfType(StoreException.Unavailable.class)
                .isThrownBy(() -> late.handle(command(OrderUpdate.to(PAID), expecting(aPendingOrder()))))
                .isSameAs(silence);
    }

    @Test
    void writesAnApprovedChange() {
        orders.put(aPendingOrder());

        UpdateOutcome outcome = updateOrder.handle(command(OrderUpdate.to(PAID)), change -> true);

        assertThat(outcome.isWritten()).isTrue();
        assertThat(stored()).isSameAs(outcome.after());
    }

    @Test
    void writesNothingWithoutApproval() {
        Order order = aPendingOrder();
        orders.put(order);

        UpdateOutcome outcome = updateOrder.handle(command(OrderUpdate.to(PAID)), change -> false);

        assertThat(outcome).isEqualTo(UpdateOutcome.unchanged(order));
        assertThat(outcome.isWritten()).isFalse();
        assertThat(stored()).isSameAs(order);
    }

    @Test
    void requestsApprovalForTheChangeThatIsWritten() {
        Order order = aPendingOrder();
        orders.put(order);
        List<OrderChange> shown = new ArrayList<>();

        updateOrder.handle(command(OrderUpdate.to(PAID, aPayment())), shown::add);

        assertThat(shown).singleElement().satisfies(change -> {
            assertThat(change.before()).isSameAs(order);
            assertThat(change.after()).isSameAs(stored());
        });
    }

    @Test
    void requestsNoApprovalIfTheOrderIsUpToDate() {
        Order order = aPaidOrder();
        orders.put(order);

        UpdateOutcome outcome = updateOrder.handle(command(OrderUpdate.to(PAID)), NEVER_ASKED);

        assertThat(outcome).isEqualTo(UpdateOutcome.unchanged(order));
    }

    @Test
    void requestsNoApprovalForARejectedUpdate() {
        orders.put(aPendingOrder());

        assertThatExceptionOfType(OrderException.IllegalTransition.class)
                .isThrownBy(() -> updateOrder.handle(command(OrderUpdate.to(PROCESSING)), NEVER_ASKED));
    }

    @Test
    void rejectsAChangeIfAnotherWriteHappensDuringTheApproval() {
        orders.put(aPendingOrder());

        assertThatExceptionOfType(OrderException.Conflict.class)
                .isThrownBy(() -> updateOrder.handle(command(OrderUpdate.to(PAID)), change -> {
                    cancelledByBob(orders);
                    return true;
                }));
        assertThat(stored().status()).isEqualTo(CANCELLED);
    }

    static List<ExpectedVersion> otherVersions() {
        return List.of(
                NAMING_A_STALE_VERSION,
                NAMING_NO_VERSION_AT_ALL,
                ExpectedVersion.oneOf(Set.of(new LockToken("2025-12-30T10:00:00+00:00"))));
    }

    static List<ExpectedVersion> matchingVersions() {
        return List.of(ExpectedVersion.any(), expecting(aPendingOrder()));
    }

    private static ExpectedVersion expecting(Order order) {
        return ExpectedVersion.oneOf(Set.of(order.lockToken().orElseThrow()));
    }

    private static UpdateOrderCommand command(OrderUpdate update) {
        return command(update, ExpectedVersion.any());
    }

    private static UpdateOrderCommand command(OrderUpdate update, ExpectedVersion expected) {
        return new UpdateOrderCommand(KEY, update, ALICE, UPDATE_ID, expected);
    }

    private static void cancelledByBob(InMemoryOrders orders) {
        writtenByBob(orders, OrderUpdate.to(CANCELLED));
    }

    private static void paidForByBob(InMemoryOrders orders) {
        writtenByBob(orders, OrderUpdate.to(PAID, aPayment()));
    }

    private static void writtenByBob(InMemoryOrders orders, OrderUpdate update) {
        Order current = orders.find(KEY).orElseThrow();
        orders.apply(current.update(update, BOB, UpdateId.random(), NOON).orElseThrow());
    }

    private Order stored() {
        return orders.find(KEY).orElseThrow();
    }

    /** A store that runs an action between the read and each write. */
    private static final class InterruptedStore implements OrderRepository {

        private final InMemoryOrders orders;
        private final Consumer<InMemoryOrders> event;
        private final List<OrderChange> attempts = new ArrayList<>();

        InterruptedStore(InMemoryOrders orders, Consumer<InMemoryOrders> event) {
            this.orders = orders;
            this.event = event;
        }

        @Override
        public Optional<Order> find(OrderKey key) {
            return orders.find(key);
        }

        @Override
        public WriteOutcome apply(OrderChange change) {
            attempts.add(change);
            event.accept(orders);
            return orders.apply(change);
        }
    }
}
