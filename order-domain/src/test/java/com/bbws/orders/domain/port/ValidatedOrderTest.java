package com.bbws.orders.domain.port;

import static com.bbws.orders.domain.OrderDefect.Kind.MISSING_PAYMENT_DETAILS;
import static com.bbws.orders.domain.OrderDefect.Kind.WRONG_AMOUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.bbws.orders.domain.OrderDefect;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ValidatedOrderTest {

    @Test
    void isDefectiveIfItHasMoreThanWarnings() {
        assertThat(found().isDefective()).isFalse();
        assertThat(found(MISSING_PAYMENT_DETAILS).isDefective()).isFalse();
        assertThat(found(MISSING_PAYMENT_DETAILS, WRONG_AMOUNT).isDefective()).isTrue();
    }

    @Test
    void requiresAllParts() {
        assertThatNullPointerException().isThrownBy(() -> new ValidatedOrder(null, "o", List.of()));
        assertThatNullPointerException().isThrownBy(() -> new ValidatedOrder("t", null, List.of()));
        assertThatNullPointerException().isThrownBy(() -> new ValidatedOrder("t", "o", null));
    }

    private static ValidatedOrder found(OrderDefect.Kind... kinds) {
        return new ValidatedOrder(
                "tenant_9f1c",
                "order_4d2e",
                Arrays.stream(kinds)
                        .map(kind -> new OrderDefect(kind, "attribute", "this", "that"))
                        .toList());
    }
}
