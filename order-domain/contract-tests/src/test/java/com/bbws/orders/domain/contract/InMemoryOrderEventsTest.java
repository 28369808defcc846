package com.bbws.orders.domain.contract;

import com.bbws.orders.domain.history.OrderEvent;
import com.bbws.orders.domain.port.OrderEventPublisher;
import java.util.List;
import java.util.UUID;

/** The contract test of the port on the in-memory publisher. */
class InMemoryOrderEventsTest extends OrderEventPublisherContract {

    private final InMemoryOrderEvents events = new InMemoryOrderEvents();

    @Override
    protected OrderEventPublisher publisher() {
        return events;
    }

    @Override
    protected List<UUID> published(int number) {
        return events.events().stream().map(OrderEvent::id).toList();
    }
}
