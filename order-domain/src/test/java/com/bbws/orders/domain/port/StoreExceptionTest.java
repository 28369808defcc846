package com.bbws.orders.domain.port;

import static com.bbws.orders.domain.testing.OrderFixtures.ID;
import static com.bbws.orders.domain.testing.OrderFixtures.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
        StoredOrder.Unreadable stored = new StoredOrder.Unreadable(
                TENANT, ID, true, List.of("status EXPIRED is none of the seven", "no dateCreated"));

        StoreException failure = new StoreException.Unreadable(stored);

        assertThat(failure)
                .hasMessage("Order order_4d2e of tenant tenant_9f1c cannot be read:"
                        + " status EXPIRED is none of the seven; no dateCreated")
                .hasNoCause();
    }
}
