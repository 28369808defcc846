package com.bbws.orders.lambda;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.bbws.orders.domain.FieldError;
import com.bbws.orders.domain.OrderException;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.domain.PaymentField;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.junit.jupiter.api.Test;

/** The annotations on {@link RequestBody}, evaluated by Hibernate Validator, and the code reject the same fields. */
class RequestBodyConstraintsTest {

    private static final Validator VALIDATOR = Validation.byDefaultProvider()
            .configure()
            .messageInterpolator(new ParameterMessageInterpolator())
            .buildValidatorFactory()
            .getValidator();

    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "\t\n",
            "\u00a0",
            "\u2003 ",
            "\u200b",
            "x",
            " x ",
            "payfast",
            "\u00fc",
            "\ud83d\ude00",
            "\ud83d",
            "a\ude00b",
            "m".repeat(PaymentField.METHOD_MAX_LENGTH),
            "m".repeat(PaymentField.METHOD_MAX_LENGTH + 1),
            "i".repeat(PaymentField.ID_MAX_LENGTH),
            "i".repeat(PaymentField.ID_MAX_LENGTH + 1),
            " ".repeat(PaymentField.ID_MAX_LENGTH + 1),
            "line\nbreak",
            "\u0085",
            "\ud83d\ude00".repeat(PaymentField.METHOD_MAX_LENGTH),
            "\ud83d\ude00".repeat(PaymentField.METHOD_MAX_LENGTH + 1),
            "\u0000");

    private static final List<String> DATES = List.of(
            "2026-01-05T12:00:00Z",
            "2026-01-05T12:00:00.123+02:00",
            "2026-01-05T12:00Z",
            "2026-01-05T12:00:00",
            "2026-01-05",
            "2026-02-30T12:00:00Z",
            "",
            " ",
            "yesterday");

    private static final List<String> STATUSES = Stream.concat(
                    Arrays.stream(OrderStatus.values()).map(OrderStatus::wireName),
                    Stream.of("PAID", "expired", "", " paid"))
            .toList();

    @Test
    void rejectsTheSameFieldsAsTheAnnotations() {
        long seed = 20260105;
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            RequestBody body = new RequestBody(
                    random.nextInt(3) == 0 ? null : any(STATUSES, random),
                    random.nextInt(4) == 0
                            ? null
                            : new RequestBody.Payment(
                                    any(TEXTS, random), any(TEXTS, random), any(TEXTS, random), any(DATES, random)));

            assertThat(fieldsByCode(body)).as("seed %d, round %d", seed, i).isEqualTo(fieldsByAnnotations(body));
        }
    }

    private static String any(List<String> values, Random random) {
        return random.nextInt(4) == 0 ? null : values.get(random.nextInt(values.size()));
    }

    private static Set<String> fieldsByAnnotations(RequestBody body) {
        return VALIDATOR.validate(body).stream()
                .map(violation -> violation.getPropertyPath().toString())
                .map(path -> path.equals("paymentDetails.anythingGiven") ? "paymentDetails" : path)
                .collect(toCollection(TreeSet::new));
    }

    private static Set<String> fieldsByCode(RequestBody body) {
        try {
            body.toUpdate();
            return Set.of();
        } catch (OrderException.Invalid rejection) {
            // An update without values is rejected by a rule of the update, not of a field.
            return rejection.errors().stream().map(FieldError::field).collect(toCollection(TreeSet::new));
        }
    }
}
