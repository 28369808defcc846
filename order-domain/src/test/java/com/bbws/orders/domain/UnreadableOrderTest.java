package com.bbws.orders.domain;

import static com.bbws.orders.domain.OrderDefect.Kind.UNREADABLE_AMOUNT;
import static com.bbws.orders.domain.OrderDefect.Kind.UNREADABLE_ATTRIBUTE;
import static com.bbws.orders.domain.OrderStatus.CANCELLED;
import static com.bbws.orders.domain.OrderStatus.PAID;
import static com.bbws.orders.domain.testing.OrderFixtures.BOB;
import static com.bbws.orders.domain.testing.OrderFixtures.ID;
import static com.bbws.orders.domain.testing.OrderFixtures.KEY;
import static com.bbws.orders.domain.testing.OrderFixtures.NOON;
import static com.bbws.orders.domain.testing.OrderFixtures.TENANT;
import static com.bbws.orders.domain.testing.OrderFixtures.UNKNOWN_STATUS;
import static com.bbws.orders.domain.testing.OrderFixtures.UPDATE_ID;
import static com.bbws.orders.domain.testing.OrderFixtures.aPayment;
import static com.bbws.orders.domain.testing.OrderFixtures.anExpiredOrder;
import static com.bbws.orders.domain.testing.OrderFixtures.rand;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UnreadableOrderTest {

    private static final OrderDefect LOCK = new OrderDefect(UNREADABLE_ATTRIBUTE, "dateLastUpdated", "a map", "text");

    private static OrderCorrection to(OrderStatus status) {
        return new OrderCorrection(status, Optional.empty(), "Written by a bug");
    }

    private static UnreadableOrder.Builder unreadable(OrderDefect... defects) {
        return UnreadableOrder.builder(KEY, Optional.of("EXPIRED"), List.of(defects));
    }

    @ParameterizedTest
    @EnumSource
    void isCorrectedToAnyStatus(OrderStatus status) {
        UnreadableOrder expired = anExpiredOrder(TENANT, ID);

        OrderChange change = expired.correct(to(status), BOB, UPDATE_ID, NOON);

        assertThat(change.before()).isSameAs(expired);
        assertThat(change.changesStatus()).isTrue();
        assertThat(change.changesPaymentDetails()).isFalse();
        assertThat(change.overridden()).isEmpty();
        assertThat(change.after().status()).isEqualTo(status);
        assertThat(change.after().lastUpdateReason()).contains("Written by a bug");
    }

    @Test
    void keepsItsDataInACorrection() {
        UnreadableOrder expired = unreadable(UNKNOWN_STATUS)
                .orderNumber("ORD-1")
                .currency("ZAR")
                .tax(rand("1.50"))
                .lockToken(new LockToken("2025-12-30T10:00:00Z"))
                .build();

        Order after = expired.correct(to(PAID), BOB, UPDATE_ID, NOON).after();

        assertThat(after)
                .usingRecursiveComparison()
                .isEqualTo(Order.builder(KEY, PAID)
                        .orderNumber("ORD-1")
                        .currency("ZAR")
                        .tax(rand("1.50"))
                        .lockToken(new LockToken("2025-12-30T10:00:00Z").next(NOON))
                        .lastUpdatedBy(BOB.name())
                        .lastUpdateReason("Written by a bug")
                        .lastUpdateId(UPDATE_ID)
                        .build());
    }

    @Test
    void takesPaymentDetailsByTheRulesOfACorrection() {
        UnreadableOrder expired = anExpiredOrder(TENANT, ID);
        OrderCorrection paid = new OrderCorrection(PAID, Optional.of(aPayment()), "Written by a bug");
        OrderCorrection cancelled = new OrderCorrection(CANCELLED, Optional.of(aPayment()), "Written by a bug");

        assertThat(expired.correct(paid, BOB, UPDATE_ID, NOON).after().paymentDetails())
                .contains(aPayment());
        assertThatExceptionOfType(OrderException.PaymentNotAllowed.class)
                .isThrownBy(() -> expired.correct(cancelled, BOB, UPDATE_ID, NOON))
                .satisfies(rejection -> assertThat(rejection.current())
                        .as("an unreadable order is not shown")
                        .isEmpty());
    }

    @Test
    void cannotBeCorrectedIfItHasAnotherDefect() {
        UnreadableOrder order = unreadable(UNKNOWN_STATUS, LOCK).build();

        assertThat(order.isCorrectable()).isFalse();
        assertThatIllegalStateException()
                .isThrownBy(() -> order.correct(to(PAID), BOB, UPDATE_ID, NOON))
                .withMessage("UnreadableOrder[tenant_9f1c/order_4d2e] has other defects than an unknown status");
    }

    @Test
    void isNotFoundIfItIsSoftDeleted() {
        for (OrderDefect defect : List.of(UNKNOWN_STATUS, LOCK)) {
            UnreadableOrder order = unreadable(defect).active(false).build();

            assertThat(order.isCorrectable()).isFalse();
            assertThatExceptionOfType(OrderException.NotFound.class)
                    .isThrownBy(() -> order.correct(to(PAID), BOB, UPDATE_ID, NOON));
        }
    }

    @Test
    void hasItsReadableData() {
        UnreadableOrder expired = anExpiredOrder(TENANT, ID);

        assertThat(expired.key()).isEqualTo(KEY);
        assertThat(expired.tenantId()).isEqualTo(TENANT);
        assertThat(expired.id()).isEqualTo(ID);
        assertThat(expired.isActive()).isTrue();
        assertThat(expired.isCorrectable()).isTrue();
        assertThat(expired.statusText()).contains("EXPIRED");
        assertThat(expired.<String>fold(order -> "readable", order -> "unreadable"))
                .isEqualTo("unreadable");
        assertThat(expired).hasToString("UnreadableOrder[tenant_9f1c/order_4d2e]");
    }

    @Test
    void hasAtLeastOneDefect() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> unreadable())
                .withMessage("an unreadable order needs at least one defect");
    }

    @Test
    void copiesItsDefects() {
        List<OrderDefect> defects = new ArrayList<>(List.of(UNKNOWN_STATUS));
        UnreadableOrder order =
                UnreadableOrder.builder(KEY, Optional.of("EXPIRED"), defects).build();

        defects.clear();

        assertThat(order.defects()).containsExactly(UNKNOWN_STATUS).isUnmodifiable();
    }

    @Test
    void listsItsDefectsBeforeUnreadableAmounts() {
        OrderDefect comma = new OrderDefect(UNREADABLE_AMOUNT, "tax", "40,37", "a number");

        UnreadableOrder order = unreadable(UNKNOWN_STATUS)
                .tax(StoredValue.unreadable(List.of(comma)))
                .build();

        assertThat(order.problems()).containsExactly(UNKNOWN_STATUS, comma);
        assertThat(order.defects()).containsExactly(UNKNOWN_STATUS);
        assertThat(order.isCorrectable()).isTrue();
        assertThat(order.correct(to(PAID), BOB, UPDATE_ID, NOON).after().total())
                .isEmpty();
    }

    @Test
    void requiresAllParts() {
        UnreadableOrder expired = anExpiredOrder(TENANT, ID);

        assertThatNullPointerException()
                .isThrownBy(() -> expired.correct(to(PAID), null, UPDATE_ID, NOON))
                .withMessage("actor");
        assertThatNullPointerException()
                .isThrownBy(() -> expired.correct(to(PAID), BOB, UPDATE_ID, null))
                .withMessage("now");
        assertThatNullPointerException()
                .isThrownBy(() -> UnreadableOrder.builder(null, Optional.empty(), List.of(LOCK)))
                .withMessage("key");
        assertThatNullPointerException()
                .isThrownBy(() -> UnreadableOrder.builder(KEY, null, List.of(LOCK)))
                .withMessage("storedStatus");
    }
}
