package com.bbws.orders.application;

import static com.bbws.orders.domain.OrderStatus.CANCELLED;
import static com.bbws.orders.domain.OrderStatus.COMPLETED;
import static com.bbws.orders.domain.OrderStatus.PAID;
import static com.bbws.orders.domain.OrderStatus.PENDING;
import static com.bbws.orders.domain.OrderStatus.REFUNDED;
import static com.bbws.orders.domain.testing.OrderFixtures.ALICE;
import static com.bbws.orders.domain.testing.OrderFixtures.BOB;
import static com.bbws.orders.domain.testing.OrderFixtures.ID;
import static com.bbws.orders.domain.testing.OrderFixtures.KEY;
import static com.bbws.orders.domain.testing.OrderFixtures.NOON;
import static com.bbws.orders.domain.testing.OrderFixtures.TENANT;
import static com.bbws.orders.domain.testing.OrderFixtures.anExpiredOrder;
import static com.bbws.orders.domain.testing.OrderFixtures.anOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.OrderChange;
import com.bbws.orders.domain.OrderCorrection;
import com.bbws.orders.domain.OrderDefect;
import com.bbws.orders.domain.OrderException;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.domain.OrderUpdate;
import com.bbws.orders.domain.TenantId;
import com.bbws.orders.domain.UnreadableOrder;
import com.bbws.orders.domain.UpdateId;
import com.bbws.orders.domain.contract.InMemoryOrders;
import com.bbws.orders.domain.port.StoreException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CorrectOrderTest {

    private final InMemoryOrders orders = new InMemoryOrders();
    private final CorrectOrder correctOrder = new CorrectOrder(orders, orders, Clock.fixed(NOON, ZoneOffset.UTC));

    @Test
    void writesTheCorrectionAndItsReason() {
        Order completed = anOrder(TENANT, ID, COMPLETED).build();
        orders.put(completed);

        CorrectionOutcome outcome = correctOrder.handle(to(REFUNDED), change -> true);

        Order stored = orders.find(KEY).orElseThrow();
        assertThat(stored.status()).isEqualTo(REFUNDED);
        assertThat(stored.lastUpdatedBy()).contains(BOB.name());
        assertThat(stored.lastUpdateReason()).contains("Chargeback");
        assertThat(stored.lockToken())
                .contains(completed.lockToken().orElseThrow().next(NOON));
        assertThat(outcome.isWritten()).isTrue();
        assertThat(outcome.before()).isEqualTo(completed);
        assertThat(outcome.now()).isEqualTo(stored);
    }

    @Test
    void writesNothingIfTheOrderIsUpToDate() {
        Order refunded = anOrder(TENANT, ID, REFUNDED).build();
        orders.put(refunded);

        CorrectionOutcome outcome = correctOrder.handle(to(REFUNDED), change -> {
            throw new AssertionError("asked for nothing");
        });

        assertThat(outcome.isWritten()).isFalse();
        assertThat(outcome.change()).isEmpty();
        assertThat(outcome.now()).isEqualTo(refunded);
        assertThat(orders.find(KEY)).containsSame(refunded);
    }

    @Test
    void writesNothingWithoutApproval() {
        Order completed = anOrder(TENANT, ID, COMPLETED).build();
        orders.put(completed);
        List<OrderChange> asked = new ArrayList<>();

        CorrectionOutcome outcome = correctOrder.handle(to(REFUNDED), change -> {
            asked.add(change);
            return false;
        });

        assertThat(outcome.isWritten()).isFalse();
        assertThat(outcome.change()).containsSame(asked.get(0));
        assertThat(outcome.now()).isEqualTo(completed);
        assertThat(orders.find(KEY)).containsSame(completed);
    }

    @Test
    void correctsAnUnknownStatus() {
        orders.put(anExpiredOrder(TENANT, ID));

        CorrectionOutcome outcome = correctOrder.handle(to(CANCELLED), change -> true);

        assertThat(orders.find(KEY).orElseThrow().status()).isEqualTo(CANCELLED);
        assertThat(outcome.before()).isInstanceOf(UnreadableOrder.class);
        assertThat(outcome.now()).isInstanceOf(Order.class);
    }

    @Test
    void rejectsAnOrderThatIsUnreadableForAnotherReason() {
        UnreadableOrder unreadable = UnreadableOrder.builder(
                        KEY,
                        Optional.of("paid"),
                        List.of(new OrderDefect(
                                OrderDefect.Kind.UNREADABLE_ATTRIBUTE, "dateLastUpdated", "a map", "text")))
                .build();
        orders.put(unreadable);

        assertThatExceptionOfType(StoreException.Unreadable.class)
                .isThrownBy(() -> correctOrder.handle(to(REFUNDED), change -> true))
                .withMessageContaining("dateLastUpdated");
        assertThat(orders.inspect(KEY)).contains(unreadable);
    }

    @Test
    void doesNotFindASoftDeletedOrderWithOtherDefects() {
        orders.put(anExpiredOrder(KEY).active(false).build());

        assertThatExceptionOfType(OrderException.NotFound.class)
                .isThrownBy(() -> correctOrder.handle(to(CANCELLED), change -> true));
    }

    @Test
    void reportsALostRaceAsAConflict() {
        orders.put(anOrder(TENANT, ID, PENDING).build());

        assertThatExceptionOfType(OrderException.Conflict.class)
                .isThrownBy(() -> correctOrder.handle(to(PAID), change -> {
                    orders.apply(orders.find(KEY)
                            .orElseThrow()
                            .update(OrderUpdate.to(CANCELLED), ALICE, UpdateId.random(), NOON)
                            .orElseThrow());
                    return true;
                }));
        assertThat(orders.find(KEY).orElseThrow().status()).isEqualTo(CANCELLED);
    }

    @Test
    void rejectsAForbiddenCorrection() {
        orders.put(anOrder(TENANT, ID, PENDING).build());

        assertThatExceptionOfType(OrderException.IllegalTransition.class)
                .isThrownBy(() -> correctOrder.handle(to(COMPLETED), change -> true));
    }

    @Test
    void doesNotFindAbsentSoftDeletedOrOtherTenantsOrders() {
        assertThatExceptionOfType(OrderException.NotFound.class)
                .isThrownBy(() -> correctOrder.handle(to(PAID), change -> true));

        orders.put(anOrder(new TenantId("tenant_other"), ID, PENDING).build());
        assertThatExceptionOfType(OrderException.NotFound.class)
                .isThrownBy(() -> correctOrder.handle(to(PAID), change -> true));

        orders.put(anOrder(TENANT, ID, PENDING).active(false).build());
        assertThatExceptionOfType(OrderException.NotFound.class)
                .isThrownBy(() -> correctOrder.handle(to(PAID), change -> true));
    }

    @Test
    void requiresAllParts() {
        OrderCorrection correction = to(PAID).correction();

        assertThatNullPointerException()
                .isThrownBy(() -> new CorrectOrderCommand(null, correction, BOB, UpdateId.random()));
        assertThatNullPointerException().isThrownBy(() -> new CorrectOrderCommand(KEY, null, BOB, UpdateId.random()));
        assertThatNullPointerException()
                .isThrownBy(() -> new CorrectOrderCommand(KEY, correction, null, UpdateId.random()));
        assertThatNullPointerException().isThrownBy(() -> new CorrectOrderCommand(KEY, correction, BOB, null));
        assertThatNullPointerException().isThrownBy(() -> new CorrectOrder(null, orders, Clock.systemUTC()));
        assertThatNullPointerException().isThrownBy(() -> new CorrectOrder(orders, null, Clock.systemUTC()));
        assertThatNullPointerException().isThrownBy(() -> new CorrectOrder(orders, orders, null));
        assertThatNullPointerException().isThrownBy(() -> new CorrectionOutcome(null, Optional.empty(), false));
    }

    private static CorrectOrderCommand to(OrderStatus status) {
        return new CorrectOrderCommand(
                KEY, new OrderCorrection(status, Optional.empty(), "Chargeback"), BOB, UpdateId.random());
    }
}
