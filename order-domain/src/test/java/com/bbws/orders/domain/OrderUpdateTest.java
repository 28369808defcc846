package com.bbws.orders.domain;

import static com.bbws.orders.domain.OrderStatus.CANCELLED;
import static com.bbws.orders.domain.OrderStatus.COMPLETED;
import static com.bbws.orders.domain.OrderStatus.PAID;
import static com.bbws.orders.domain.OrderStatus.PAYMENT_PENDING;
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
import static com.bbws.orders.domain.testing.OrderFixtures.aPaymentKeeping;
import static com.bbws.orders.domain.testing.OrderFixtures.aPendingOrder;
import static com.bbws.orders.domain.testing.OrderFixtures.anOrder;
import static com.bbws.orders.domain.testing.OrderFixtures.paymentFields;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.bbws.orders.domain.OrderException.Code;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@link Order#update} decides on every {@link OrderUpdate}. */
class OrderUpdateTest {

    private static final PaymentDetails NEW_PAYMENT = aPayment("txn-2");

    @ParameterizedTest
    @MethodSource("allowedPairs")
    void changesToAStatusThatMayFollow(OrderStatus from, OrderStatus to) {
        Order after = updated(in(from), OrderUpdate.to(to));

        assertThat(after.status()).isEqualTo(to);
    }

