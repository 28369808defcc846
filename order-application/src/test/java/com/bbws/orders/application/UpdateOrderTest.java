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
import com.bbws.orders.domain.port.OrderRepository;
import com.bbws.orders.domain.port.StoreException;
import com.bbws.orders.domain.port.WriteOutcome;
import com.bbws.orders.domain.testing.InMemoryOrders;
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
    void answersWithTheOrderBeforeAndAfter() {
        Order order = aPendingOrder();
        orders.put(order);

        UpdateOutcome outcome = updateOrder.handle(command(OrderUpdate.to(PAID)));

        assertThat(outcome.before()).isSameAs(order);
        assertThat(outcome.after()).isSameAs(stored());
        assertThat(outcome.isWritten()).isTrue();
        assertThat(outcome.write()).contains(WriteOutcome.WRITTEN);
    }

    @Test
    void tellsThatAnEarlierAttemptHadWritten() {
        orders.put(aPendingOrder());
        OrderChange same =
                aPendingOrder().update(OrderUpdate.to(PAID), ALICE, NOON).orElseThrow();
        Overtaken retrying = new Overtaken(orders, store -> store.apply(same));

        UpdateOutcome outcome = new UpdateOrder(retrying, CLOCK).handle(command(OrderUpdate.to(PAID)));

        assertThat(outcome.write()).contains(WriteOutcome.RECOVERED);
        assertThat(outcome.isWritten()).isTrue();
    }

    @Test
    void doesNotFindAnOrderThatIsNotThere() {
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
    void doesNotFindADeletedOrder() {
        orders.put(anOrder(TENANT, ID, PENDING).active(false).build());

        assertThatExceptionOfType(OrderException.NotFound.class)
                .isThrownBy(() -> updateOrder.handle(command(OrderUpdate.to(PAID))))
                .withMessage("Order order_4d2e not found");
    }

    @Test
    void saysThatAnOrderCannotBeRead() {
        orders.put(anExpiredOrder(TENANT, ID));

        assertThatExceptionOfType(StoreException.Unreadable.class)
                .isThrownBy(() -> updateOrder.handle(command(OrderUpdate.to(PAID))));
    }

    @Test
    void writesNothingIfAllIsAsWanted() {
        Order order = aPaidOrder();
        orders.put(order);

        UpdateOutcome outcome = updateOrder.handle(command(OrderUpdate.to(PAID, aPayment())));

        assertThat(outcome).isEqualTo(UpdateOutcome.unchanged(order));
        assertThat(outcome.isWritten()).isFalse();
        assertThat(stored()).isSameAs(order);
    }

    @ParameterizedTest
    @EnumSource(names = {"COMPLETED", "CANCELLED", "REFUNDED"})
    void writesNothingIfAFinalOrderIsAsWanted(OrderStatus status) {
        Order order = anOrder(TENANT, ID, status).build();
        orders.put(order);

        UpdateOutcome outcome = updateOrder.handle(command(OrderUpdate.to(status), NAMING_A_STALE_VERSION));

        assertThat(outcome).isEqualTo(UpdateOutcome.unchanged(order));
        assertThat(stored()).isSameAs(order);
    }

    @ParameterizedTest
    @MethodSource("conditionsThatDoNotHold")
    void succeedsWithoutAWriteIfAllIsAsWantedWhateverVersionIsNamed(ExpectedVersion ifMatch) {
        Order order = aPaidOrder();
        orders.put(order);

        UpdateOutcome outcome = updateOrder.handle(command(OrderUpdate.to(PAID), ifMatch));

        assertThat(outcome).isEqualTo(UpdateOutcome.unchanged(order));
        assertThat(stored()).isSameAs(order);
    }

    @Test
    void mayBeRepeatedWithTheVersionOfTheFirstTime() {
        orders.put(aPendingOrder());
        UpdateOrderCommand command = command(OrderUpdate.to(PAID), naming(aPendingOrder()));
        Order after = updateOrder.handle(command).after();

        UpdateOutcome outcome = updateOrder.handle(command);

        assertThat(outcome).isEqualTo(UpdateOutcome.unchanged(after));
    }

    @Test
    void doesNotFindAnOrderBeforeItLooksAtTheVersion() {
        assertThatExceptionOfType(OrderException.NotFound.class)
                .isThrownBy(() -> updateOrder.handle(command(OrderUpdate.to(PAID), NAMING_A_STALE_VERSION)));
    }

    @ParameterizedTest
    @MethodSource("conditionsThatDoNotHold")
    void refusesToChangeAFinalOrderBeforeItLooksAtTheVersion(ExpectedVersion ifMatch) {
        Order order = anOrder(TENANT, ID, COMPLETED).build();
        orders.put(order);

        assertThatExceptionOfType(OrderException.Immutable.class)
                .isThrownBy(() -> updateOrder.handle(command(OrderUpdate.to(PAID), ifMatch)));
        assertThat(stored()).isSameAs(order);
    }

    @ParameterizedTest
    @MethodSource("conditionsThatDoNotHold")
    void refusesAnIllegalTransitionBeforeItLooksAtTheVersion(ExpectedVersion ifMatch) {
        Order order = aPendingOrder();
        orders.put(order);

        assertThatExceptionOfType(OrderException.IllegalTransition.class)
                .isThrownBy(() -> updateOrder.handle(command(OrderUpdate.to(COMPLETED), ifMatch)));
        assertThat(stored()).isSameAs(order);
    }

    @ParameterizedTest
    @MethodSource("conditionsThatDoNotHold")
    void refusesPaymentDetailsBeforeItLooksAtTheVersion(ExpectedVersion ifMatch) {
        Order order = aPendingOrder();
        orders.put(order);

        assertThatExceptionOfType(OrderException.PaymentNotAllowed.class)
                .isThrownBy(() -> updateOrder.handle(command(OrderUpdate.with(aPayment()), ifMatch)));
        assertThat(stored()).isSameAs(order);
    }

    @Test
    void writesToTheVersionThatIsNamed() {
        orders.put(aPendingOrder());

        updateOrder.handle(command(OrderUpdate.to(PAID), naming(aPendingOrder())));

        assertThat(stored().status()).isEqualTo(PAID);
    }

    @Test
    void writesToOneOfTheVersionsThatAreNamed() {
        orders.put(aPendingOrder());
        LockToken current = aPendingOrder().lockToken().orElseThrow();

        updateOrder.handle(command(OrderUpdate.to(PAID), ExpectedVersion.oneOf(Set.of(STALE, current))));

        assertThat(stored().status()).isEqualTo(PAID);
    }

    @ParameterizedTest
    @MethodSource("conditionsThatDoNotHold")
    void refusesToWriteToAnotherVersionThanTheOneNamed(ExpectedVersion ifMatch) {
        Order order = aPendingOrder();
        orders.put(order);

        assertThatExceptionOfType(OrderException.PreconditionFailed.class)
                .isThrownBy(() -> updateOrder.handle(command(OrderUpdate.to(PAID), ifMatch), NEVER_ASKED))
                .withNoCause()
                .satisfies(refusal -> assertThat(refusal.current()).containsSame(order));
        assertThat(stored()).isSameAs(order);
    }

    @Test
    void writesToAnOrderWithoutAVersionIfNoneIsNamed() {
        orders.put(Order.builder(KEY, PENDING).build());

        updateOrder.handle(command(OrderUpdate.to(PAID)));

        assertThat(stored().lockToken()).contains(LockToken.at(NOON));
    }

    @ParameterizedTest
    @MethodSource("conditionsThatDoNotHold")
    void takesNoNamedVersionForThatOfAnOrderWithoutOne(ExpectedVersion ifMatch) {
        Order order = Order.builder(KEY, PENDING).build();
        orders.put(order);

        assertThatExceptionOfType(OrderException.PreconditionFailed.class)
                .isThrownBy(() -> updateOrder.handle(command(OrderUpdate.to(PAID), ifMatch)))
                .satisfies(refusal -> assertThat(refusal.current()).containsSame(order));
        assertThat(stored()).isSameAs(order);
    }

    @Test
    void reportsALostRaceAsAConflictIfNoVersionIsNamed() {
        orders.put(aPendingOrder());
        Overtaken overtaken = new Overtaken(orders, UpdateOrderTest::cancelledByBob);
        UpdateOrder late = new UpdateOrder(overtaken, CLOCK);

        assertThatExceptionOfType(OrderException.Conflict.class)
                .isThrownBy(() -> late.handle(command(OrderUpdate.to(PAID))))
                .withMessage("Order was modified by another process. Please refresh and try again.")
                .satisfies(refusal -> assertThat(refusal.current()).containsSame(stored()));
        assertThat(stored().status()).isEqualTo(CANCELLED);
    }

    @Test
    void reportsALostRaceAsAFailedPreconditionIfVersionsAreNamed() {
        orders.put(aPendingOrder());
        Overtaken overtaken = new Overtaken(orders, UpdateOrderTest::cancelledByBob);
        UpdateOrder late = new UpdateOrder(overtaken, CLOCK);

        assertThatExceptionOfType(OrderException.PreconditionFailed.class)
                .isThrownBy(() -> late.handle(command(OrderUpdate.to(PAID), naming(aPendingOrder()))))
                .withCauseExactlyInstanceOf(OrderException.Conflict.class)
                .satisfies(refusal -> assertThat(refusal.current()).containsSame(stored()));
        assertThat(stored().status()).isEqualTo(CANCELLED);
    }

    @Test
    void saysWhatTheStoreSaidOfALostRaceWhoseWinnerCannotBeRead() {
        orders.put(aPendingOrder());
        OrderException.Conflict lost = new OrderException.Conflict(Optional.empty(), true);
        UpdateOrder late = new UpdateOrder(
                new Overtaken(orders, store -> {
                    throw lost;
                }),
                CLOCK);

        assertThatExceptionOfType(OrderException.PreconditionFailed.class)
                .isThrownBy(() -> late.handle(command(OrderUpdate.to(PAID), naming(aPendingOrder()))))
                .withCause(lost)
                .satisfies(refusal -> assertThat(refusal.current()).isEmpty());
    }

    @Test
    void doesNotCallANamedVersionStaleWhileAnotherWriterIsStillWriting() {
        orders.put(aPendingOrder());
        OrderException.Conflict ongoing = OrderException.Conflict.withOngoingWrite();
        UpdateOrder late = new UpdateOrder(
                new Overtaken(orders, store -> {
                    throw ongoing;
                }),
                CLOCK);

        assertThatExceptionOfType(OrderException.Conflict.class)
                .isThrownBy(() -> late.handle(command(OrderUpdate.to(PAID), naming(aPendingOrder()))))
                .isSameAs(ongoing);
    }

    @Test
    void doesNotTryALostRaceAgain() {
        orders.put(aPendingOrder());
        Overtaken overtaken = new Overtaken(orders, UpdateOrderTest::paidForByBob);
        UpdateOrder late = new UpdateOrder(overtaken, CLOCK);

        assertThatExceptionOfType(OrderException.Conflict.class)
                .isThrownBy(() -> late.handle(command(OrderUpdate.to(PAID, aPayment("txn-2")))));
        assertThat(overtaken.attempts).hasSize(1);
        assertThat(stored().paymentDetails()).contains(aPayment());
    }

    @ParameterizedTest
    @MethodSource("conditionsThatHold")
    void doesNotFindAnOrderThatWasDeletedInBetween(ExpectedVersion ifMatch) {
        orders.put(aPendingOrder());
        UpdateOrder late = new UpdateOrder(
                new Overtaken(
                        orders,
                        store -> store.put(
                                anOrder(TENANT, ID, PENDING).active(false).build())),
                CLOCK);

        assertThatExceptionOfType(OrderException.NotFound.class)
                .isThrownBy(() -> late.handle(command(OrderUpdate.to(PAID), ifMatch)));
    }

    @ParameterizedTest
    @MethodSource("conditionsThatHold")
    void doesNotFindAnOrderThatWentAwayInBetween(ExpectedVersion ifMatch) {
        orders.put(aPendingOrder());
        UpdateOrder late = new UpdateOrder(new Overtaken(orders, store -> store.remove(KEY)), CLOCK);

        assertThatExceptionOfType(OrderException.NotFound.class)
                .isThrownBy(() -> late.handle(command(OrderUpdate.to(PAID), ifMatch)));
    }

    @Test
    void passesOnThatTheStoreDoesNotAnswer() {
        orders.put(aPendingOrder());
        StoreException.Unavailable silence = new StoreException.Unavailable("timed out", new RuntimeException());
        UpdateOrder late = new UpdateOrder(
                new Overtaken(orders, store -> {
                    throw silence;
                }),
                CLOCK);

        assertThatExceptionOfType(StoreException.Unavailable.class)
                .isThrownBy(() -> late.handle(command(OrderUpdate.to(PAID), naming(aPendingOrder()))))
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
    void writesNothingThatIsNotApproved() {
        Order order = aPendingOrder();
        orders.put(order);

        UpdateOutcome outcome = updateOrder.handle(command(OrderUpdate.to(PAID)), change -> false);

        assertThat(outcome).isEqualTo(UpdateOutcome.unchanged(order));
        assertThat(outcome.isWritten()).isFalse();
        assertThat(stored()).isSameAs(order);
    }

    @Test
    void showsTheChangeThatIsThenWrittenForApproval() {
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
    void asksNoApprovalIfThereIsNothingToChange() {
        Order order = aPaidOrder();
        orders.put(order);

        UpdateOutcome outcome = updateOrder.handle(command(OrderUpdate.to(PAID)), NEVER_ASKED);

        assertThat(outcome).isEqualTo(UpdateOutcome.unchanged(order));
    }

    @Test
    void asksNoApprovalForWhatARuleRefuses() {
        orders.put(aPendingOrder());

        assertThatExceptionOfType(OrderException.IllegalTransition.class)
                .isThrownBy(() -> updateOrder.handle(command(OrderUpdate.to(PROCESSING)), NEVER_ASKED));
    }

    @Test
    void refusesAChangeThatWasOvertakenWhileItWasApproved() {
        orders.put(aPendingOrder());

        assertThatExceptionOfType(OrderException.Conflict.class)
                .isThrownBy(() -> updateOrder.handle(command(OrderUpdate.to(PAID)), change -> {
                    cancelledByBob(orders);
                    return true;
                }));
        assertThat(stored().status()).isEqualTo(CANCELLED);
    }

    static List<ExpectedVersion> conditionsThatDoNotHold() {
        return List.of(
                NAMING_A_STALE_VERSION,
                NAMING_NO_VERSION_AT_ALL,
                ExpectedVersion.oneOf(Set.of(new LockToken("2025-12-30T10:00:00+00:00"))));
    }

    static List<ExpectedVersion> conditionsThatHold() {
        return List.of(ExpectedVersion.any(), naming(aPendingOrder()));
    }

    private static ExpectedVersion naming(Order order) {
        return ExpectedVersion.oneOf(Set.of(order.lockToken().orElseThrow()));
    }

    private static UpdateOrderCommand command(OrderUpdate update) {
        return command(update, ExpectedVersion.any());
    }

    private static UpdateOrderCommand command(OrderUpdate update, ExpectedVersion ifMatch) {
        return new UpdateOrderCommand(KEY, update, ALICE, ifMatch);
    }

    private static void cancelledByBob(InMemoryOrders orders) {
        writtenByBob(orders, OrderUpdate.to(CANCELLED));
    }

    private static void paidForByBob(InMemoryOrders orders) {
        writtenByBob(orders, OrderUpdate.to(PAID, aPayment()));
    }

    private static void writtenByBob(InMemoryOrders orders, OrderUpdate update) {
        Order current = orders.find(KEY).orElseThrow();
        orders.apply(current.update(update, BOB, NOON).orElseThrow());
    }

    private Order stored() {
        return orders.find(KEY).orElseThrow();
    }

    /** A store in which something happens between our read and each of our writes. */
    private static final class Overtaken implements OrderRepository {

        private final InMemoryOrders orders;
        private final Consumer<InMemoryOrders> event;
        private final List<OrderChange> attempts = new ArrayList<>();

        Overtaken(InMemoryOrders orders, Consumer<InMemoryOrders> event) {
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
