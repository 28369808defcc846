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

/** The refusals that no order decides on; the others are in {@link OrderUpdateTest}. */
class OrderExceptionTest {

    private static final FieldError NO_METHOD = new FieldError("paymentDetails.method", "must not be blank");
    private static final FieldError NO_ID = new FieldError("orderId", "must be there");

    @Test
    void namesTheFieldsThatAreInvalid() {
        OrderException.Invalid refusal = new OrderException.Invalid(List.of(NO_METHOD, NO_ID, NO_METHOD));

        assertThat(refusal).hasMessage("Invalid paymentDetails.method, orderId");
        assertThat(refusal.code()).isEqualTo(Code.VALIDATION_ERROR);
        assertThat(refusal.errors()).containsExactly(NO_METHOD, NO_ID, NO_METHOD);
        assertThat(refusal.current()).isEmpty();
    }

    @Test
    void saysWhatIsWrongWithTheInputAsAWhole() {
        OrderException.Invalid refusal = new OrderException.Invalid("Malformed JSON");

        assertThat(refusal).hasMessage("Malformed JSON");
        assertThat(refusal.code()).isEqualTo(Code.VALIDATION_ERROR);
        assertThat(refusal.errors()).isEmpty();
        assertThat(refusal.current()).isEmpty();
    }

    @Test
    void keepsItsFieldErrorsFromBeingChanged() {
        List<FieldError> errors = new ArrayList<>(List.of(NO_METHOD));
        OrderException.Invalid refusal = new OrderException.Invalid(errors);

        errors.clear();

        assertThat(refusal.errors()).containsExactly(NO_METHOD).isUnmodifiable();
    }

    @Test
    void isNotAboutFieldsIfNoneIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OrderException.Invalid(List.of()))
                .withMessage("no field errors");
    }

    @Test
    void saysThatAnOrderIsNotFoundAndNothingElse() {
        OrderException refusal = new OrderException.NotFound(ID);

        assertThat(refusal).hasMessage("Order order_4d2e not found");
        assertThat(refusal.code()).isEqualTo(Code.ORDER_NOT_FOUND);
        assertThat(refusal.current()).isEmpty();
    }

    @Test
    void showsWhoWonAConflict() {
        Order current = aPendingOrder();

        OrderException.Conflict refusal = new OrderException.Conflict(Optional.of(current), false);

        assertThat(refusal).hasMessage("Order was modified by another process. Please refresh and try again.");
        assertThat(refusal.code()).isEqualTo(Code.OPTIMISTIC_LOCK_FAILURE);
        assertThat(refusal.current()).containsSame(current);
        assertThat(refusal.ownAttemptUnknown()).isFalse();
    }

    @Test
    void admitsThatItsOwnAttemptMayHaveBeenOverwritten() {
        OrderException.Conflict refusal = new OrderException.Conflict(Optional.empty(), true);

        assertThat(refusal.ownAttemptUnknown()).isTrue();
        assertThat(refusal.current()).isEmpty();
    }

    @Test
    void tellsAConflictThatLastsFromALostOne() {
        OrderException.Conflict refusal = OrderException.Conflict.withOngoingWrite();

        assertThat(refusal).hasMessage("Order was modified by another process. Please refresh and try again.");
        assertThat(refusal.isOngoing()).isTrue();
        assertThat(refusal.ownAttemptUnknown()).isFalse();
        assertThat(refusal.current()).isEmpty();
        assertThat(new OrderException.Conflict(Optional.empty(), true).isOngoing())
                .isFalse();
    }

    @Test
    void namesTheOrderThatIsTooLarge() {
        OrderException refusal = new OrderException.TooLarge(ID);

        assertThat(refusal)
                .hasMessage("Order order_4d2e has reached the size limit of the database and cannot be changed.");
        assertThat(refusal.code()).isEqualTo(Code.ORDER_TOO_LARGE);
        assertThat(refusal.current()).isEmpty();
    }

    @Test
    void showsTheVersionThatTheCallerDidNotName() {
        Order current = aPendingOrder();

        OrderException refusal = new OrderException.PreconditionFailed(Optional.of(current));

        assertThat(refusal).hasMessage("The order does not have the expected version, or no longer has it");
        assertThat(refusal.code()).isEqualTo(Code.PRECONDITION_FAILED);
        assertThat(refusal.current()).containsSame(current);
        assertThat(refusal).hasNoCause();
    }

    @Test
    void keepsTheLostRaceAsTheCauseOfAFailedPrecondition() {
        OrderException.Conflict lost = new OrderException.Conflict(Optional.of(aPendingOrder()), false);

        OrderException refusal = new OrderException.PreconditionFailed(lost);

        assertThat(refusal)
                .hasMessage("The order does not have the expected version, or no longer has it")
                .hasCause(lost);
        assertThat(refusal.code()).isEqualTo(Code.PRECONDITION_FAILED);
        assertThat(refusal.current()).isEqualTo(lost.current());
    }

    @Test
    void hasNoCurrentOrderRatherThanNull() {
        assertThatNullPointerException().isThrownBy(() -> new OrderException.Conflict(null, false));
    }
}
