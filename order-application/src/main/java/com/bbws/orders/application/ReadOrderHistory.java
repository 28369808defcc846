package com.bbws.orders.application;

import static java.util.Objects.requireNonNull;

import com.bbws.orders.domain.OrderException;
import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.TenantId;
import com.bbws.orders.domain.history.OrderRevision;
import com.bbws.orders.domain.port.OrderHistory;
import com.bbws.orders.domain.port.OrderSearch;
import com.bbws.orders.domain.port.ScanProgress;
import com.bbws.orders.domain.port.StoreException;
import com.bbws.orders.domain.port.TimeRange;
import java.util.Iterator;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads what has happened to an order. */
public final class ReadOrderHistory {

    private final OrderSearch orders;
    private final OrderHistory history;

    /**
     * Creates the use case.
     *
     * @param orders finds orders
     * @param history stores the revisions
     */
    public ReadOrderHistory(OrderSearch orders, OrderHistory history) {
        this.orders = requireNonNull(orders, "orders");
        this.history = requireNonNull(history, "history");
    }

    /**
     * Reads the history of an order.
     *
     * @param key the tenant and the id of the order
     * @param recorded the time of the changes to return
     * @return the revisions, the oldest first, read from the store as the stream is consumed; empty if the order exists and
     *     nothing is recorded, or nothing in this time
     * @throws OrderException.NotFound if nothing is recorded and the order does not exist
     * @throws StoreException.Unavailable if the store does not answer, also while the stream is consumed
     */
    public Stream<OrderRevision> handle(OrderKey key, TimeRange recorded) {
        Iterator<OrderRevision> revisions = history.revisions(key).iterator();
        if (!revisions.hasNext() && orders.inspect(key).isEmpty()) {
            throw new OrderException.NotFound(key.id());
        }
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(revisions, Spliterator.ORDERED), false)
                .filter(revision -> recorded.contains(revision.when()));
    }

    /**
     * Finds the tenants that have a history of an order of this id, also of a removed one. It reads the whole store: ask
     * {@link FindOrder#tenantsOf} first.
     *
     * @param id the order id
     * @param progress is called by the calling thread
     * @return the tenants, sorted by their ids; empty if nothing is recorded
     * @throws StoreException.Unavailable if the store does not answer
     */
    public Set<TenantId> tenantsOf(OrderId id, ScanProgress progress) {
        return history.tenantsWith(id, progress);
    }
}
