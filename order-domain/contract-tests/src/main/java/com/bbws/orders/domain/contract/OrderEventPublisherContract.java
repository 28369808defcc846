package com.bbws.orders.domain.contract;

import static com.bbws.orders.domain.contract.SampleOrders.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.bbws.orders.domain.LockToken;
import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.domain.TenantId;
import com.bbws.orders.domain.UpdateId;
import com.bbws.orders.domain.history.OrderEvent;
import com.bbws.orders.domain.history.OrderEvent.Type;
import com.bbws.orders.domain.history.SequenceNumber;
import com.bbws.orders.domain.port.OrderEventPublisher;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The contract of {@link OrderEventPublisher}. Every implementation has a subclass. */
public abstract class OrderEventPublisherContract {

    private static final TenantId TENANT = new TenantId("tenant_9f1c");

    private final String run = UUID.randomUUID().toString();

    /** For subclasses. */
    protected OrderEventPublisherContract() {}

    /** Returns the implementation under test. */
    protected abstract OrderEventPublisher publisher();

    /**
     * Waits until this number of events is published, and returns the ids of all that are published.
     *
     * @param number the number of events that the test has published
     */
    protected abstract List<UUID> published(int number);

    /** Returns an event of an order. */
    protected final OrderEvent event(String order, int number) {
        return event(order, number, Type.ORDER_STATUS_CHANGED);
    }

    private OrderEvent event(String order, int number, Type type) {
        boolean isChange = type != Type.ORDER_CREATED && type != Type.ORDER_REMOVED;
        return new OrderEvent(
                type,
                NOON,
                new OrderKey(TENANT, new OrderId(order + "_" + run)),
                Optional.of("ORD-17"),
                Optional.of(OrderStatus.PENDING).filter(status -> type != Type.ORDER_CREATED),
                Optional.of(OrderStatus.PAID).filter(status -> type != Type.ORDER_REMOVED),
                false,
                isChange ? List.of("paymentDetails") : List.of(),
                isChange,
                Optional.of(new UpdateId("c6af9ac6-7b61-11e6-9a41-93e8deadbeef"))
                        .filter(id -> isChange),
                Optional.of(LockToken.at(NOON)),
                new SequenceNumber(Integer.toString(number)));
    }

    /** Returns an event with no more than each event has. */
    protected final OrderEvent minimalEvent() {
        return new OrderEvent(
                Type.ORDER_REMOVED,
                NOON,
                new OrderKey(TENANT, new OrderId("order_" + run)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                true,
                List.of(),
                false,
                Optional.empty(),
                Optional.empty(),
                new SequenceNumber("0"));
    }

    /** Publishes events, and returns those of their ids that are published, in the order of publication. */
    private List<UUID> publish(List<OrderEvent> events) {
        publisher().publish(events);
        return published(events.size()).stream().filter(ids(events)::contains).toList();
    }

    private static List<UUID> ids(List<OrderEvent> events) {
        return events.stream().map(OrderEvent::id).toList();
    }

    @Test
    void acceptsNoEvents() {
        assertThatCode(() -> publisher().publish(List.of())).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @EnumSource
    void publishesEventsOfEachType(Type type) {
        List<OrderEvent> events = List.of(event("order", 1, type));

        assertThat(publish(events)).isEqualTo(ids(events));
    }

    @Test
    void publishesAMinimalEvent() {
        List<OrderEvent> events = List.of(minimalEvent());

        assertThat(publish(events)).isEqualTo(ids(events));
    }

    @Test
    void publishesTheLargestEvents() {
        List<String> names = IntStream.range(0, 100)
                .mapToObj(i -> "x".repeat(97) + (100 + i))
                .toList();
        List<OrderEvent> events = IntStream.range(0, 10)
                .mapToObj(i -> new OrderEvent(
                        Type.ORDER_UPDATED,
                        NOON,
                        new OrderKey(new TenantId("t".repeat(64)), new OrderId("o".repeat(90) + i + "-" + run)),
                        Optional.of("\u0001".repeat(100)),
                        Optional.of(OrderStatus.PAYMENT_PENDING),
                        Optional.of(OrderStatus.PAYMENT_PENDING),
                        true,
                        names,
                        true,
                        Optional.of(new UpdateId("~".repeat(128))),
                        Optional.of(new LockToken("é".repeat(100))),
                        new SequenceNumber("9".repeat(40))))
                .toList();

        assertThat(publish(events)).containsExactlyInAnyOrderElementsOf(ids(events));
    }

    @Test
    void publishesManyEventsOfDifferentOrders() {
        List<OrderEvent> events =
                IntStream.range(0, 27).mapToObj(i -> event("order" + i, 1)).toList();

        assertThat(publish(events)).containsExactlyInAnyOrderElementsOf(ids(events));
    }

    @Test
    void publishesTheEventsOfAnOrderInTheirOrder() {
        List<OrderEvent> events = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            events.add(event("order", i));
            events.add(event("another" + i, i));
        }
        List<UUID> ofOneOrder =
                IntStream.range(0, 12).mapToObj(i -> event("order", i).id()).toList();

        assertThat(publish(events))
                .containsExactlyInAnyOrderElementsOf(ids(events))
                .filteredOn(ofOneOrder::contains)
                .isEqualTo(ofOneOrder);
    }

    @Test
    void publishesARepeatedEventWithTheSameId() {
        OrderEvent event = event("order", 1);
        publisher().publish(List.of(event));
        publisher().publish(List.of(event));

        assertThat(published(2)).filteredOn(event.id()::equals).hasSize(2);
    }
}
