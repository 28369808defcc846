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
 * Updates the status and the payment details of an order: reads it, decides, writes once.
 *
 * <p>The checks run in this order: the order exists, it already has the requested values, its status is not final, the
 * transition is allowed, payment details are allowed, the version is the expected one, the lock token has not changed. So
 * a business rule's rejection wins over a stale version, and an update that changes nothing succeeds without a write, even
 * with a stale version. The use case does not retry after a conflict: the caller decided on an older order and must read
 * the current one.
 */
public final class UpdateOrder {

    private final OrderRepository orders;
    private final Clock clock;

    /**
     * Creates the use case.
     *
     * @param orders finds and writes orders
     * @param clock the time of a change
     */
    public UpdateOrder(OrderRepository orders, Clock clock) {
        this.orders = requireNonNull(orders, "orders");
        this.clock = requireNonNull(clock, "clock");
    }

    /**
     * Updates an order.
     *
     * @param command the update
     * @return the order before and after
     * @throws OrderException.NotFound if the tenant has no such order, or it is soft-deleted
     * @throws OrderException.Immutable if the status is final
     * @throws OrderException.IllegalTransition if the requested status cannot follow the current one
     * @throws OrderException.PaymentNotAllowed if payment details are requested and the status does not take them
     * @throws OrderException.PreconditionFailed if the order does not have the expected version, or no longer has it
     * @throws OrderException.VersionRequired if the caller must expect a version and does not
     * @throws OrderException.Conflict if another writer changed the order after the read and the caller expected no version,
     *     or if another writer is still changing it
     * @throws OrderException.TooLarge if the store cannot hold the changed order
     * @throws StoreException if the store fails
     */
    public UpdateOutcome handle(UpdateOrderCommand command) {
        return handle(command, change -> true);
    }

    /**
     * Updates an order if the change is approved.
     *
     * @param command the update
     * @param approval receives the change and returns whether to write it; not called if nothing has to change
     * @return the order before and after
     * @throws OrderException as {@link #handle(UpdateOrderCommand)}
     * @throws StoreException if the store fails
     */
    public UpdateOutcome handle(UpdateOrderCommand command, Predicate<OrderChange> approval) {
        Order order = orders.find(command.order())
                .orElseThrow(() -> new OrderException.NotFound(command.order().id()));
        Optional<OrderChange> change =
                order.update(command.update(), command.actor(), command.updateId(), clock.instant());
        if (change.isEmpty()) {
            return UpdateOutcome.unchanged(order);
        }
        command.expectedVersion().check(order);
        if (!approval.test(change.get())) {
            return UpdateOutcome.unchanged(order);
        }
        WriteOutcome write = write(change.get(), command.expectedVersion());
        return new UpdateOutcome(order, change.get().after(), Optional.of(write));
    }

    private WriteOutcome write(OrderChange change, ExpectedVersion expected) {
        try {
            return orders.apply(change);
        } catch (OrderException.Conflict lost) {
            // While another write is in progress, the order may still have the expected version.
            throw expected instanceof ExpectedVersion.OneOf && !lost.isOngoing()
                    ? new OrderException.PreconditionFailed(lost)
                    : lost;
        }
    }
}
