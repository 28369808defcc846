package com.bbws.orders.application;

import static java.util.Objects.requireNonNull;

import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.OrderChange;
import com.bbws.orders.domain.OrderException;
import com.bbws.orders.domain.port.OrderRepository;
import com.bbws.orders.domain.port.StoreException;
import com.bbws.orders.domain.port.WriteOutcome;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Updates the status and the payment details of an order: load, decide, write once.
 *
 * <p>The checks run in the order of docs/contract.md, 1: existence, already so, final state, transition, payment rule,
 * {@code If-Match}, lock. So a rule's refusal wins over a stale version, and an update that finds all as wanted is a
 * success without a write, even with a stale {@code If-Match}. A lost race is not tried again: the caller decided on an
 * order that is no more, and must look at the new one.
 */
public final class UpdateOrder {

    private final OrderRepository orders;
    private final Clock clock;

    /**
     * Makes the use case.
     *
     * @param orders where the orders are
     * @param clock tells the time of a change
     */
    public UpdateOrder(OrderRepository orders, Clock clock) {
        this.orders = requireNonNull(orders, "orders");
        this.clock = requireNonNull(clock, "clock");
    }

    /**
     * Updates an order.
     *
     * @param command what to update and how
     * @return the order before and after
     * @throws OrderException.NotFound if the tenant has no such order, or it was deleted
     * @throws OrderException.Immutable if the order's status is final
     * @throws OrderException.IllegalTransition if the wanted status may not follow the present one
     * @throws OrderException.PaymentNotAllowed if payment details are wanted and the status takes none
     * @throws OrderException.PreconditionFailed if the caller named versions and the order has, or got, another
     * @throws OrderException.Conflict if another writer wrote in between and the caller named no version, or if another
     *     writer is still writing
     * @throws OrderException.TooLarge if the store cannot hold the changed order
     * @throws StoreException if the store fails
     */
    public UpdateOutcome handle(UpdateOrderCommand command) {
        return handle(command, change -> true);
    }

    /**
     * Updates an order if the change is approved once it is known.
     *
     * @param command what to update and how
     * @param approval sees the change that would be written, and says whether it is to be; not asked if there is none
     * @return the order before and after
     * @throws OrderException as {@link #handle(UpdateOrderCommand)}
     * @throws StoreException if the store fails
     */
    public UpdateOutcome handle(UpdateOrderCommand command, Predicate<OrderChange> approval) {
        Order order = orders.find(command.tenantId(), command.orderId())
                .orElseThrow(() -> new OrderException.NotFound(command.orderId()));
        Optional<OrderChange> change = order.update(command.update(), command.actor(), clock.instant());
        if (change.isEmpty()) {
            return UpdateOutcome.unchanged(order);
        }
        command.ifMatch().check(order);
        if (!approval.test(change.get())) {
            return UpdateOutcome.unchanged(order);
        }
        WriteOutcome write = write(change.get(), command.ifMatch());
        return new UpdateOutcome(order, change.get().after(), Optional.of(write));
    }

    private WriteOutcome write(OrderChange change, ExpectedVersion ifMatch) {
        try {
            return orders.apply(change);
        } catch (OrderException.Conflict lost) {
            // A version that another writer still keeps may be the named one: nothing shows that the condition is
            // false.
            throw ifMatch.namesVersions() && !lost.isOngoing() ? new OrderException.PreconditionFailed(lost) : lost;
        }
    }
}
