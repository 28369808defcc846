package com.bbws.orders.domain.port;

import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.TenantId;
import com.bbws.orders.domain.history.OrderRevision;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

/**
 * What has happened to the orders, write by write. It only grows: there is no way here to change or remove a revision.
 *
 * <p>Implementations are safe for use by several threads. The contract is tested by {@code OrderHistoryContract}.
 */
public interface OrderHistory {

    /**
     * Adds a revision, unless the order's history has one of this number already: whoever reports changes may do so more
     * than once, and in any order.
     *
     * @param order which order
     * @param revision what happened to it
     * @return whether it was added; not so if it was there, as it is too if an earlier attempt of the same call had added
     *     it
     * @throws StoreException.Unavailable if the store does not answer; whether it was added is not known then, and it may
     *     be added again
     */
    boolean append(OrderKey order, OrderRevision revision);

    /**
     * Returns what happened to one order, also to one that is not there any more. The answer includes every revision that
     * was added before the call (a strongly consistent read).
     *
     * @param order which order
     * @return the revisions by their numbers, the first one first, read page by page as the stream is consumed; empty if
     *     nothing is recorded
     * @throws StoreException.Unavailable if the store does not answer, also while the stream is consumed
     */
    Stream<OrderRevision> revisions(OrderKey order);

    /**
     * Finds the tenants that have a history of an order of this id, also of one that is not there any more. The answer may
     * lag behind recent writes. This reads all that the store holds, because a history is found by tenant and id alone:
     * it takes long and costs accordingly.
     *
     * @param id the id to look for
     * @param progress hears how many things were read since it was called before; called by one thread at a time, and
     *     what it throws ends the search and is thrown here
     * @return the tenants, in the order of their ids; empty if nothing is recorded
     * @throws StoreException.Unavailable if the store does not answer
     */
    Set<TenantId> tenantsWith(OrderId id, IntConsumer progress);
}
