package com.bbws.orders.domain.testing;

import com.bbws.orders.domain.LockToken;
import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.OrderChange;
import com.bbws.orders.domain.OrderDefect;
import com.bbws.orders.domain.OrderException;
import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.domain.OrderValidator;
import com.bbws.orders.domain.StoredTime;
import com.bbws.orders.domain.TenantId;
import com.bbws.orders.domain.UnreadableOrder;
import com.bbws.orders.domain.port.OrderRepository;
import com.bbws.orders.domain.port.OrderSearch;
import com.bbws.orders.domain.port.StoreException;
import com.bbws.orders.domain.port.StoredOrder;
import com.bbws.orders.domain.port.TimeRange;
import com.bbws.orders.domain.port.ValidatedOrder;
import com.bbws.orders.domain.port.ValidatedPage;
import com.bbws.orders.domain.port.WriteOutcome;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The whole store in a map, for tests of what stands on the ports. */
public final class InMemoryOrders implements OrderRepository, OrderSearch {

    private record Key(TenantId tenantId, OrderId id) {}

    private final Map<Key, StoredOrder> stored = new ConcurrentHashMap<>();

    /** Stores an order as it is, over whatever is there. */
    public void put(Order order) {
        stored.put(new Key(order.tenantId(), order.id()), new StoredOrder.Readable(order));
    }

    /** Stores an order that cannot be read. */
    public void put(UnreadableOrder order) {
        stored.put(new Key(order.tenantId(), order.id()), new StoredOrder.Unreadable(order));
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
    public WriteOutcome apply(OrderChange change) {
        Order before = change.before();
        AtomicReference<WriteOutcome> outcome = new AtomicReference<>(WriteOutcome.WRITTEN);
        stored.compute(new Key(before.tenantId(), before.id()), (key, now) -> {
            if (now == null || !now.isActive()) {
                throw new OrderException.NotFound(before.id());
            }
            Optional<Order> current =
                    now instanceof StoredOrder.Readable readable ? Optional.of(readable.order()) : Optional.empty();
            if (current.filter(change::matches).isPresent()) {
                outcome.set(WriteOutcome.RECOVERED);
                return now;
            }
            if (!lockToken(now).equals(before.lockToken())) {
                throw new OrderException.Conflict(current, false);
            }
            return new StoredOrder.Readable(change.after());
        });
        return outcome.get();
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

    @Override
    public Stream<StoredOrder> list(TenantId tenantId, TimeRange created) {
        return stored.values().stream()
                .filter(order -> order.tenantId().equals(tenantId))
                .filter(order -> dateCreated(order).flatMap(StoredTime::instantOf).stream()
                        .allMatch(created::contains))
                .sorted(Comparator.comparing(
                                (StoredOrder order) -> dateCreated(order).orElse(""))
                        .reversed());
    }

    @Override
    public void audit(Optional<TenantId> tenantId, int segments, Consumer<ValidatedPage> pages) {
        stored.values().stream()
                .filter(order -> tenantId.stream().allMatch(order.tenantId()::equals))
                .forEach(order -> pages.accept(new ValidatedPage(
                        List.of(new ValidatedOrder(
                                order.tenantId().value(), order.id().value(), defects(order))),
                        1,
                        1)));
    }

    @Override
    public OptionalLong approximateSize() {
        return OptionalLong.of(stored.size());
    }

    private static List<OrderDefect> defects(StoredOrder stored) {
        return stored instanceof StoredOrder.Readable readable
                ? OrderValidator.of(readable.order())
                : ((StoredOrder.Unreadable) stored).order().defects();
    }

    private static Optional<LockToken> lockToken(StoredOrder stored) {
        return legible(stored).lockToken();
    }

    private static Optional<String> dateCreated(StoredOrder stored) {
        return legible(stored).dateCreated();
    }

    /** Returns what can be read of it; the status does not count. */
    private static Order legible(StoredOrder stored) {
        return stored instanceof StoredOrder.Readable readable
                ? readable.order()
                : ((StoredOrder.Unreadable) stored).order().as(OrderStatus.PENDING);
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
