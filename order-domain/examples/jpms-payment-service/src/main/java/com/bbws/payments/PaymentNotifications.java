package com.bbws.payments;

import com.bbws.orders.domain.Actor;
import com.bbws.orders.domain.Money;
import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.OrderChange;
import com.bbws.orders.domain.OrderException;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.domain.OrderUpdate;
import com.bbws.orders.domain.UpdateId;
import com.bbws.orders.domain.port.OrderRepository;
import java.time.Clock;
import java.util.Optional;

/** Sets an order to paid when the payment provider says so. The provider repeats a notification until it gets a 2xx status. */
final class PaymentNotifications {

    /** What a notification led to. In each case the provider need not repeat it. */
    enum Result {
        /** The order is paid now. */
        PAID,
        /** This payment was recorded before, and the order may be further on. */
        REPEATED,
        /** The order is cancelled: pay the amount back, once for each payment. */
        REFUND_DUE,
        /**
         * The order is absent or soft-deleted, the amount is too small, the total is unknown, or the order is paid with other
         * details: a person must decide.
         */
        TO_CHECK
    }

    private static final Actor PAYMENTS = new Actor("payments");
    private static final int ATTEMPTS = 3;

    private final OrderRepository orders;
    private final Clock clock;

    PaymentNotifications(OrderRepository orders, Clock clock) {
        this.orders = orders;
        this.clock = clock;
    }

    /**
     * Handles one notification.
     *
     * @throws OrderException.Conflict if other writers were first in all attempts: the provider must repeat
     * @throws com.bbws.orders.domain.port.StoreException if the store fails: the provider must repeat, also if the order may
     *     have been written
     */
    Result receive(PaymentNotification payment) {
        for (int attempt = 1; ; attempt++) {
            try {
                return decideAndWrite(payment);
            } catch (OrderException.Conflict lost) {
                if (attempt == ATTEMPTS) {
                    throw lost;
                }
                // The decision was about an older order. Read it again and decide again.
            }
        }
    }

    private Result decideAndWrite(PaymentNotification payment) {
        Optional<Order> active = orders.find(payment.order()).filter(Order::isActive);
        if (active.isEmpty()) {
            return Result.TO_CHECK; // absent or soft-deleted
        }
        Order order = active.get();
        if (order.isPaidWith(payment.details())) {
            return Result.REPEATED; // also if the order is processed or completed by now
        }
        if (order.status().isPaidFor()) {
            return Result.TO_CHECK; // an update would replace the details of the first payment
        }
        if (!covers(payment.amount(), order.total())) {
            return Result.TO_CHECK;
        }
        try {
            Optional<OrderChange> change = order.update(
                    OrderUpdate.to(OrderStatus.PAID, payment.details()), PAYMENTS, UpdateId.random(), clock.instant());
            change.ifPresent(orders::apply);
            return Result.PAID;
        } catch (OrderException.Immutable cancelled) {
            return Result.REFUND_DUE;
        } catch (OrderException.NotFound deleted) {
            return Result.TO_CHECK; // another service deleted the order after the read
        }
    }

    /** The total is empty if an amount of the order is absent or cannot be read. It is never assumed to be zero. */
    private static boolean covers(Money paid, Optional<Money> total) {
        return total.filter(due -> due.currency().equals(paid.currency()))
                .filter(due -> paid.compareAmountTo(due) >= 0)
                .isPresent();
    }
}
