package com.bbws.orders.application;

import static java.util.Objects.requireNonNull;

import com.bbws.orders.domain.OrderChange;
import com.bbws.orders.domain.OrderException;
import com.bbws.orders.domain.port.OrderRepository;
import com.bbws.orders.domain.port.OrderSearch;
import com.bbws.orders.domain.port.StoreException;
import com.bbws.orders.domain.port.StoredOrder;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Puts an order right by hand, outside the ordinary rules but under the same lock (docs/contract.md, 5): load, decide,
 * write once. An order whose status nobody knows can be put right too, if nothing else keeps it from being read.
 */
public final class CorrectOrder {

    private final OrderSearch search;
    private final OrderRepository orders;
    private final Clock clock;

    /**
     * Makes the use case.
     *
     * @param search finds orders, readable or not
     * @param orders writes what is decided, to the same store
     * @param clock tells the time of a change
     */
    public CorrectOrder(OrderSearch search, OrderRepository orders, Clock clock) {
        this.search = requireNonNull(search, "search");
        this.orders = requireNonNull(orders, "orders");
        this.clock = requireNonNull(clock, "clock");
    }

    /**
     * Corrects an order if the change is approved once it is known.
     *
     * @param command what to put right
     * @param approval sees the change that would be written, and says whether it is to be; not asked if there is none
     * @return what became of it
     * @throws OrderException.NotFound if the tenant has no such order, or it was deleted
     * @throws OrderException.IllegalCorrection if not even a correction may do this
     * @throws OrderException.PaymentNotAllowed if payment details are wanted and the status takes none
     * @throws OrderException.Conflict if another writer wrote in between, or is still writing
     * @throws OrderException.TooLarge if the store cannot hold the changed order
     * @throws StoreException.Unreadable if more than the order's status is unreadable
     * @throws StoreException.Unavailable if the store does not answer
     */
    public CorrectionOutcome handle(CorrectOrderCommand command, Predicate<OrderChange> approval) {
        StoredOrder found = search.inspect(command.tenantId(), command.orderId())
                .orElseThrow(() -> new OrderException.NotFound(command.orderId()));
        Optional<OrderChange> change = decide(found, command);
        boolean isWritten = change.filter(approval).isPresent();
        if (isWritten) {
            orders.apply(change.get());
        }
        return new CorrectionOutcome(found, change, isWritten);
    }

    private Optional<OrderChange> decide(StoredOrder found, CorrectOrderCommand command) {
        if (found instanceof StoredOrder.Readable readable) {
            return readable.order().correct(command.correction(), command.actor(), clock.instant());
        }
        StoredOrder.Unreadable unreadable = (StoredOrder.Unreadable) found;
        if (unreadable.isActive() && !unreadable.order().isCorrectable()) {
            throw new StoreException.Unreadable(unreadable);
        }
        return Optional.of(unreadable.order().correct(command.correction(), command.actor(), clock.instant()));
    }
}
