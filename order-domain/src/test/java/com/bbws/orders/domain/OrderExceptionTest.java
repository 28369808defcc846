package com.bbws.orders.domain;

import static com.bbws.orders.domain.testing.OrderFixtures.ID;
import static com.bbws.orders.domain.testing.OrderFixtures.aPendingOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.bbws.orders.domain.OrderException.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Tests the exceptions that do not depend on a decision of an order; {@link OrderUpdateTest} tests the others. */
class OrderExceptionTest {

    private static final FieldError NO_METHOD =
            new FieldError("paymentDetails.method", FieldError.Code.BLANK, "must not be blank");
    private static final FieldError NO_ID = new FieldError("orderId", FieldError.Code.REQUIRED, "is missing");

    @Test
    void namesTheInvalidFields() {
        OrderException.Invalid rejection = new OrderException.Invalid(List.of(NO_METHOD, NO_ID, NO_METHOD));

        assertThat(rejection).hasMessage("Invalid paymentDetails.method, orderId");
        assertThat(rejection.code()).isEqualTo(Code.VALIDATION_ERROR);
        assertThat(rejection.errors()).containsExactly(NO_METHOD, NO_ID, NO_METHOD);
        assertThat(rejection.current()).isEmpty();
    }

    @Test
    void describesInvalidInputAsAWhole() {
        OrderException.Invalid rejection = new OrderException.Invalid("Malformed JSON");

        assertThat(rejection).hasMessage("Malformed JSON");
        assertThat(rejection.code()).isEqualTo(Code.VALIDATION_ERROR);
        assertThat(rejection.errors()).isEmpty();
        assertThat(rejection.current()).isEmpty();
    }

    @Test
    void copiesItsFieldErrors() {
        List<FieldError> errors = new ArrayList<>(List.of(NO_METHOD));
        OrderException.Invalid rejection = new OrderException.Invalid(errors);

        errors.clear();

        assertThat(rejection.errors()).containsExactly(NO_METHOD).isUnmodifiable();
    }

    @Test
    void requiresAtLeastOneFieldError() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OrderException.Invalid(List.of()))
                .withMessage("no field errors");
    }

    @Test
    void reportsOnlyThatAnOrderIsNotFound() {
        OrderException rejection = new OrderException.NotFound(ID);

        assertThat(rejection).hasMessage("Order order_4d2e not found");
        assertThat(rejection.code()).isEqualTo(Code.ORDER_NOT_FOUND);
        assertThat(rejection.current()).isEmpty();
    }

    @Test
    void hasTheCurrentOrderAfterAConflict() {
        Order current = aPendingOrder();

        OrderException.Conflict rejection = new OrderException.Conflict(Optional.of(current), false);

        assertThat(rejection).hasMessage("Order was modified by another process. Please refresh and try again.");
        assertThat(rejection.code()).isEqualTo(Code.OPTIMISTIC_LOCK_FAILURE);
        assertThat(rejection.current()).containsSame(current);
        assertThat(rejection.ownAttemptUnknown()).isFalse();
    }

    @Test
    void reportsThatItsOwnAttemptMayBeOverwritten() {
        OrderException.Conflict rejection = new OrderException.Conflict(Optional.empty(), true);

        assertThat(rejection.ownAttemptUnknown()).isTrue();
        assertThat(rejection.current()).isEmpty();
    }

    @Test
    void distinguishesAnOngoingWriteFromALostRace() {
        OrderException.Conflict rejection = OrderException.Conflict.withOngoingWrite();

        assertThat(rejection).hasMessage("Order was modified by another process. Please refresh and try again.");
        assertThat(rejection.isOngoing()).isTrue();
        assertThat(rejection.ownAttemptUnknown()).isFalse();
        assertThat(rejection.current()).isEmpty();
        assertThat(new OrderException.Conflict(Optional.empty(), true).isOngoing())
                .isFalse();
    }

    @Test
    void namesTheOrderThatIsTooLarge() {
        OrderException rejection = new OrderException.TooLarge(ID);

        assertThat(rejection)
                .hasMessage("Order order_4d2e has reached the size limit of the database and cannot be changed.");
        assertThat(rejection.code()).isEqualTo(Code.ORDER_TOO_LARGE);
        assertThat(rejection.current()).isEmpty();
    }

    @Test
    void hasTheCurrentOrderAfterAFailedPrecondition() {
        Order current = aPendingOrder();

        OrderException rejection = new OrderException.PreconditionFailed(Optional.of(current));

        assertThat(rejection).hasMessage("The order does not have the expected version");
        assertThat(rejection.code()).isEqualTo(Code.PRECONDITION_FAILED);
        assertThat(rejection.current()).containsSame(current);
        assertThat(rejection).hasNoCause();
    }

    @Test
    void hasTheCurrentOrderIfAVersionIsRequired() {
        Order current = aPendingOrder();

        OrderException rejection = new OrderException.VersionRequired(current);

        assertThat(rejection).hasMessage("A change requires the expected version of the order");
        assertThat(rejection.code()).isEqualTo(Code.PRECONDITION_REQUIRED);
        assertThat(rejection.current()).containsSame(current);
    }

    @Test
    void hasTheLostRaceAsTheCauseOfAFailedPrecondition() {
        OrderException.Conflict lost = new OrderException.Conflict(Optional.of(aPendingOrder()), false);

        OrderException rejection = new OrderException.PreconditionFailed(lost);

        assertThat(rejection)
                .hasMessage("The order does not have the expected version")
                .hasCause(lost);
        assertThat(rejection.code()).isEqualTo(Code.PRECONDITION_FAILED);
        assertThat(rejection.current()).isEqualTo(lost.current());
    }

    @Test
    void requiresAnOptionalCurrentOrder() {
        assertThatNullPointerException().isThrownBy(() -> new OrderException.Conflict(null, false));
    }
}
