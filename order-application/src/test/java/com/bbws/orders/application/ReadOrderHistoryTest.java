package com.bbws.orders.application;

import static com.bbws.orders.domain.testing.OrderFixtures.ID;
import static com.bbws.orders.domain.testing.OrderFixtures.KEY;
import static com.bbws.orders.domain.testing.OrderFixtures.NOON;
import static com.bbws.orders.domain.testing.OrderFixtures.TENANT;
import static com.bbws.orders.domain.testing.OrderFixtures.aPendingOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.bbws.orders.domain.OrderException;
import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.TenantId;
import com.bbws.orders.domain.contract.InMemoryOrderHistory;
import com.bbws.orders.domain.contract.InMemoryOrders;
import com.bbws.orders.domain.history.Authorship;
import com.bbws.orders.domain.history.OrderRevision;
import com.bbws.orders.domain.history.SequenceNumber;
import com.bbws.orders.domain.port.TimeRange;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReadOrderHistoryTest {

    private final InMemoryOrders orders = new InMemoryOrders();
    private final InMemoryOrderHistory history = new InMemoryOrderHistory();
    private final ReadOrderHistory readHistory = new ReadOrderHistory(orders, history);

    private OrderRevision record(String number) {
        return record(number, NOON);
    }

    private OrderRevision record(String number, Instant when) {
        OrderRevision revision = new OrderRevision(
                new SequenceNumber(number),
                when,
                OrderRevision.Kind.CHANGED,
                Authorship.UNKNOWN,
                Optional.of("pending"),
                Optional.of("paid"),
                List.of(),
                0,
                List.of());
        history.append(new OrderKey(TENANT, ID), revision);
        return revision;
    }

    @Test
    void returnsTheRevisionsOldestFirst() {
        orders.put(aPendingOrder());
        OrderRevision second = record("2");
        OrderRevision first = record("1");

        assertThat(readHistory.handle(KEY, TimeRange.ALWAYS)).containsExactly(first, second);
    }

    @Test
    void returnsTheRevisionsOfATime() {
        record("1", NOON.minusSeconds(1));
        OrderRevision atNoon = record("2", NOON);
        record("3", NOON.plusSeconds(1));

        assertThat(readHistory.handle(KEY, new TimeRange(Optional.of(NOON), Optional.of(NOON.plusSeconds(1)))))
                .containsExactly(atNoon);
        assertThat(readHistory.handle(KEY, new TimeRange(Optional.of(NOON.plusSeconds(2)), Optional.empty())))
                .isEmpty();
    }

    @Test
    void returnsTheRevisionsOfARemovedOrder() {
        OrderRevision revision = record("1");

        assertThat(readHistory.handle(KEY, TimeRange.ALWAYS)).containsExactly(revision);
    }

    @Test
    void isEmptyForAnOrderWithoutHistory() {
        orders.put(aPendingOrder());

        assertThat(readHistory.handle(KEY, TimeRange.ALWAYS)).isEmpty();
    }

    @Test
    void findsTheTenantOfARemovedOrder() {
        record("1");

        assertThat(readHistory.tenantsOf(ID, (items, total) -> {})).containsExactly(TENANT);
        assertThat(readHistory.tenantsOf(new OrderId("order_0"), (items, total) -> {}))
                .isEmpty();
    }

    @Test
    void reportsAnAbsentOrderAsNotFound() {
        orders.put(aPendingOrder());
        record("1");

        assertThatExceptionOfType(OrderException.NotFound.class)
                .isThrownBy(() -> readHistory.handle(new OrderKey(new TenantId("another_77"), ID), TimeRange.ALWAYS));
    }
}
