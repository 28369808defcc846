package com.bbws.orders.domain.contract;

import com.bbws.orders.domain.history.OrderEvent;
import com.bbws.orders.domain.port.OrderEventPublisher;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An in-memory publisher for tests. */
public final class InMemoryOrderEvents implements OrderEventPublisher {

    private final List<OrderEvent> events = new CopyOnWriteArrayList<>();

    /** Creates an empty publisher. */
    public InMemoryOrderEvents() {}

    @Override
    public void publish(List<OrderEvent> published) {
        events.addAll(published);
    }

    /** Returns the published events, the oldest first. */
    public List<OrderEvent> events() {
        return List.copyOf(events);
    }
}
