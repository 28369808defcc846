package com.bbws.orders.domain.port;

import com.bbws.orders.domain.OrderDefect;
import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.StoredOrder;
import com.bbws.orders.domain.TenantId;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds and lists orders for operators: everything that is stored, also soft-deleted and unreadable orders.
 *
 * <p>Implementations are thread-safe. {@code OrderSearchContract} tests this contract.
 */
public interface OrderSearch {

    /**
     * Returns what is stored under an order key. The read is strongly consistent.
     *
     * @param key the tenant and the id of the order
     * @return what is stored; empty if nothing is stored
     * @throws StoreException.Unavailable if the store does not answer
     */
    Optional<StoredOrder> inspect(OrderKey key);

    /**
     * Finds the tenants that have an order of this id. The answer may lag behind recent writes, and misses orders
     * with the defect {@link OrderDefect.Kind#MISSING_INDEX_KEY}.
     *
     * @param id the order id
     * @return the tenants, sorted by their ids; usually one
     * @throws StoreException.Unavailable if the store does not answer
     */
    Set<TenantId> tenantsWith(OrderId id);

    /**
     * Lists a tenant's orders, the newest first by the text of their {@code dateCreated}. The answer may lag behind recent
     * writes, and misses orders with the defect {@link OrderDefect.Kind#MISSING_INDEX_KEY}.
     *
     * @param tenantId the tenant
     * @param created when the orders were created; an order whose {@code dateCreated} cannot be read may be missing unless
     *     this is {@link TimeRange#ALWAYS}
     * @return the orders, read from the store as the stream is consumed
     * @throws StoreException.Unavailable if the store does not answer or does not hold orders; also while the stream is
     *     consumed
     */
    Stream<StoredOrder> list(TenantId tenantId, TimeRange created);

    /**
     * Lists a part of a tenant's orders, as {@link #list} does, and returns the cursor of the next part. Orders that are created or
     * removed between two calls do not change which of the other orders the next page contains.
     *
     * @param tenantId the tenant
     * @param created when the orders were created: the same for all pages of a list
     * @param cursor the {@link OrderPage#next} of the page before; empty for the first page
     * @param limit the maximum number of orders in the page, at least 1
     * @return the page
     * @throws IllegalArgumentException if the limit is less than 1, or the text is not a cursor. A cursor of another list may
     *     be accepted, but never shows an order of another tenant
     * @throws StoreException.Unavailable if the store does not answer or does not hold orders
     */
    OrderPage page(TenantId tenantId, TimeRange created, Optional<String> cursor, int limit);
}
