package com.bbws.orders.domain.testing;

import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.OrderChange;
import com.bbws.orders.domain.OrderException;
import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.TenantId;
import com.bbws.orders.domain.port.OrderRepository;
import com.bbws.orders.domain.port.OrderSearch;
import com.bbws.orders.domain.port.StoreException;
import com.bbws.orders.domain.port.StoredOrder;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** The whole store in a map, for tests of what stands on the ports. */
public final class InMemoryOrders implements OrderRepository, OrderSearch {

    private record Key(TenantId tenantId, OrderId id) {}

    private final Map<Key, StoredOrder> stored = new ConcurrentHashMap<>();

    /** Stores an order as it is, over whatever is there. */
    public void put(Order order) {
        stored.put(new Key(order.tenantId(), order.id()), new StoredOrder.Readable(order));
    }

    /** Stores something that is no order. */
    public void put(StoredOrder.Unreadable unreadable) {
        stored.put(new Key(unreadable.tenantId(), unreadable.id()), unreadable);
    }

    /** Removes an order, if it is there. */
    public void remove(TenantId tenantId, OrderId id) {
        stored.remove(new Key(tenantId, id));
    }

    @Override
    public Optional<Order> find(TenantId tenantId, OrderId id) {
        return inspect(tenantId, id).flatMap(InMemoryOrders::readable);
    }

    @Override
    public void apply(OrderChange change) {
        Order before = change.before();
        stored.compute(new Key(before.tenantId(), before.id()), (key, now) -> {
            if (now == null || !now.isActive()) {
                throw new OrderException.NotFound(before.id());
            }
            Optional<Order> current =
                    now instanceof StoredOrder.Readable readable ? Optional.of(readable.order()) : Optional.empty();
            if (current.filter(change::isWrittenIn).isPresent()) {
                return now;
            }
            return current.filter(order -> order.lockToken().equals(before.lockToken()))
                    .<StoredOrder>map(unchanged -> new StoredOrder.Readable(change.after()))
                    .orElseThrow(() -> new OrderException.Conflict(current, false));
        });
    }

    @Override
    public Optional<StoredOrder> inspect(TenantId tenantId, OrderId id) {
        return Optional.ofNullable(stored.get(new Key(tenantId, id)));
    }

    @Override
    public Set<TenantId> tenantsWith(OrderId id) {
        Set<TenantId> tenants = new TreeSet<>(Comparator.comparing(TenantId::value));
        stored.keySet().stream()
                .filter(key -> key.id().equals(id))
                .map(Key::tenantId)
                .forEach(tenants::add);
        return tenants;
    }

    private static Optional<Order> readable(StoredOrder found) {
        if (found instanceof StoredOrder.Readable readable) {
            return Optional.of(readable.order());
        }
        if (found.isActive()) {
            throw new StoreException.Unreadable((StoredOrder.Unreadable) found);
        }
        return Optional.empty();
    }
}
