package com.bbws.orders.domain.port;

import com.bbws.orders.domain.history.OrderEvent;
import java.util.List;

/**
 * Publishes the events of orders to other services, at least once: an event may be published again, with the same id.
 *
 * <p>Implementations are thread-safe. {@code OrderEventPublisherContract} tests this contract.
 */
@FunctionalInterface
public interface OrderEventPublisher {

    /**
     * Publishes events in their order. An event is published only after each earlier event of its order in the list; the events
     * of different orders may be published in another order.
     *
     * @param events the events; nothing happens if there are none
     * @throws PublicationException if an event is not published. Then the events from {@link PublicationException#published} on
     *     may be published again
     */
    void publish(List<OrderEvent> events);
}
