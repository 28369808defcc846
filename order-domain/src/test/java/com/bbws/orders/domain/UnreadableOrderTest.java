package com.bbws.orders.domain;

import static com.bbws.orders.domain.OrderDefect.Kind.UNKNOWN_STATUS;
import static com.bbws.orders.domain.OrderDefect.Kind.UNREADABLE_AMOUNT;
import static com.bbws.orders.domain.OrderDefect.Kind.UNREADABLE_ATTRIBUTE;
import static com.bbws.orders.domain.OrderStatus.CANCELLED;
import static com.bbws.orders.domain.OrderStatus.PAID;
import static com.bbws.orders.domain.OrderStatus.PENDING;
import static com.bbws.orders.domain.testing.OrderFixtures.BOB;
import static com.bbws.orders.domain.testing.OrderFixtures.ID;
import static com.bbws.orders.domain.testing.OrderFixtures.NOON;
import static com.bbws.orders.domain.testing.OrderFixtures.TENANT;
import static com.bbws.orders.domain.testing.OrderFixtures.aPayment;
import static com.bbws.orders.domain.testing.OrderFixtures.anExpiredOrder;
import static com.bbws.orders.domain.testing.OrderFixtures.anOrder;
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

    private static final OrderDefect EXPIRED =
            new OrderDefect(UNKNOWN_STATUS, "status", "'EXPIRED'", "one of the seven");
    private static final OrderDefect LOCK = new OrderDefect(UNREADABLE_ATTRIBUTE, "dateLastUpdated", "a map", "text");

    private static OrderCorrection to(OrderStatus status) {
        return new OrderCorrection(status, Optional.empty(), "Written by a bug");
    }

    @ParameterizedTest
    @EnumSource
    void isCorrectedToAnyStatus(OrderStatus status) {
        UnreadableOrder broken = anExpiredOrder(TENANT, ID);

        OrderChange change = broken.correct(to(status), BOB, NOON);

        assertThat(change.statusBefore()).isEmpty();
        assertThat(change.statusTextBefore()).contains("EXPIRED");
        assertThat(change.changesStatus()).isTrue();
        assertThat(change.changesPaymentDetails()).isFalse();
        assertThat(change.overridden()).isEmpty();
        assertThat(change.before().lockToken()).isEqualTo(broken.as(PENDING).lockToken());
        assertThat(change.after().status()).isEqualTo(status);
        assertThat(change.after().lastUpdateReason()).contains("Written by a bug");
    }

    @Test
    void takesPaymentDetailsByTheRulesOfACorrection() {
        UnreadableOrder broken = anExpiredOrder(TENANT, ID);
        OrderCorrection paid = new OrderCorrection(PAID, Optional.of(aPayment()), "Written by a bug");
        OrderCorrection cancelled = new OrderCorrection(CANCELLED, Optional.of(aPayment()), "Written by a bug");

        assertThat(broken.correct(paid, BOB, NOON).after().paymentDetails()).contains(aPayment());
        assertThatExceptionOfType(OrderException.PaymentNotAllowed.class)
                .isThrownBy(() -> broken.correct(cancelled, BOB, NOON))
                .satisfies(refusal -> assertThat(refusal.current())
                        .as("nobody knows its status")
                        .isEmpty());
    }

    @Test
    void isLeftAloneIfMoreThanTheStatusIsWrong() {
        UnreadableOrder broken = UnreadableOrder.reconstitute(
                anOrder(TENANT, ID, PENDING).build(), Optional.of("EXPIRED"), List.of(EXPIRED, LOCK));

        assertThat(broken.isCorrectable()).isFalse();
        assertThatIllegalStateException()
                .isThrownBy(() -> broken.correct(to(PAID), BOB, NOON))
                .withMessage("more than the status of UnreadableOrder[tenant_9f1c/order_4d2e] is broken");
    }

    @Test
    void isNotThereIfItWasDeletedWhateverElseIsWrong() {
        Order deleted = anOrder(TENANT, ID, PENDING).active(false).build();

        for (List<OrderDefect> defects : List.of(List.of(EXPIRED), List.of(LOCK))) {
            UnreadableOrder broken = UnreadableOrder.reconstitute(deleted, Optional.of("EXPIRED"), defects);

            assertThat(broken.isCorrectable()).isFalse();
            assertThatExceptionOfType(OrderException.NotFound.class)
                    .isThrownBy(() -> broken.correct(to(PAID), BOB, NOON));
        }
    }

    @Test
    void tellsWhatIsKnownOfIt() {
        UnreadableOrder broken = anExpiredOrder(TENANT, ID);

        assertThat(broken.tenantId()).isEqualTo(TENANT);
        assertThat(broken.id()).isEqualTo(ID);
        assertThat(broken.isActive()).isTrue();
        assertThat(broken.isCorrectable()).isTrue();
        assertThat(broken.storedStatus()).contains("EXPIRED");
        assertThat(broken.as(PAID))
                .usingRecursiveComparison()
                .isEqualTo(anOrder(TENANT, ID, PAID).build());
        assertThat(broken).hasToString("UnreadableOrder[tenant_9f1c/order_4d2e]");
    }

    @Test
    void isBrokenForAReason() {
        Order order = anOrder(TENANT, ID, PENDING).build();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> UnreadableOrder.reconstitute(order, Optional.empty(), List.of()))
                .withMessage("a broken order, but no defect");
    }

    @Test
    void keepsItsDefectsFromBeingChanged() {
        List<OrderDefect> defects = new ArrayList<>(List.of(EXPIRED));
        UnreadableOrder broken =
                UnreadableOrder.reconstitute(anOrder(TENANT, ID, PENDING).build(), Optional.of("EXPIRED"), defects);

        defects.clear();

        assertThat(broken.defects()).containsExactly(EXPIRED).isUnmodifiable();
    }

    @Test
    void namesItsDefectsFirstAndThenTheAmountsThatCannotBeReadAndIsCorrectableAllTheSame() {
        OrderDefect comma = new OrderDefect(UNREADABLE_AMOUNT, "tax", "40,37", "a number");
        Order order = anOrder(TENANT, ID, PENDING)
                .tax(StoredValue.unreadable(List.of(comma)))
                .build();

        UnreadableOrder broken = UnreadableOrder.reconstitute(order, Optional.of("EXPIRED"), List.of(EXPIRED));

        assertThat(broken.problems()).containsExactly(EXPIRED, comma);
        assertThat(broken.defects()).containsExactly(EXPIRED);
        assertThat(broken.isCorrectable()).isTrue();
        assertThat(broken.correct(to(PAID), BOB, NOON).after().total()).isEmpty();
    }

    @Test
    void isNothingWithoutItsParts() {
        UnreadableOrder broken = anExpiredOrder(TENANT, ID);

        assertThatNullPointerException()
                .isThrownBy(() -> broken.correct(to(PAID), null, NOON))
                .withMessage("actor");
        assertThatNullPointerException()
                .isThrownBy(() -> broken.correct(to(PAID), BOB, null))
                .withMessage("now");
        assertThatNullPointerException().isThrownBy(() -> broken.as(null)).withMessage("status");
        assertThatNullPointerException()
                .isThrownBy(() -> UnreadableOrder.reconstitute(null, Optional.empty(), List.of(EXPIRED)))
                .withMessage("legible");
        assertThatNullPointerException()
                .isThrownBy(() -> UnreadableOrder.reconstitute(broken.as(PAID), null, List.of(EXPIRED)))
                .withMessage("storedStatus");
    }
}
