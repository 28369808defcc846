package com.bbws.orders.domain.port;

import static java.util.Objects.requireNonNull;

import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.TenantId;
import com.bbws.orders.domain.UpdateId;
import com.bbws.orders.domain.history.OrderRevision;
import com.bbws.orders.domain.history.SequenceNumber;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Records what has happened to each order, write by write. It is append-only: no method changes or removes a revision.
 *
 * <p>Implementations are thread-safe. {@code OrderHistoryContract} tests this contract.
 */
public interface OrderHistory {

    /**
     * Adds a revision, unless the order's history already has one with this number. Changes may be reported more than once
     * and in any order.
     *
     * @param key the tenant and the id of the order
     * @param revision the revision
     * @return whether it was added; false if it exists, also if an earlier attempt of the same call added it
     * @throws StoreException.Unavailable if the store does not answer. Then it is unknown whether the revision was added,
     *     and the call may be repeated
     */
    boolean append(OrderKey key, OrderRevision revision);

    /**
     * Returns the history of one order, also of a removed one. The read is strongly consistent: it includes every revision
     * that was added before the call.
     *
     * @param key the tenant and the id of the order
     * @return the revisions, sorted by their numbers, read from the store as the stream is consumed; empty if nothing is
     *     recorded
     * @throws StoreException.Unavailable if the store does not answer, also while the stream is consumed
     */
    Stream<OrderRevision> revisions(OrderKey key);

    /**
     * Returns the part of an order's history after a revision, for a history in pages: the number of the last revision of a page
     * is the cursor for the next page. Its {@link SequenceNumber#digits} can be a part of a URL. The read is strongly consistent.
     *
     * <p>The default implementation reads the whole history and drops its first part. A store that can start in the middle overrides
     * this method.
     *
     * @param key the tenant and the id of the order
     * @param after only revisions with a higher number than this one are returned; no revision needs to have it
     * @return the revisions, sorted by their numbers, read from the store as the stream is consumed; empty if there are no more
     * @throws StoreException.Unavailable if the store does not answer, also while the stream is consumed
     */
    default Stream<OrderRevision> revisions(OrderKey key, SequenceNumber after) {
        requireNonNull(key, "key");
        requireNonNull(after, "after");
        return revisions(key).filter(revision -> revision.number().compareTo(after) > 0);
    }

    /**
     * Finds the revision of an order with an update id. The read is strongly consistent.
     *
     * @param key the tenant and the id of the order
     * @param updateId the id of a request
     * @param before only revisions with a lower number than this one are found
     * @return the revision; empty if no revision with a lower number has this id
     * @throws StoreException.Unavailable if the store does not answer
     */
    Optional<OrderRevision> find(OrderKey key, UpdateId updateId, SequenceNumber before);

    /**
     * Finds the tenants that have a history of an order of this id, also of a removed one. The answer may lag behind recent
     * writes. A history is stored by tenant and id, so this reads the whole store: it takes long and costs accordingly.
     *
     * @param id the order id
     * @param progress is called by the calling thread
     * @return the tenants, sorted by their ids; empty if nothing is recorded
     * @throws StoreException.Unavailable if the store does not answer
     */
    Set<TenantId> tenantsWith(OrderId id, ScanProgress progress);
}