    @ParameterizedTest
    @EnumSource
    void findsNothingToDoForTheStatusThatIs(OrderStatus status) {
        assertThat(update(in(status), OrderUpdate.to(status))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("refusedPairsOfOpenStatuses")
    void refusesAStatusThatMayNotFollow(OrderStatus from, OrderStatus to) {
        Order order = in(from);

        assertThatExceptionOfType(OrderException.IllegalTransition.class)
                .isThrownBy(() -> update(order, OrderUpdate.to(to)))
                .withMessage("Invalid status transition from %s to %s", from.wireName(), to.wireName())
                .satisfies(refusal -> {
                    assertThat(refusal.code()).isEqualTo(Code.INVALID_ORDER_STATE);
                    assertThat(refusal.current()).containsSame(order);
                    assertThat(refusal.allowed())
                            .containsExactlyElementsOf(
                                    OrderStatusTest.contract().get(from));
                });
    }

    @ParameterizedTest
    @MethodSource("pairsOfFinalStatuses")
    void refusesAnyOtherStatusForAFinalOne(OrderStatus from, OrderStatus to) {
        Order order = in(from);

        assertThatExceptionOfType(OrderException.Immutable.class)
                .isThrownBy(() -> update(order, OrderUpdate.to(to)))
                .withMessage("Cannot update order in immutable state: %s", from.wireName())
                .satisfies(refusal -> {
                    assertThat(refusal.code()).isEqualTo(Code.INVALID_ORDER_STATE);
                    assertThat(refusal.current()).containsSame(order);
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"PAYMENT_PENDING", "PAID"})
    void setsPaymentDetailsAlone(OrderStatus status) {
        Order after = updated(in(status), OrderUpdate.with(NEW_PAYMENT));

        assertThat(after.status()).isEqualTo(status);
        assertThat(after.paymentDetails()).contains(NEW_PAYMENT);
    }

    @ParameterizedTest
    @EnumSource(names = {"PENDING", "PROCESSING"})
    void refusesPaymentDetailsAloneWhereTheStatusTakesNone(OrderStatus status) {
        Order order = in(status);

        assertThatExceptionOfType(OrderException.PaymentNotAllowed.class)
                .isThrownBy(() -> update(order, OrderUpdate.with(NEW_PAYMENT)))
                .withMessage("Payment details can only be set when status is 'paid' or 'payment_pending'")
                .satisfies(refusal -> {
                    assertThat(refusal.code()).isEqualTo(Code.INVALID_ORDER_STATE);
                    assertThat(refusal.current()).containsSame(order);
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"COMPLETED", "CANCELLED", "REFUNDED"})
    void refusesPaymentDetailsForAFinalStatus(OrderStatus status) {
        assertThatExceptionOfType(OrderException.Immutable.class)
                .isThrownBy(() -> update(in(status), OrderUpdate.with(NEW_PAYMENT)));
    }

    @ParameterizedTest
    @MethodSource("allowedPairsThatTakePaymentDetails")
    void setsPaymentDetailsWithAStatusThatTakesThem(OrderStatus from, OrderStatus to) {
        Order after = updated(in(from), OrderUpdate.to(to, NEW_PAYMENT));

        assertThat(after.status()).isEqualTo(to);
        assertThat(after.paymentDetails()).contains(NEW_PAYMENT);
    }

    @ParameterizedTest
    @MethodSource("allowedPairsThatTakeNoPaymentDetails")
    void refusesPaymentDetailsWithAStatusThatTakesNone(OrderStatus from, OrderStatus to) {
        Order order = in(from);

        assertThatExceptionOfType(OrderException.PaymentNotAllowed.class)
                .isThrownBy(() -> update(order, OrderUpdate.to(to, NEW_PAYMENT)))
                .satisfies(refusal -> assertThat(refusal.current()).containsSame(order));
    }

    @ParameterizedTest
    @EnumSource
    void findsNothingToDoForAnOrderThatIsSentBack(OrderStatus status) {
        assertThat(update(paid(status, aPayment()), OrderUpdate.to(status, aPayment())))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void findsNothingToDoForThePaymentDetailsThatAre(OrderStatus status) {
        assertThat(update(paid(status, aPayment()), OrderUpdate.with(aPayment())))
                .isEmpty();
    }

    @Test
    void findsNothingToDoIfOnlyUnknownPaymentMembersDiffer() {
        Order order = paid(PAID, aPaymentKeeping("paymentId", "p-1"));

        assertThat(update(order, OrderUpdate.with(aPayment()))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"PAYMENT_PENDING", "PAID"})
    void setsNewPaymentDetailsWithTheStatusThatIs(OrderStatus status) {
        OrderChange change = update(paid(status, aPayment()), OrderUpdate.to(status, NEW_PAYMENT))
                .orElseThrow();

        assertThat(change.changesStatus()).isFalse();
        assertThat(change.changesPaymentDetails()).isTrue();
        assertThat(change.after().paymentDetails()).contains(NEW_PAYMENT);
    }

    @ParameterizedTest
    @EnumSource(names = {"PENDING", "PROCESSING"})
    void refusesNewPaymentDetailsWithTheStatusThatIsAndTakesNone(OrderStatus status) {
        assertThatExceptionOfType(OrderException.PaymentNotAllowed.class)
                .isThrownBy(() -> update(paid(status, aPayment()), OrderUpdate.to(status, NEW_PAYMENT)));
    }

    @ParameterizedTest
    @EnumSource(names = {"COMPLETED", "CANCELLED", "REFUNDED"})
    void refusesNewPaymentDetailsWithTheFinalStatusThatIs(OrderStatus status) {
        assertThatExceptionOfType(OrderException.Immutable.class)
                .isThrownBy(() -> update(paid(status, aPayment()), OrderUpdate.to(status, NEW_PAYMENT)));
    }

    @ParameterizedTest
    @MethodSource("allowedPairs")
    void changesTheStatusAloneIfThePaymentDetailsAreAlreadySo(OrderStatus from, OrderStatus to) {
        OrderChange change =
                update(paid(from, aPayment()), OrderUpdate.to(to, aPayment())).orElseThrow();

        assertThat(change.changesStatus()).isTrue();
        assertThat(change.changesPaymentDetails()).isFalse();
        assertThat(change.after().paymentDetails()).contains(aPayment());
    }

    @Test
    void keepsUnknownPaymentMembersWhenOnlyTheStatusChanges() {
        Order order = paid(PAID, aPaymentKeeping("paymentId", "p-1"));

        Order after = updated(order, OrderUpdate.to(PROCESSING, aPayment()));

        assertThat(after.paymentDetails()).containsSame(order.paymentDetails().orElseThrow());
    }

    @ParameterizedTest
    @MethodSource("paymentsThatDifferInOneField")
    void takesPaymentDetailsThatDifferInOneFieldForNewOnes(PaymentDetails wanted) {
        Order after = updated(paid(PAID, aPayment()), OrderUpdate.with(wanted));

        assertThat(after.paymentDetails()).contains(wanted);
    }

    @Test
    void refusesTheStatusOfAFinalOrderBeforeItLooksAtThePaymentDetails() {
        assertThatExceptionOfType(OrderException.Immutable.class)
                .isThrownBy(() -> update(in(COMPLETED), OrderUpdate.to(PENDING, NEW_PAYMENT)));
    }

    @Test
    void refusesTheTransitionBeforeItLooksAtThePaymentDetails() {
        assertThatExceptionOfType(OrderException.IllegalTransition.class)
                .isThrownBy(() -> update(in(PENDING), OrderUpdate.to(COMPLETED, NEW_PAYMENT)));
    }

    @Test
    void refusesAnIllegalTransitionAlsoWithThePaymentDetailsThatAre() {
        assertThatExceptionOfType(OrderException.IllegalTransition.class)
                .isThrownBy(() -> update(paid(PAID, aPayment()), OrderUpdate.to(COMPLETED, aPayment())));
    }

    @ParameterizedTest
    @MethodSource("wishes")
    void doesNotFindADeletedOrderWhateverIsAsked(OrderStatus status, OrderUpdate wanted) {
        Order deleted = anOrder(TENANT, ID, status)
                .paymentDetails(aPayment())
                .active(false)
                .build();

        assertThatExceptionOfType(OrderException.NotFound.class)
                .isThrownBy(() -> update(deleted, wanted))
                .withMessage("Order order_4d2e not found")
                .satisfies(refusal -> {
                    assertThat(refusal.code()).isEqualTo(Code.ORDER_NOT_FOUND);
                    assertThat(refusal.current()).isEmpty();
                });
    }

    @Test
    void givesPaymentDetailsToAnOrderWithout() {
        Order after = updated(in(PAYMENT_PENDING), OrderUpdate.with(aPayment()));

        assertThat(after.paymentDetails()).contains(aPayment());
    }

    @Test
    void replacesTheKnownPaymentFieldsAsAWhole() {
        PaymentDetails wanted = PaymentDetails.of(
                paymentFields(Optional.empty(), Optional.of("txn-2"), Optional.empty(), Optional.empty()));

        Order after = updated(paid(PAID, aPayment()), OrderUpdate.with(wanted));

        assertThat(after.paymentDetails()).contains(wanted);
    }

    @Test
    void carriesUnknownPaymentMembersOver() {
        Order order = paid(PAYMENT_PENDING, aPaymentKeeping("paymentId", "p-1"));

        Order after = updated(order, OrderUpdate.to(PAID, NEW_PAYMENT));

        assertThat(after.paymentDetails()).contains(NEW_PAYMENT);
        assertThat(after.paymentDetails().orElseThrow().unknownFields()).isEqualTo(Map.of("paymentId", "p-1"));
    }

    @Test
    void namesTheActorAndTheNewVersion() {
        Order after = aPaidOrder()
                .update(OrderUpdate.to(PROCESSING), BOB, NOON)
                .orElseThrow()
                .after();

        assertThat(after.lastUpdatedBy()).contains("bob@example.com");
        assertThat(after.lockToken()).contains(new LockToken("2026-01-05T12:00:00.000000Z"));
    }

    @Test
    void givesALaterVersionThanOneFromTheFuture() {
        Order order = anOrder(TENANT, ID, PENDING)
                .lockToken(new LockToken("2030-01-01T00:00:00Z"))
                .build();

        Order after = updated(order, OrderUpdate.to(PAID));

        assertThat(after.lockToken()).contains(new LockToken("2030-01-01T00:00:00.000001Z"));
    }

    @Test
    void givesAFirstVersionToAnOrderWithout() {
        Order order = Order.builder(KEY, PENDING).build();

        Order after = updated(order, OrderUpdate.to(PAID));

        assertThat(after.lockToken()).contains(new LockToken("2026-01-05T12:00:00.000000Z"));
    }

    @Test
    void forgetsTheReasonOfAnEarlierCorrection() {
        Order order = anOrder(TENANT, ID, PENDING)
                .lastUpdateReason("paid at the desk")
                .build();

        Order after = updated(order, OrderUpdate.to(PAID));

        assertThat(after.lastUpdateReason()).isEmpty();
    }

    @Test
    void leavesEverythingElseAsItIs() {
        Order order = aPendingOrder();

        Order after = updated(order, OrderUpdate.to(PAID, aPayment()));

        assertThat(after)
                .usingRecursiveComparison()
                .ignoringFields("status", "paymentDetails", "lockToken", "lastUpdatedBy")
                .isEqualTo(order);
    }

    @Test
    void leavesTheOrderItDecidesOnAsItIs() {
        Order order = aPendingOrder();

        OrderChange change = update(order, OrderUpdate.to(PAID, aPayment())).orElseThrow();

        assertThat(change.before()).isSameAs(order).usingRecursiveComparison().isEqualTo(aPendingOrder());
    }

    @Test
    void refusesPaymentDetailsThatWereRestoredAndBreakTheRules() {
        PaymentDetails empty = PaymentDetails.reconstitute(
                paymentFields(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()), Map.of());

        assertThatExceptionOfType(OrderException.Invalid.class)
                .isThrownBy(() -> OrderUpdate.with(empty))
                .withMessage("Invalid paymentDetails");
    }

    @Test
    void takesNoForeignMembersFromTheOneWhoAsks() {
        Order order = aPendingOrder()
                .update(OrderUpdate.to(PAID, aPaymentKeeping("paymentId", "p-1")), ALICE, NOON)
                .orElseThrow()
                .after();

        assertThat(order.paymentDetails().orElseThrow().unknownFields()).isEmpty();
    }

    @Test
    void refusesToAskForNothing() {
        assertThatExceptionOfType(OrderException.Invalid.class)
                .isThrownBy(() -> new OrderUpdate(Optional.empty(), Optional.empty()))
                .withMessage("No updates provided")
                .satisfies(refusal -> {
                    assertThat(refusal.code()).isEqualTo(Code.VALIDATION_ERROR);
                    assertThat(refusal.errors()).isEmpty();
                    assertThat(refusal.current()).isEmpty();
                });
    }

    @Test
    void isNotDecidedForNobody() {
        assertThatNullPointerException()
                .isThrownBy(() -> aPendingOrder().update(OrderUpdate.to(PAID), null, NOON))
                .withMessage("actor");
    }

    @Test
    void isNotDecidedAtNoTime() {
        assertThatNullPointerException()
                .isThrownBy(() -> aPendingOrder().update(OrderUpdate.to(PAID), ALICE, null))
                .withMessage("now");
    }

    static Stream<Arguments> allowedPairs() {
        return pairs(OrderUpdateTest::isAllowed);
    }

    static Stream<Arguments> refusedPairsOfOpenStatuses() {
        return pairs((from, to) -> from != to && !isFinal(from) && !isAllowed(from, to));
    }

    static Stream<Arguments> pairsOfFinalStatuses() {
        return pairs((from, to) -> from != to && isFinal(from));
    }

    static Stream<Arguments> allowedPairsThatTakePaymentDetails() {
        return pairs((from, to) -> isAllowed(from, to) && (to == PAYMENT_PENDING || to == PAID));
    }

    static Stream<Arguments> allowedPairsThatTakeNoPaymentDetails() {
        return pairs((from, to) -> isAllowed(from, to) && to != PAYMENT_PENDING && to != PAID);
    }

    static Stream<PaymentDetails> paymentsThatDifferInOneField() {
        PaymentDetails stored = aPayment();
        return Stream.of(
                PaymentDetails.of(paymentFields(
                        Optional.of("eft"),
                        stored.get(PaymentField.TRANSACTION_ID),
                        stored.get(PaymentField.PAYFAST_PAYMENT_ID),
                        stored.get(PaymentField.PAID_AT))),
                PaymentDetails.of(paymentFields(
                        stored.get(PaymentField.METHOD),
                        Optional.of("txn-2"),
                        stored.get(PaymentField.PAYFAST_PAYMENT_ID),
                        stored.get(PaymentField.PAID_AT))),
                PaymentDetails.of(paymentFields(
                        stored.get(PaymentField.METHOD),
                        stored.get(PaymentField.TRANSACTION_ID),
                        Optional.of("pf-78"),
                        stored.get(PaymentField.PAID_AT))),
                PaymentDetails.of(paymentFields(
                        stored.get(PaymentField.METHOD),
                        stored.get(PaymentField.TRANSACTION_ID),
                        stored.get(PaymentField.PAYFAST_PAYMENT_ID),
                        Optional.of("2026-01-05T11:59:58Z"))));
    }

    static Stream<Arguments> wishes() {
        return Stream.of(
                Arguments.of(PENDING, OrderUpdate.to(PAID)),
                Arguments.of(PENDING, OrderUpdate.to(COMPLETED)),
                Arguments.of(PENDING, OrderUpdate.with(NEW_PAYMENT)),
                Arguments.of(PAID, OrderUpdate.to(PAID, aPayment())),
                Arguments.of(CANCELLED, OrderUpdate.to(CANCELLED)),
                Arguments.of(CANCELLED, OrderUpdate.to(PAID)));
    }

    private static Stream<Arguments> pairs(BiPredicate<OrderStatus, OrderStatus> wanted) {
        return OrderStatusTest.pairs()
                .filter(pair -> wanted.test((OrderStatus) pair.get()[0], (OrderStatus) pair.get()[1]));
    }

    private static boolean isAllowed(OrderStatus from, OrderStatus to) {
        return OrderStatusTest.contract().get(from).contains(to);
    }

    private static boolean isFinal(OrderStatus status) {
        return OrderStatusTest.contract().get(status).isEmpty();
    }

    private static Order in(OrderStatus status) {
        return anOrder(TENANT, ID, status).build();
    }

    private static Order paid(OrderStatus status, PaymentDetails payment) {
        return anOrder(TENANT, ID, status).paymentDetails(payment).build();
    }

    private static Optional<OrderChange> update(Order order, OrderUpdate wanted) {
        return order.update(wanted, ALICE, NOON);
    }

    private static Order updated(Order order, OrderUpdate wanted) {
        return update(order, wanted).orElseThrow().after();
    }
}
