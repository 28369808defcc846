package com.bbws.orders.domain.contract;

import com.bbws.orders.domain.LockToken;
import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.OrderChange;
import com.bbws.orders.domain.OrderException;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.port.OrderRepository;
import com.bbws.orders.domain.port.WriteOutcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A correct store that keeps only what a change needs, as a table with one row for each order. A broken store overrides one
 * of its steps.
 */
class TableInMemory implements OrderRepository {

    final Map<OrderKey, Order> rows = new ConcurrentHashMap<>();

    @Override
    public Optional<Order> find(OrderKey key) {
        return Optional.ofNullable(rows.get(key));
    }

    @Override
    public WriteOutcome apply(OrderChange change) {
        synchronized (rows) {
            return checkAndWrite(change);
        }
    }

    final WriteOutcome checkAndWrite(OrderChange change) {
        for (OrderKey key : keysOf(change)) {
            Order now = rows.get(key);
            if (now == null || isSoftDeleted(now)) {
                throw new OrderException.NotFound(key.id());
            }
            if (isWritten(change, now)) {
                return WriteOutcome.RECOVERED;
            }
            if (!isSame(now.lockToken(), change.before().lockToken())) {
                throw new OrderException.Conflict(Optional.of(now), false);
            }
            beforeTheWrite();
            rows.put(key, written(key, now, change));
        }
        return WriteOutcome.WRITTEN;
    }

    /** Returns the rows that a change selects. */
    List<OrderKey> keysOf(OrderChange change) {
        return List.of(change.before().key());
    }

    boolean isWritten(OrderChange change, Order now) {
        return change.isWrittenTo(now);
    }

    boolean isSoftDeleted(Order now) {
        return !now.isActive();
    }

    boolean isSame(Optional<LockToken> stored, Optional<LockToken> expected) {
        return stored.equals(expected);
    }

    /** Happens between the check and the write. */
    void beforeTheWrite() {}

    /** Returns the row after a change. */
    Order written(OrderKey key, Order now, OrderChange change) {
        Order after = change.after();
        Order.Builder row = Order.builder(key, change.changesStatus() ? after.status() : now.status())
                .lockToken(after.lockToken().orElseThrow())
                .lastUpdateId(after.lastUpdateId().orElseThrow());
        (change.changesPaymentDetails() ? after.paymentDetails() : now.paymentDetails()).ifPresent(row::paymentDetails);
        return row.build();
    }
}
