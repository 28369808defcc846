package com.bbws.orders.application;

import static java.util.Objects.requireNonNull;

import com.bbws.orders.domain.OrderException;
import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.TenantId;
import com.bbws.orders.domain.history.OrderRevision;
import com.bbws.orders.domain.port.OrderHistory;
import com.bbws.orders.domain.port.OrderSearch;
import com.bbws.orders.domain.port.StoreException;
import java.util.Iterator;
import java.util.OptionalLong;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads for an operator what happened to an order, also to one that is not there any more. */
public final class ReadOrderHistory {

    private final OrderSearch orders;
    private final OrderHistory history;

    /**
     * Makes the use case.
     *
     * @param orders where the orders are
     * @param history where their revisions are
     */
    public ReadOrderHistory(OrderSearch orders, OrderHistory history) {
        this.orders = requireNonNull(orders, "orders");
        this.history = requireNonNull(history, "history");
    }

    /**
     * Reads an order's history.
     *
     * @param tenantId whose order
     * @param id which one
     * @return the revisions, the first one first, read as the stream is consumed; empty if the order is there and nothing
     *     is recorded of it
     * @throws OrderException.NotFound if nothing is recorded and the order is not there either
     * @throws StoreException.Unavailable if the store does not answer, also while the stream is consumed
     */
    public Stream<OrderRevision> handle(TenantId tenantId, OrderId id) {
        Iterator<OrderRevision> revisions =
                history.revisions(new OrderKey(tenantId, id)).iterator();
        if (!revisions.hasNext() && orders.inspect(tenantId, id).isEmpty()) {
            throw new OrderException.NotFound(id);
        }
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(revisions, Spliterator.ORDERED), false);
    }

    /**
     * Finds the tenants that have a history of an order of this id, also of one that was removed. It reads the whole store:
     * ask {@link FindOrder#tenantsOf} first.
     *
     * @param id the id to look for
     * @param progress hears how many things were read since it was called before; called by one thread at a time
     * @return the tenants in the order of their ids; empty if nothing is recorded
     * @throws StoreException.Unavailable if the store does not answer
     */
    public Set<TenantId> tenantsOf(OrderId id, IntConsumer progress) {
        return history.tenantsWith(id, progress);
    }

    /** Returns about how many things {@link #tenantsOf} reads; empty if the store does not tell. */
    public OptionalLong approximateSize() {
        return orders.approximateSize();
    }
}
