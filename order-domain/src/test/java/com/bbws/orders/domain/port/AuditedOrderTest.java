package com.bbws.orders.domain.port;

import static com.bbws.orders.domain.OrderDefect.Kind.MISSING_PAYMENT_DETAILS;
import static com.bbws.orders.domain.OrderDefect.Kind.WRONG_AMOUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.bbws.orders.domain.OrderDefect;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuditedOrderTest {

    @Test
    void isDefectiveIfMoreThanWarningsAreFound() {
        assertThat(found().isDefective()).isFalse();
        assertThat(found(MISSING_PAYMENT_DETAILS).isDefective()).isFalse();
        assertThat(found(MISSING_PAYMENT_DETAILS, WRONG_AMOUNT).isDefective()).isTrue();
    }

    @Test
    void isNothingWithoutItsParts() {
        assertThatNullPointerException().isThrownBy(() -> new AuditedOrder(null, "o", List.of()));
        assertThatNullPointerException().isThrownBy(() -> new AuditedOrder("t", null, List.of()));
        assertThatNullPointerException().isThrownBy(() -> new AuditedOrder("t", "o", null));
    }

    private static AuditedOrder found(OrderDefect.Kind... kinds) {
        return new AuditedOrder(
                "tenant_9f1c",
                "order_4d2e",
                Arrays.stream(kinds)
                        .map(kind -> new OrderDefect(kind, "attribute", "this", "that"))
                        .toList());
    }
}
