package com.bbws.orders.domain;

import static com.bbws.orders.domain.OrderStatus.CANCELLED;
import static com.bbws.orders.domain.OrderStatus.COMPLETED;
import static com.bbws.orders.domain.OrderStatus.PAID;
import static com.bbws.orders.domain.OrderStatus.PENDING;
import static com.bbws.orders.domain.OrderStatus.PROCESSING;
import static com.bbws.orders.domain.OrderStatus.REFUNDED;
import static com.bbws.orders.domain.testing.OrderFixtures.ALICE;
import static com.bbws.orders.domain.testing.OrderFixtures.BOB;
import static com.bbws.orders.domain.testing.OrderFixtures.ID;
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
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrderCorrectionTest {

    private static final String REASON = "Bank reversed the payment, ticket 4711";

    private static OrderCorrection to(OrderStatus status) {
        return new OrderCorrection(status, Optional.empty(), REASON);
    }

    private static OrderCorrection to(OrderStatus status, PaymentDetails payment) {
        return new OrderCorrection(status, Optional.of(payment), REASON);
    }

    private static OrderChange corrected(Order order, OrderCorrection correction) {
        return order.correct(correction, BOB, UPDATE_ID, NOON).orElseThrow();
    }

    @Test
    void setsAStatusThatAnUpdateCannotSetAndTheReason() {
        Order completed = anOrder(TENANT, ID, COMPLETED).build();

        OrderChange change = corrected(completed, to(REFUNDED));

        assertThat(change.before()).isSameAs(completed);
        assertThat(change.after().status()).isEqualTo(REFUNDED);
        assertThat(change.after().lastUpdateReason()).contains(REASON);
        assertThat(change.after().lastUpdatedBy()).contains(BOB.name());
        assertThat(change.after().lockToken())
                .contains(completed.lockToken().orElseThrow().next(NOON));
        assertThat(change.after())
                .usingRecursiveComparison()
                .ignoringFields("status", "lockToken", "lastUpdatedBy", "lastUpdateReason", "lastUpdateId")
                .isEqualTo(completed);
    }

    @ParameterizedTest
    @MethodSource("com.bbws.orders.domain.OrderStatusTest#pairs")
    void followsTheTableOfCorrections(OrderStatus from, OrderStatus to) {
        Order order = anOrder(TENANT, ID, from).build();

        if (from == to) {
            assertThat(order.correct(to(to), BOB, UPDATE_ID, NOON)).isEmpty();
        } else if (from.corrections().contains(to)) {
            assertThat(corrected(order, to(to)).after().status()).isEqualTo(to);
        } else {
            assertThatExceptionOfType(OrderException.IllegalTransition.class)
                    .isThrownBy(() -> order.correct(to(to), BOB, UPDATE_ID, NOON))
                    .withMessage("A correction cannot change the status from %s to %s.", from.wireName(), to.wireName())
                    .satisfies(rejection -> {
                        assertThat(rejection.code()).isEqualTo(OrderException.Code.INVALID_ORDER_STATE);
                        assertThat(rejection.allowed()).isEqualTo(from.corrections());
                        assertThat(rejection.current()).containsSame(order);
                    });
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            COMPLETED | REFUNDED | Cannot update order in immutable state: completed
            CANCELLED | PAID     | Cannot update order in immutable state: cancelled
            PAID      | REFUNDED | Invalid status transition from paid to refunded
            PAID      | PENDING  | Invalid status transition from paid to pending
            """)
    void namesTheRuleThatItOverrides(OrderStatus from, OrderStatus to, String rule) {
        OrderChange change = corrected(anOrder(TENANT, ID, from).build(), to(to));

        assertThat(change.overridden()).map(Throwable::getMessage).contains(rule);
    }

    @Test
    void overridesThePaymentRule() {
        OrderChange change = corrected(aPaidOrder(), to(PROCESSING, aPayment("txn-2")));

        assertThat(change.overridden())
                .map(Throwable::getMessage)
                .contains("Payment details can only be set when status is 'paid' or 'payment_pending'");
    }

    @Test
    void overridesNothingIfAnUpdateIsAllowed() {
        assertThat(corrected(aPendingOrder(), to(PAID, aPayment())).overridden())
                .isEmpty();
        assertThat(aPendingOrder()
                        .update(OrderUpdate.to(PAID), ALICE, UPDATE_ID, NOON)
                        .orElseThrow()
                        .overridden())
                .isEmpty();
    }

    @Test
    void isEmptyIfTheOrderIsUpToDateWithAnyReason() {
        assertThat(aPaidOrder().correct(to(PAID), BOB, UPDATE_ID, NOON)).isEmpty();
        assertThat(aPaidOrder().correct(to(PAID, aPayment()), BOB, UPDATE_ID, NOON))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"PENDING", "CANCELLED"})
    void setsOnlyPaymentDetails(OrderStatus status) {
        Order order = anOrder(TENANT, ID, status).build();

        OrderChange change = corrected(order, to(status, aPayment()));

        assertThat(change.changesStatus()).isFalse();
        assertThat(change.changesPaymentDetails()).isTrue();
        assertThat(change.after().paymentDetails()).contains(aPayment());
    }

    @ParameterizedTest
    @EnumSource(names = {"PENDING", "CANCELLED"})
    void rejectsPaymentDetailsForAnUnpaidStatus(OrderStatus status) {
        Order order = anOrder(TENANT, ID, status).build();

        assertThatExceptionOfType(OrderException.PaymentNotAllowed.class)
                .isThrownBy(() -> order.correct(to(status, aPayment()), BOB, UPDATE_ID, NOON))
                .withMessageContaining("'payment_pending', 'paid', 'processing', 'completed', 'refunded'")
                .satisfies(rejection -> assertThat(rejection.current()).containsSame(order));
    }

    @Test
    void keepsUnknownPaymentFields() {
        Order order = anOrder(TENANT, ID, COMPLETED)
                .paymentDetails(aPaymentKeeping("paymentId", "p-1"))
                .build();

        PaymentDetails after = corrected(order, to(REFUNDED, aPayment("txn-2")))
                .after()
                .paymentDetails()
                .orElseThrow();

        assertThat(after.get(PaymentField.TRANSACTION_ID)).contains("txn-2");
        assertThat(after.unknownFields()).isEqualTo(Map.of("paymentId", "p-1"));
    }

    @Test
    void isRejectedForASoftDeletedOrder() {
        Order deleted = anOrder(TENANT, ID, CANCELLED).active(false).build();

        assertThatExceptionOfType(OrderException.NotFound.class)
                .isThrownBy(() -> deleted.correct(to(PENDING), BOB, UPDATE_ID, NOON));
        assertThatExceptionOfType(OrderException.NotFound.class)
                .as("even if it is up to date")
                .isThrownBy(() -> deleted.correct(to(CANCELLED), BOB, UPDATE_ID, NOON));
    }

    @Test
    void losesItsReasonWithTheNextUpdate() {
        Order reopened =
                corrected(anOrder(TENANT, ID, CANCELLED).build(), to(PENDING)).after();

        Order paid = reopened.update(OrderUpdate.to(PAID), ALICE, UPDATE_ID, NOON)
                .orElseThrow()
                .after();

        assertThat(reopened.lastUpdateReason()).contains(REASON);
        assertThat(paid.lastUpdateReason()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "\t\n", "\u200b"})
    void requiresAReason(String reason) {
        assertThatExceptionOfType(OrderException.Invalid.class)
                .isThrownBy(() -> new OrderCorrection(PAID, Optional.empty(), reason))
                .satisfies(invalid -> assertThat(invalid.errors())
                        .containsExactly(new FieldError("reason", FieldError.Code.BLANK, "must not be blank")));
    }

    @ParameterizedTest
    @CsvSource({
        "'a\u001b[31m', 2, U+001B",
        "'one\ntwo', 4, U+000A",
        "'one\ttwo', 4, U+0009",
        "'\ud83d\ude00\u0000', 2, U+0000",
        "'a\u009b', 2, U+009B",
        "'a\u2028b', 2, U+2028",
        "'paid \u202eyletelpmoc', 6, U+202E",
        "'a\u2067b', 2, U+2067",
        "'a\u200fb', 2, U+200F",
        "'a\u061cb', 2, U+061C"
    })
    void rejectsControlCharactersInTheReason(String reason, int position, String character) {
        assertThatExceptionOfType(OrderException.Invalid.class)
                .isThrownBy(() -> new OrderCorrection(PAID, Optional.empty(), reason))
                .satisfies(invalid -> assertThat(invalid.errors())
                        .containsExactly(new FieldError(
                                "reason",
                                FieldError.Code.INVALID_FORMAT,
                                "must not have control characters: character " + position + " is " + character)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"退款", "Zur\u00fcck \ud83d\ude00", "\ud83d\udc69\u200d\ud83d\udcbb", "\u05e9\u05dc\u05d5\u05dd"})
    void acceptsAReasonInAnyLanguage(String reason) {
        assertThat(new OrderCorrection(PAID, Optional.empty(), reason).reason()).isEqualTo(reason);
    }

    @Test
    void limitsTheReasonTo500Characters() {
        String longest = "\ud83d\ude00".repeat(500);

        assertThatCode(() -> new OrderCorrection(PAID, Optional.empty(), longest))
                .doesNotThrowAnyException();
        assertThatExceptionOfType(OrderException.Invalid.class)
                .isThrownBy(() -> new OrderCorrection(PAID, Optional.empty(), longest + "x"))
                .satisfies(invalid -> assertThat(invalid.errors())
                        .containsExactly(
                                new FieldError("reason", FieldError.Code.TOO_LONG, "must be at most 500 characters")));
    }

    @Test
    void rejectsInvalidPaymentDetails() {
        PaymentDetails stored = PaymentDetails.reconstitute(
                paymentFields(Optional.of("x".repeat(51)), Optional.empty(), Optional.empty(), Optional.empty()),
                Map.of());

        assertThatExceptionOfType(OrderException.Invalid.class).isThrownBy(() -> to(PAID, stored));
    }

    @Test
    void requiresAllParts() {
        assertThatNullPointerException()
                .isThrownBy(() -> new OrderCorrection(null, Optional.empty(), REASON))
                .withMessage("status");
        assertThatNullPointerException()
                .isThrownBy(() -> new OrderCorrection(PAID, null, REASON))
                .withMessage("paymentDetails");
        assertThatNullPointerException()
                .isThrownBy(() -> aPaidOrder().correct(to(PAID), null, UPDATE_ID, NOON))
                .withMessage("actor");
        assertThatNullPointerException()
                .isThrownBy(() -> aPaidOrder().correct(to(PAID), BOB, UPDATE_ID, null))
                .withMessage("now");
    }
}
