package com.bbws.orders.domain.port;

import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.OrderValidator;
import com.bbws.orders.domain.TenantId;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The orders, as an operator needs them: all that is stored, readable or not, deleted or not.
 *
 * <p>Implementations are safe for use by several threads. The contract is tested by {@code OrderSearchContract}.
 */
public interface OrderSearch {

    /**
     * Looks at one order of a tenant, with a strongly consistent read.
     *
     * @param tenantId whose order
     * @param id which one
     * @return what is stored, or empty if nothing is
     * @throws StoreException.Unavailable if the store does not answer
     */
    Optional<StoredOrder> inspect(TenantId tenantId, OrderId id);

    /**
     * Finds the tenants that have an order of this id. The answer may lag behind recent writes, and misses orders that
     * were stored without index keys.
     *
     * @param id the id to look for
     * @return the tenants, in the order of their ids; usually one
     * @throws StoreException.Unavailable if the store does not answer
     */
    Set<TenantId> tenantsWith(OrderId id);

    /**
     * Lists a tenant's orders, the newest first by the text of their {@code dateCreated}. The answer may lag behind recent
     * writes, and misses orders that were stored without index keys.
     *
     * @param tenantId whose orders
     * @param created when they were created; an order whose {@code dateCreated} is no time may be missing from every
     *     period but {@link TimeRange#ALWAYS}
     * @return the orders, read page by page as the stream is consumed
     * @throws StoreException.Unavailable if the store does not answer, or there are none because it does not hold orders;
     *     also while the stream is consumed
     */
    Stream<StoredOrder> list(TenantId tenantId, TimeRange created);

    /**
     * Looks closely at all orders of a tenant, or of all tenants: reads the orders themselves, each as it is at that
     * moment, and holds them to the model: {@link OrderValidator}, and what the store alone can see.
     *
     * @param tenantId whose orders; empty for everybody's
     * @param segments how many parts are read at the same time, at least 1; one tenant's orders are one part
     * @param pages takes what was looked at, page by page. Called by one thread at a time, and no more is read for its
     *     part until it returns; what it throws ends the audit and is thrown here
     * @throws StoreException.Unavailable if the store does not answer, or does not hold orders
     */
    void audit(Optional<TenantId> tenantId, int segments, Consumer<ValidatedPage> pages);

    /**
     * Returns about how many items are stored, as some hours ago; empty if the store does not tell.
     *
     * @throws StoreException.Unavailable if the store does not answer, or does not hold orders
     */
    OptionalLong approximateSize();
}
