package com.bbws.orders.lambda;

import com.bbws.orders.domain.FieldError;
import com.bbws.orders.domain.OrderException;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.domain.OrderUpdate;
import com.bbws.orders.domain.PaymentDetails;
import com.bbws.orders.domain.PaymentField;
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
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The body of a PUT: JSON with the right types, whose values are not validated yet. An absent field is {@code null}.
 *
 * <p>The annotations document what is valid. At run time the domain checks the same rules without reflection, and a test
 * checks that both agree (docs/decisions/0006-validation-without-reflection.md).
 *
 * @param status the requested status
 * @param paymentDetails the requested payment details
 */
record RequestBody(
        @Pattern(regexp = "pending|payment_pending|paid|processing|completed|cancelled|refunded")
        String status,

        @Valid Payment paymentDetails) {

    /** Valid Unicode text with at least one visible character; a quantifier for its length follows. */
    private static final String VISIBLE_TEXT =
            "(?s)(?=.*[^\\p{javaWhitespace}\\p{javaSpaceChar}\\p{Cc}\\p{Cf}])\\P{Cs}";

    private static final String METHOD = VISIBLE_TEXT + "{1," + PaymentField.METHOD_MAX_LENGTH + "}";

    private static final String ID = VISIBLE_TEXT + "{1," + PaymentField.ID_MAX_LENGTH + "}";

    /**
     * The payment details in a body, with a component for each {@link PaymentField}.
     *
     * @param method the payment method
     * @param transactionId the bank's id of the payment
     * @param payfastPaymentId PayFast's id of the payment
     * @param paidAt the time of the payment
     */
    record Payment(
            @Pattern(regexp = METHOD) String method,
            @Pattern(regexp = ID) String transactionId,
            @Pattern(regexp = ID) String payfastPaymentId,
            @DateTimeWithOffset String paidAt) {

        /** Returns whether at least one field is given, as the rules require. */
        @AssertTrue
        boolean isAnythingGiven() {
            return Arrays.stream(PaymentField.values()).anyMatch(field -> get(field) != null);
        }

        private PaymentDetails details() {
            Map<PaymentField, String> fields = new EnumMap<>(PaymentField.class);
            for (PaymentField field : PaymentField.values()) {
                Optional.ofNullable(get(field)).ifPresent(value -> fields.put(field, value));
            }
            return PaymentDetails.of(fields);
        }

        private String get(PaymentField field) {
            return switch (field) {
                case METHOD -> method;
                case TRANSACTION_ID -> transactionId;
                case PAYFAST_PAYMENT_ID -> payfastPaymentId;
                case PAID_AT -> paidAt;
            };
        }

        /** Returns a text without payment data, which is safe to log. */
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
        /** The message of a violation. */
        String message() default "must be an ISO 8601 date-time with offset";

        /** The validation groups. */
        Class<?>[] groups() default {};

        /** The payload of a violation. */
        Class<? extends Payload>[] payload() default {};

        /** Validates the annotated text. */
        final class Validator implements ConstraintValidator<DateTimeWithOffset, String> {
            @Override
            public boolean isValid(String text, ConstraintValidatorContext context) {
                return text == null || PaymentField.PAID_AT.check(text).isEmpty();
            }
        }
    }

    /**
     * Validates the values.
     *
     * @return the requested update
     * @throws OrderException.Invalid if a value is invalid; it names every invalid field
     */
    OrderUpdate toUpdate() {
        List<FieldError> errors = new ArrayList<>();
        Optional<OrderStatus> requestedStatus = Optional.ofNullable(status).flatMap(OrderStatus::ofWireName);
        if (status != null && requestedStatus.isEmpty()) {
            errors.add(new FieldError("status", FieldError.Code.UNKNOWN_VALUE, "must be one of " + allStatuses()));
        }
        Optional<PaymentDetails> requestedDetails = Optional.empty();
        try {
            requestedDetails = Optional.ofNullable(paymentDetails).map(Payment::details);
        } catch (OrderException.Invalid invalid) {
            errors.addAll(invalid.errors());
        }
        if (!errors.isEmpty()) {
            throw new OrderException.Invalid(errors);
        }
        return new OrderUpdate(requestedStatus, requestedDetails);
    }

    private static String allStatuses() {
        return Arrays.stream(OrderStatus.values()).map(OrderStatus::wireName).collect(Collectors.joining(", "));
    }
}
