package com.bbws.orders.application;

import static java.util.Objects.requireNonNull;

import com.bbws.orders.domain.OrderChange;
import com.bbws.orders.domain.OrderException;
import com.bbws.orders.domain.StoredOrder;
import com.bbws.orders.domain.UnreadableOrder;
import com.bbws.orders.domain.port.OrderRepository;
import com.bbws.orders.domain.port.OrderSearch;
import com.bbws.orders.domain.port.StoreException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Corrects an order outside the ordinary rules, but under the same lock: reads it, decides, writes once. It also corrects an
 * order whose only defect is an unknown status.
 */
public final class CorrectOrder {

    private final OrderSearch search;
    private final OrderRepository orders;
    private final Clock clock;

    /**
     * Creates the use case.
     *
     * @param search finds orders, readable or not
     * @param orders writes the change, to the same store
     * @param clock the time of a change
     */
    public CorrectOrder(OrderSearch search, OrderRepository orders, Clock clock) {
        this.search = requireNonNull(search, "search");
        this.orders = requireNonNull(orders, "orders");
        this.clock = requireNonNull(clock, "clock");
    }

    /**
     * Corrects an order if the change is approved.
     *
     * @param command the correction
     * @param approval receives the change and returns whether to write it; not called if nothing has to change
     * @return the result
     * @throws OrderException.NotFound if the tenant has no such order, or it is soft-deleted
     * @throws OrderException.IllegalTransition if a correction cannot set the requested status
     * @throws OrderException.PaymentNotAllowed if payment details are requested and the status does not take them
     * @throws OrderException.Conflict if another writer changed the order after the read, or is still changing it
     * @throws OrderException.TooLarge if the store cannot hold the changed order
     * @throws StoreException.Unreadable if the order has other defects than an unknown status
     * @throws StoreException.Unavailable if the store does not answer
     */
    public CorrectionOutcome handle(CorrectOrderCommand command, Predicate<OrderChange> approval) {
        StoredOrder found = search.inspect(command.order())
                .orElseThrow(() -> new OrderException.NotFound(command.order().id()));
        Instant now = clock.instant();
        Optional<OrderChange> change = found.fold(
                order -> order.correct(command.correction(), command.actor(), command.updateId(), now),
                unreadable -> Optional.of(correctable(unreadable)
                        .correct(command.correction(), command.actor(), command.updateId(), now)));
        boolean isWritten = change.filter(approval).isPresent();
        if (isWritten) {
            orders.apply(change.get());
        }
        return new CorrectionOutcome(found, change, isWritten);
    }

    /** A soft-deleted order passes: its correction reports that it is not found. */
    private static UnreadableOrder correctable(UnreadableOrder order) {
        if (order.isActive() && !order.isCorrectable()) {
            throw new StoreException.Unreadable(order);
        }
        return order;
    }
}
