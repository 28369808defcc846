package com.bbws.orders.domain.port;

import static com.bbws.orders.domain.OrderDefect.Kind.UNKNOWN_STATUS;
import static com.bbws.orders.domain.OrderDefect.Kind.UNREADABLE_ATTRIBUTE;
import static com.bbws.orders.domain.testing.OrderFixtures.aPendingOrder;
import static org.assertj.core.api.Assertions.assertThat;

import com.bbws.orders.domain.OrderDefect;
import com.bbws.orders.domain.UnreadableOrder;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StoreExceptionTest {

    @Test
    void saysWhyTheStoreDoesNotAnswer() {
        RuntimeException cause = new IllegalStateException("connection refused");

        StoreException failure = new StoreException.Unavailable("The table does not answer: check the region.", cause);

        assertThat(failure)
                .hasMessage("The table does not answer: check the region.")
                .hasCause(cause);
    }

    @Test
    void saysWhichOrderCannotBeReadAndWhy() {
        UnreadableOrder broken = UnreadableOrder.reconstitute(
                aPendingOrder(),
                Optional.of("EXPIRED"),
                List.of(
                        new OrderDefect(UNKNOWN_STATUS, "status", "'EXPIRED'", "one of the seven"),
                        new OrderDefect(UNREADABLE_ATTRIBUTE, "dateLastUpdated", "a M", "text")));

        StoreException.Unreadable failure = new StoreException.Unreadable(new StoredOrder.Unreadable(broken));

        assertThat(failure)
                .hasMessage(
                        "Order order_4d2e of tenant tenant_9f1c cannot be read: status: found 'EXPIRED', expected one"
                                + " of the seven; dateLastUpdated: found a M, expected text")
                .hasNoCause();
        assertThat(failure.order()).isSameAs(broken);
    }
}
