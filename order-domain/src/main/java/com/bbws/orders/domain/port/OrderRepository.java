package com.bbws.orders.domain.port;

import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.OrderChange;
import com.bbws.orders.domain.OrderException;
import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.TenantId;
import java.util.Optional;

/**
 * The orders, as the one who changes them needs them: find one, write what was decided on it.
 *
 * <p>There is no {@code save(Order)}: the stored order has attributes that this service does not know, and a write of
 * the whole would wipe them. Implementations are safe for use by several threads. The contract is tested by {@code
 * OrderRepositoryContract}, which every implementation passes.
 */
public interface OrderRepository {

    /**
     * Finds one order of a tenant. The answer includes every write that was acknowledged before the call (a strongly
     * consistent read), and also orders that are not {@link Order#isActive active}.
     *
     * @param tenantId whose order
     * @param id which one
     * @return the order, or empty if this tenant has none with this id, or a deleted one that cannot be read; whether
     *     another tenant has one is not told
     * @throws StoreException.Unreadable if it is stored with a status that nobody knows
     * @throws StoreException.Unavailable if the store does not answer
     */
    Optional<Order> find(TenantId tenantId, OrderId id);

    /**
     * Writes what a change changes, in one step, and only if the order's token is still that of {@link
     * OrderChange#before}. Everything else that is stored with the order stays as it is, also what other services keep
     * inside the payment details. A change that an earlier attempt of the same call has written already counts as
     * written. Where no attempt is answered, the store is read once more to learn what became of them.
     *
     * @param change the decision, fresh from {@link Order}
     * @return whether this write did it or an earlier attempt of the same call had
     * @throws OrderException.Conflict if another service has written the order since, or is writing it in a transaction
     *     that lasts; nothing is written. Without the current order if that cannot be read, or is still being written
     * @throws OrderException.NotFound if the order is gone or deleted by now; nothing is written
     * @throws OrderException.TooLarge if the store cannot hold the changed order; nothing is written
     * @throws StoreException.OutcomeUnknown if the store does not answer, and whether the change was written cannot be
     *     learned
     * @throws StoreException.Unavailable if the store does not answer, and nothing was written so far
     */
    WriteOutcome apply(OrderChange change);
}
