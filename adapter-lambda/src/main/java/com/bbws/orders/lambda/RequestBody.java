package com.bbws.orders.lambda;

import com.bbws.orders.domain.FieldError;
import com.bbws.orders.domain.OrderException;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.domain.OrderUpdate;
import com.bbws.orders.domain.PaymentDetails;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The body of a PUT: well-formed JSON of the right types, its rules not yet checked. What is absent is {@code null}, as
 * in the JSON.
 *
 * <p>The constraints tell the reader of this class what is legal. At run time the domain checks the same rules without
 * reflection, and a test holds both to the same verdicts (docs/decisions/0006-validation-without-reflection.md).
 *
 * @param status the wanted status
 * @param paymentDetails the wanted payment details
 */
record RequestBody(
        @Pattern(regexp = "pending|payment_pending|paid|processing|completed|cancelled|refunded")
        String status,

        @Valid Payment paymentDetails) {

    /** Unicode text in which something can be seen; its length, in characters, stands behind it. */
    private static final String VISIBLE_TEXT =
            "(?s)(?=.*[^\\p{javaWhitespace}\\p{javaSpaceChar}\\p{Cc}\\p{Cf}])\\P{Cs}";

    private static final String METHOD = VISIBLE_TEXT + "{1," + PaymentDetails.METHOD_MAX_LENGTH + "}";

    private static final String ID = VISIBLE_TEXT + "{1," + PaymentDetails.ID_MAX_LENGTH + "}";

    /**
     * The payment details of a body.
     *
     * @param method how it was paid
     * @param transactionId the bank's id
     * @param payfastPaymentId PayFast's id
     * @param paidAt when it was paid
     */
    record Payment(
            @Pattern(regexp = METHOD) String method,
            @Pattern(regexp = ID) String transactionId,
            @Pattern(regexp = ID) String payfastPaymentId,
            @DateTimeWithOffset String paidAt) {

        /** Tells whether one of the four is there, as it must be. */
        @AssertTrue
        boolean isAnythingGiven() {
            return method != null || transactionId != null || payfastPaymentId != null || paidAt != null;
        }

        /** Returns a text that holds nothing of the payment, for logs. */
        @Override
        public String toString() {
            return "Payment[…]";
        }
    }

    /** An ISO 8601 date-time with offset, or {@code null}. */
    @Target(ElementType.FIELD)
    @Retention(RetentionPolicy.RUNTIME)
    @Constraint(validatedBy = DateTimeWithOffset.Validator.class)
    @interface DateTimeWithOffset {
        /** What is wrong. */
        String message() default "must be an ISO 8601 date-time with offset";

        /** When it is checked. */
        Class<?>[] groups() default {};

        /** What is said of it. */
        Class<? extends Payload>[] payload() default {};

        /** Checks the annotated text. */
        final class Validator implements ConstraintValidator<DateTimeWithOffset, String> {
            @Override
            public boolean isValid(String text, ConstraintValidatorContext context) {
                return text == null || PaymentDetails.isDateTimeWithOffset(text);
            }
        }
    }

    /**
     * Checks the rules.
     *
     * @return what is wanted
     * @throws OrderException.Invalid if a rule is broken; it names every field at fault
     */
    OrderUpdate toUpdate() {
        List<FieldError> errors = new ArrayList<>();
        Optional<OrderStatus> wantedStatus = Optional.ofNullable(status).flatMap(OrderStatus::ofWireName);
        if (status != null && wantedStatus.isEmpty()) {
            errors.add(new FieldError("status", "must be one of " + allStatuses()));
        }
        Optional<PaymentDetails> wantedDetails = Optional.empty();
        try {
            wantedDetails = Optional.ofNullable(paymentDetails).map(RequestBody::details);
        } catch (OrderException.Invalid refused) {
            errors.addAll(refused.errors());
        }
        if (!errors.isEmpty()) {
            throw new OrderException.Invalid(errors);
        }
        return new OrderUpdate(wantedStatus, wantedDetails);
    }

    private static PaymentDetails details(Payment payment) {
        return PaymentDetails.of(
                Optional.ofNullable(payment.method),
                Optional.ofNullable(payment.transactionId),
                Optional.ofNullable(payment.payfastPaymentId),
                Optional.ofNullable(payment.paidAt));
    }

    private static String allStatuses() {
        return Arrays.stream(OrderStatus.values()).map(OrderStatus::wireName).collect(Collectors.joining(", "));
    }
}
