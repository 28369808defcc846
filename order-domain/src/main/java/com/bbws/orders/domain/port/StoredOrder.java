package com.bbws.orders.domain.port;

import static java.util.Objects.requireNonNull;

import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.TenantId;
import java.util.List;

/** What stands in the store under an order's key: an order, or something that cannot be read as one. */
public sealed interface StoredOrder {

    /** Tells whether it is there for its tenant; what is not was deleted. */
    boolean isActive();

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
        public boolean isActive() {
            return order.isActive();
        }
    }

    /**
     * Something that is no order, such as one with a status that nobody knows.
     *
     * @param tenantId whose it is, by its key
     * @param id its id, by its key
     * @param isActive whether it is there for its tenant
     * @param problems what is wrong with it, in sentences for an operator; at least one
     */
    record Unreadable(TenantId tenantId, OrderId id, boolean isActive, List<String> problems) implements StoredOrder {

        /** Checks that all parts are there. */
        public Unreadable {
            requireNonNull(tenantId, "tenantId");
            requireNonNull(id, "id");
            problems = List.copyOf(problems);
            if (problems.isEmpty()) {
                throw new IllegalArgumentException("unreadable, but no problem");
            }
        }
    }
}
