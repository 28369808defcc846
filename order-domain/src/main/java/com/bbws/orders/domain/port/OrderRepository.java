package com.bbws.orders.domain.port;

import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.OrderChange;
import com.bbws.orders.domain.OrderException;
import com.bbws.orders.domain.OrderKey;
import java.util.Optional;

/**
 * Finds one order and writes a change of it.
 *
 * <p>The port has no {@code save(Order)}: a stored order has attributes that this service does not read, and a write of
 * the whole order would delete them. Implementations are thread-safe. {@code OrderRepositoryContract} tests this contract;
 * every implementation passes it.
 */
public interface OrderRepository {

    /**
     * Finds one order, also one that is not {@link Order#isActive active}. The read is strongly consistent: it includes
     * every write that was acknowledged before the call.
     *
     * @param key the tenant and the id of the order
     * @return the order; empty if the tenant has no order of this id, or a soft-deleted one that cannot be read. It does
     *     not show whether another tenant has an order of this id
     * @throws StoreException.Unreadable if the order cannot be read, for example because its status is unknown
     * @throws StoreException.Unavailable if the store does not answer
     */
    Optional<Order> find(OrderKey key);

    /**
     * Writes a change atomically, if the stored lock token is still that of {@link OrderChange#before}. Everything else
     * that is stored with the order stays as it is, including what other services keep in the payment details. If the
     * stored order has the id of the change, an earlier attempt has already written it: nothing is written and the call
     * succeeds, even if the lock token is the one before the change again. If no attempt is answered, the store is read
     * once more to find out whether the change was written.
     *
     * @param change a new decision of the domain
     * @return whether this attempt or an earlier attempt of the same request wrote the change
     * @throws OrderException.Conflict if another writer has changed the order since, or is changing it in a transaction
     *     that lasts longer than all attempts; nothing is written. The exception has no current order if that cannot
     *     be read or is still being written
     * @throws OrderException.NotFound if the order no longer exists or is soft-deleted, even if its lock token is still the
     *     one before the change; nothing is written
     * @throws OrderException.TooLarge if the store cannot hold the changed order; nothing is written
     * @throws StoreException.OutcomeUnknown if the store does not answer, and it is unknown whether the change was written
     * @throws StoreException.Unavailable if the store does not answer, and nothing was written
     */
    WriteOutcome apply(OrderChange change);
}
