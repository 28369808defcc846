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
import static com.bbws.orders.domain.testing.OrderFixtures.UPDATE_ID;
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

/** Tests the decisions of {@link Order#update}. */
class OrderUpdateTest {

    private static final PaymentDetails NEW_PAYMENT = aPayment("txn-2");

    @ParameterizedTest
    @MethodSource("allowedPairs")
    void setsAnAllowedStatus(OrderStatus from, OrderStatus to) {
        Order after = updated(in(from), OrderUpdate.to(to));

        assertThat(after.status()).isEqualTo(to);
    }

    @ParameterizedTest
    @EnumSource
    void isEmptyForTheCurrentStatus(OrderStatus status) {
        assertThat(update(in(status), OrderUpdate.to(status))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("illegalPairsOfOpenStatuses")
    void rejectsAnIllegalTransition(OrderStatus from, OrderStatus to) {
        Order order = in(from);

        assertThatExceptionOfType(OrderException.IllegalTransition.class)
                .isThrownBy(() -> update(order, OrderUpdate.to(to)))
                .withMessage("Invalid status transition from %s to %s", from.wireName(), to.wireName())
                .satisfies(rejection -> {
                    assertThat(rejection.code()).isEqualTo(Code.INVALID_ORDER_STATE);
                    assertThat(rejection.current()).containsSame(order);
                    assertThat(rejection.allowed())
                            .containsExactlyElementsOf(
                                    OrderStatusTest.contract().get(from));
                });
    }

    @ParameterizedTest
    @MethodSource("pairsOfFinalStatuses")
    void rejectsAnyOtherStatusForAFinalOrder(OrderStatus from, OrderStatus to) {
        Order order = in(from);

        assertThatExceptionOfType(OrderException.Immutable.class)
                .isThrownBy(() -> update(order, OrderUpdate.to(to)))
                .withMessage("Cannot update order in immutable state: %s", from.wireName())
                .satisfies(rejection -> {
                    assertThat(rejection.code()).isEqualTo(Code.INVALID_ORDER_STATE);
                    assertThat(rejection.current()).containsSame(order);
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"PAYMENT_PENDING", "PAID"})
    void setsOnlyPaymentDetails(OrderStatus status) {
        Order after = updated(in(status), OrderUpdate.with(NEW_PAYMENT));

        assertThat(after.status()).isEqualTo(status);
        assertThat(after.paymentDetails()).contains(NEW_PAYMENT);
    }

    @ParameterizedTest
    @MethodSource("openStatusesThatTakeNoPaymentDetails")
    void rejectsPaymentDetailsIfTheStatusDoesNotAllowThem(OrderStatus status) {
        Order order = in(status);

        assertThatExceptionOfType(OrderException.PaymentNotAllowed.class)
                .isThrownBy(() -> update(order, OrderUpdate.with(NEW_PAYMENT)))
                .withMessage("Payment details can only be set when status is 'paid' or 'payment_pending'")
                .satisfies(rejection -> {
                    assertThat(rejection.code()).isEqualTo(Code.INVALID_ORDER_STATE);
                    assertThat(rejection.current()).containsSame(order);
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"COMPLETED", "CANCELLED", "REFUNDED"})
    void rejectsPaymentDetailsForAFinalStatus(OrderStatus status) {
        assertThatExceptionOfType(OrderException.Immutable.class)
                .isThrownBy(() -> update(in(status), OrderUpdate.with(NEW_PAYMENT)));
    }

    @ParameterizedTest
    @MethodSource("allowedPairsThatTakePaymentDetails")
    void setsPaymentDetailsWithAStatusThatAllowsThem(OrderStatus from, OrderStatus to) {
        Order after = updated(in(from), OrderUpdate.to(to, NEW_PAYMENT));

        assertThat(after.status()).isEqualTo(to);
        assertThat(after.paymentDetails()).contains(NEW_PAYMENT);
    }

    @ParameterizedTest
    @MethodSource("allowedPairsThatTakeNoPaymentDetails")
    void rejectsPaymentDetailsWithAStatusThatDoesNotAllowThem(OrderStatus from, OrderStatus to) {
        Order order = in(from);

        assertThatExceptionOfType(OrderException.PaymentNotAllowed.class)
                .isThrownBy(() -> update(order, OrderUpdate.to(to, NEW_PAYMENT)))
                .satisfies(rejection -> assertThat(rejection.current()).containsSame(order));
    }

    @ParameterizedTest
    @EnumSource
    void isEmptyIfTheWholeOrderIsSentBack(OrderStatus status) {
        assertThat(update(paid(status, aPayment()), OrderUpdate.to(status, aPayment())))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void isEmptyForTheCurrentPaymentDetails(OrderStatus status) {
        assertThat(update(paid(status, aPayment()), OrderUpdate.with(aPayment())))
                .isEmpty();
    }

    @Test
    void isEmptyIfOnlyUnknownPaymentFieldsDiffer() {
        Order order = paid(PAID, aPaymentKeeping("paymentId", "p-1"));

        assertThat(update(order, OrderUpdate.with(aPayment()))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"PAYMENT_PENDING", "PAID"})
    void setsNewPaymentDetailsWithTheCurrentStatus(OrderStatus status) {
        OrderChange change = update(paid(status, aPayment()), OrderUpdate.to(status, NEW_PAYMENT))
                .orElseThrow();

        assertThat(change.changesStatus()).isFalse();
        assertThat(change.changesPaymentDetails()).isTrue();
        assertThat(change.after().paymentDetails()).contains(NEW_PAYMENT);
    }

    @ParameterizedTest
    @MethodSource("openStatusesThatTakeNoPaymentDetails")
    void rejectsNewPaymentDetailsWithACurrentStatusThatDoesNotAllowThem(OrderStatus status) {
        assertThatExceptionOfType(OrderException.PaymentNotAllowed.class)
                .isThrownBy(() -> update(paid(status, aPayment()), OrderUpdate.to(status, NEW_PAYMENT)));
    }

    @ParameterizedTest
    @EnumSource(names = {"COMPLETED", "CANCELLED", "REFUNDED"})
    void rejectsNewPaymentDetailsWithTheCurrentFinalStatus(OrderStatus status) {
        assertThatExceptionOfType(OrderException.Immutable.class)
                .isThrownBy(() -> update(paid(status, aPayment()), OrderUpdate.to(status, NEW_PAYMENT)));
    }

    @ParameterizedTest
    @MethodSource("allowedPairs")
    void setsOnlyTheStatusIfThePaymentDetailsAreUpToDate(OrderStatus from, OrderStatus to) {
        OrderChange change =
                update(paid(from, aPayment()), OrderUpdate.to(to, aPayment())).orElseThrow();

        assertThat(change.changesStatus()).isTrue();
        assertThat(change.changesPaymentDetails()).isFalse();
        assertThat(change.after().paymentDetails()).contains(aPayment());
    }

    @Test
    void keepsUnknownPaymentFieldsIfOnlyTheStatusChanges() {
        Order order = paid(PAID, aPaymentKeeping("paymentId", "p-1"));

        Order after = updated(order, OrderUpdate.to(PROCESSING, aPayment()));

        assertThat(after.paymentDetails()).containsSame(order.paymentDetails().orElseThrow());
    }

    @ParameterizedTest
    @MethodSource("paymentsThatDifferInOneField")
    void setsPaymentDetailsThatDifferInOneField(PaymentDetails requested) {
        Order after = updated(paid(PAID, aPayment()), OrderUpdate.with(requested));

        assertThat(after.paymentDetails()).contains(requested);
    }

    @Test
    void checksTheFinalStatusBeforeThePaymentDetails() {
        assertThatExceptionOfType(OrderException.Immutable.class)
                .isThrownBy(() -> update(in(COMPLETED), OrderUpdate.to(PENDING, NEW_PAYMENT)));
    }

    @Test
    void checksTheTransitionBeforeThePaymentDetails() {
        assertThatExceptionOfType(OrderException.IllegalTransition.class)
                .isThrownBy(() -> update(in(PENDING), OrderUpdate.to(COMPLETED, NEW_PAYMENT)));
    }

    @Test
    void rejectsAnIllegalTransitionWithTheCurrentPaymentDetails() {
        assertThatExceptionOfType(OrderException.IllegalTransition.class)
                .isThrownBy(() -> update(paid(PAID, aPayment()), OrderUpdate.to(COMPLETED, aPayment())));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void doesNotFindASoftDeletedOrder(OrderStatus status, OrderUpdate requested) {
        Order deleted = anOrder(TENANT, ID, status)
                .paymentDetails(aPayment())
                .active(false)
                .build();

        assertThatExceptionOfType(OrderException.NotFound.class)
                .isThrownBy(() -> update(deleted, requested))
                .withMessage("Order order_4d2e not found")
                .satisfies(rejection -> {
                    assertThat(rejection.code()).isEqualTo(Code.ORDER_NOT_FOUND);
                    assertThat(rejection.current()).isEmpty();
                });
    }

    @Test
    void setsPaymentDetailsOfAnOrderWithoutThem() {
        Order after = updated(in(PAYMENT_PENDING), OrderUpdate.with(aPayment()));

        assertThat(after.paymentDetails()).contains(aPayment());
    }

    @Test
    void replacesTheKnownPaymentFieldsAsAWhole() {
        PaymentDetails requested = PaymentDetails.of(
                paymentFields(Optional.empty(), Optional.of("txn-2"), Optional.empty(), Optional.empty()));

        Order after = updated(paid(PAID, aPayment()), OrderUpdate.with(requested));

        assertThat(after.paymentDetails()).contains(requested);
    }

    @Test
    void keepsUnknownPaymentFields() {
        Order order = paid(PAYMENT_PENDING, aPaymentKeeping("paymentId", "p-1"));

        Order after = updated(order, OrderUpdate.to(PAID, NEW_PAYMENT));

        assertThat(after.paymentDetails()).contains(NEW_PAYMENT);
        assertThat(after.paymentDetails().orElseThrow().unknownFields()).isEqualTo(Map.of("paymentId", "p-1"));
    }

    @Test
    void setsTheActorAndANewToken() {
        Order after = aPaidOrder()
                .update(OrderUpdate.to(PROCESSING), BOB, UPDATE_ID, NOON)
                .orElseThrow()
                .after();

        assertThat(after.lastUpdatedBy()).contains("bob@example.com");
        assertThat(after.lockToken()).contains(new LockToken("2026-01-05T12:00:00.000000Z"));
    }

    @Test
    void setsALaterTokenThanOneInTheFuture() {
        Order order = anOrder(TENANT, ID, PENDING)
                .lockToken(new LockToken("2030-01-01T00:00:00Z"))
                .build();

        Order after = updated(order, OrderUpdate.to(PAID));

        assertThat(after.lockToken()).contains(new LockToken("2030-01-01T00:00:00.000001Z"));
    }

    @Test
    void setsAFirstTokenOfAnOrderWithoutOne() {
        Order order = Order.builder(KEY, PENDING).build();

        Order after = updated(order, OrderUpdate.to(PAID));

        assertThat(after.lockToken()).contains(new LockToken("2026-01-05T12:00:00.000000Z"));
    }

    @Test
    void removesTheReasonOfAnEarlierCorrection() {
        Order order = anOrder(TENANT, ID, PENDING)
                .lastUpdateReason("paid at the desk")
                .build();

        Order after = updated(order, OrderUpdate.to(PAID));

        assertThat(after.lastUpdateReason()).isEmpty();
    }

    @Test
    void keepsAllOtherAttributes() {
        Order order = aPendingOrder();

        Order after = updated(order, OrderUpdate.to(PAID, aPayment()));

        assertThat(after)
                .usingRecursiveComparison()
                .ignoringFields("status", "paymentDetails", "lockToken", "lastUpdatedBy", "lastUpdateId")
                .isEqualTo(order);
    }

    @Test
    void setsTheIdOfTheRequest() {
        assertThat(updated(aPendingOrder(), OrderUpdate.to(PAID)).lastUpdateId())
                .contains(UPDATE_ID);
    }

    /** The same event may be sent again with another body, for example by a person who tests. */
    @Test
    void setsARandomIdIfTheOrderAlreadyHasTheIdOfTheRequest() {
        Order order = anOrder(TENANT, ID, PENDING).lastUpdateId(UPDATE_ID).build();

        assertThat(updated(order, OrderUpdate.to(PAID)).lastUpdateId().orElseThrow())
                .isNotEqualTo(UPDATE_ID);
    }

    @Test
    void doesNotChangeTheOrderBefore() {
        Order order = aPendingOrder();

        OrderChange change = update(order, OrderUpdate.to(PAID, aPayment())).orElseThrow();

        assertThat(change.before()).isSameAs(order).usingRecursiveComparison().isEqualTo(aPendingOrder());
    }

    @Test
    void rejectsReconstitutedPaymentDetailsThatAreInvalid() {
        PaymentDetails empty = PaymentDetails.reconstitute(
                paymentFields(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()), Map.of());

        assertThatExceptionOfType(OrderException.Invalid.class)
                .isThrownBy(() -> OrderUpdate.with(empty))
                .withMessage("Invalid paymentDetails");
    }

    @Test
    void ignoresUnknownPaymentFieldsOfTheRequest() {
        Order order = aPendingOrder()
                .update(OrderUpdate.to(PAID, aPaymentKeeping("paymentId", "p-1")), ALICE, UPDATE_ID, NOON)
                .orElseThrow()
                .after();

        assertThat(order.paymentDetails().orElseThrow().unknownFields()).isEmpty();
    }

    @Test
    void rejectsAnEmptyUpdate() {
        assertThatExceptionOfType(OrderException.Invalid.class)
                .isThrownBy(() -> new OrderUpdate(Optional.empty(), Optional.empty()))
                .withMessage("No updates provided")
                .satisfies(rejection -> {
                    assertThat(rejection.code()).isEqualTo(Code.VALIDATION_ERROR);
                    assertThat(rejection.errors()).isEmpty();
                    assertThat(rejection.current()).isEmpty();
                });
    }

    @Test
    void requiresAnActor() {
        assertThatNullPointerException()
                .isThrownBy(() -> aPendingOrder().update(OrderUpdate.to(PAID), null, UPDATE_ID, NOON))
                .withMessage("actor");
    }

    @Test
    void requiresATime() {
        assertThatNullPointerException()
                .isThrownBy(() -> aPendingOrder().update(OrderUpdate.to(PAID), ALICE, UPDATE_ID, null))
                .withMessage("now");
    }

    static Stream<Arguments> allowedPairs() {
        return pairs(OrderUpdateTest::isAllowed);
    }

    static Stream<Arguments> illegalPairsOfOpenStatuses() {
        return pairs((from, to) -> from != to && !isFinal(from) && !isAllowed(from, to));
    }

    static Stream<Arguments> pairsOfFinalStatuses() {
        return pairs((from, to) -> from != to && isFinal(from));
    }

    static Stream<OrderStatus> openStatusesThatTakeNoPaymentDetails() {
        return Stream.of(OrderStatus.values())
                .filter(status -> !isFinal(status) && status != PAYMENT_PENDING && status != PAID);
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

    static Stream<Arguments> requests() {
        return Stream.of(
                Arguments.of(PENDING, OrderUpdate.to(PAID)),
                Arguments.of(PENDING, OrderUpdate.to(COMPLETED)),
                Arguments.of(PENDING, OrderUpdate.with(NEW_PAYMENT)),
                Arguments.of(PAID, OrderUpdate.to(PAID, aPayment())),
                Arguments.of(CANCELLED, OrderUpdate.to(CANCELLED)),
                Arguments.of(CANCELLED, OrderUpdate.to(PAID)));
    }

    private static Stream<Arguments> pairs(BiPredicate<OrderStatus, OrderStatus> requested) {
        return OrderStatusTest.pairs()
                .filter(pair -> requested.test((OrderStatus) pair.get()[0], (OrderStatus) pair.get()[1]));
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

    private static Optional<OrderChange> update(Order order, OrderUpdate requested) {
        return order.update(requested, ALICE, UPDATE_ID, NOON);
    }

    private static Order updated(Order order, OrderUpdate requested) {
        return update(order, requested).orElseThrow().after();
    }
}
