package com.bbws.orders.domain.port;

import static com.bbws.orders.domain.testing.OrderFixtures.ID;
import static com.bbws.orders.domain.testing.OrderFixtures.TENANT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoredOrderTest {

    @Test
    void isReadableOnlyWithAnOrder() {
        assertThatNullPointerException()
                .isThrownBy(() -> new StoredOrder.Readable(null))
                .withMessage("order");
    }

    @Test
    void isUnreadableOnlyWithAProblem() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StoredOrder.Unreadable(TENANT, ID, true, List.of()))
                .withMessage("unreadable, but no problem");
    }

    @Test
    void keepsItsProblemsFromBeingChanged() {
        List<String> problems = new ArrayList<>(List.of("status EXPIRED is none of the seven"));
        StoredOrder.Unreadable unreadable = new StoredOrder.Unreadable(TENANT, ID, true, problems);

        problems.clear();

        assertThat(unreadable.problems())
                .containsExactly("status EXPIRED is none of the seven")
                .isUnmodifiable();
    }
}
