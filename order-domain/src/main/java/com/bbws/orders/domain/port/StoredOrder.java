package com.bbws.orders.domain.port;

import static java.util.Objects.requireNonNull;

import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.OrderDefect;
import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.TenantId;
import com.bbws.orders.domain.UnreadableOrder;
import java.util.List;

/** What stands in the store under an order's key: an order, or one that cannot be read. */
public sealed interface StoredOrder {

    /** Returns whose it is, by its key. */
    TenantId tenantId();

    /** Returns its id, by its key. */
    OrderId id();

    /** Tells whether it is there for its tenant; what is not was deleted. */
    boolean isActive();

    /** Returns what of it cannot be read, in the order of its importance; empty if all of it can be. May be personal. */
    List<OrderDefect> problems();

    /**
     * An order that can be read.
     *
     * @param order the order, perhaps deleted
     */
    record Readable(Order order) implements StoredOrder {

        /** Checks that the order is there. */
        public Readable {
            requireNonNull(order, "order");
        }

        @Override
        public TenantId tenantId() {
            return order.tenantId();
        }

        @Override
        public OrderId id() {
            return order.id();
        }

        @Override
        public boolean isActive() {
            return order.isActive();
        }

        @Override
        public List<OrderDefect> problems() {
            return order.unreadable();
        }
    }

    /**
     * One that cannot, such as one with a status that nobody knows.
     *
     * @param order what is known of it, perhaps deleted
     */
    record Unreadable(UnreadableOrder order) implements StoredOrder {

        /** Checks that the order is there. */
        public Unreadable {
            requireNonNull(order, "order");
        }

        @Override
        public TenantId tenantId() {
            return order.tenantId();
        }

        @Override
        public OrderId id() {
            return order.id();
        }

        @Override
        public boolean isActive() {
            return order.isActive();
        }

        @Override
        public List<OrderDefect> problems() {
            return order.problems();
        }
    }
}
