package com.bbws.orders.domain.port;

import static com.bbws.orders.domain.OrderDefect.Kind.UNKNOWN_STATUS;
import static com.bbws.orders.domain.OrderDefect.Kind.UNREADABLE_ATTRIBUTE;
import static com.bbws.orders.domain.testing.OrderFixtures.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import com.bbws.orders.domain.OrderDefect;
import com.bbws.orders.domain.UnreadableOrder;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StoreExceptionTest {

    @Test
    void hasTheReasonWhyTheStoreIsUnavailable() {
        RuntimeException cause = new IllegalStateException("connection refused");

        StoreException failure = new StoreException.Unavailable("The store does not answer: check the address.", cause);

        assertThat(failure)
                .hasMessage("The store does not answer: check the address.")
                .hasCause(cause);
    }

    @Test
    void namesTheUnreadableOrderAndItsDefects() {
        UnreadableOrder order = UnreadableOrder.builder(
                        KEY,
                        Optional.of("EXPIRED"),
                        List.of(
                                new OrderDefect(UNKNOWN_STATUS, "status", "'EXPIRED'", "a known status"),
                                new OrderDefect(UNREADABLE_ATTRIBUTE, "dateLastUpdated", "a M", "text")))
                .build();

        StoreException.Unreadable failure = new StoreException.Unreadable(order);

        assertThat(failure)
                .hasMessage("Order order_4d2e of tenant tenant_9f1c cannot be read: status: found 'EXPIRED', expected a"
                        + " known status; dateLastUpdated: found a M, expected text")
                .hasNoCause();
        assertThat(failure.order()).isSameAs(order);
    }
}
