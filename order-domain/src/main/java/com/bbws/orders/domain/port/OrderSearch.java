package com.bbws.orders.domain.port;

import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.TenantId;
import java.util.Optional;
import java.util.Set;

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
}
