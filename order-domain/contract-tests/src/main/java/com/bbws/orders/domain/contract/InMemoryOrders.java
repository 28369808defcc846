package com.bbws.orders.domain.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.OrderChange;
import com.bbws.orders.domain.OrderDefect;
import com.bbws.orders.domain.OrderException;
import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.domain.OrderValidator;
import com.bbws.orders.domain.StoredOrder;
import com.bbws.orders.domain.StoredTime;
import com.bbws.orders.domain.StoredValue;
import com.bbws.orders.domain.TenantId;
import com.bbws.orders.domain.UnreadableOrder;
import com.bbws.orders.domain.port.OrderPage;
import com.bbws.orders.domain.port.OrderRepository;
import com.bbws.orders.domain.port.OrderScanner;
import com.bbws.orders.domain.port.OrderSearch;
import com.bbws.orders.domain.port.ScanOptions;
import com.bbws.orders.domain.port.ScanProgress;
import com.bbws.orders.domain.port.StoreException;
import com.bbws.orders.domain.port.TimeRange;
import com.bbws.orders.domain.port.ValidatedOrder;
import com.bbws.orders.domain.port.WriteOutcome;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/** An in-memory store, for tests of code that uses the ports. */
public final class InMemoryOrders implements OrderRepository, OrderSearch, OrderScanner {

    private final Map<OrderKey, StoredOrder> stored = new ConcurrentHashMap<>();

    /** Stores an order, and replaces what is stored. */
    public void put(StoredOrder order) {
        stored.put(order.key(), order);
    }

    /** Removes an order, if it exists. */
    public void remove(OrderKey key) {
        stored.remove(key);
    }

    /** Creates an empty store. */
    public InMemoryOrders() {}

    @Override
    public Optional<Order> find(OrderKey key) {
        return inspect(key).flatMap(order -> order.fold(Optional::of, InMemoryOrders::softDeleted));
    }

    @Override
    public WriteOutcome apply(OrderChange change) {
        OrderKey key = change.before().key();
        AtomicReference<WriteOutcome> outcome = new AtomicReference<>(WriteOutcome.WRITTEN);
        stored.compute(key, (same, now) -> {
            if (now != null && change.isWrittenTo(now)) {
                outcome.set(WriteOutcome.RECOVERED);
                return now;
            }
            if (now == null || !now.isActive()) {
                throw new OrderException.NotFound(key.id());
            }
            if (!now.lockToken().equals(change.before().lockToken())) {
                throw new OrderException.Conflict(now.fold(Optional::of, unreadable -> Optional.empty()), false);
            }
            return now == change.before() ? change.after() : merged(now, change);
        });
        return outcome.get();
    }

    /** Returns what is stored after a change, if another service has written the order since it was read and kept the token. */
    private static Order merged(StoredOrder now, OrderChange change) {
        Order after = change.after();
        OrderStatus status =
                change.changesStatus() ? after.status() : now.fold(Order::status, unreadable -> after.status());
        Order.Builder merged = Order.builder(now.key(), status);
        now.orderNumber().ifPresent(merged::orderNumber);
        now.customerEmail().ifPresent(merged::customerEmail);
        merged.items(stored(now, "items", now.items()));
        merged.subtotal(stored(now, "subtotal", now.subtotal()));
        merged.tax(stored(now, "tax", now.tax()));
        merged.shipping(stored(now, "shipping", now.shipping()));
        now.currency().ifPresent(merged::currency);
        now.campaign().ifPresent(merged::campaign);
        now.billingAddress().ifPresent(merged::billingAddress);
        now.paymentMethod().ifPresent(merged::paymentMethod);
        now.pdfUrl().ifPresent(merged::pdfUrl);
        now.dateCreated().ifPresent(merged::dateCreated);
        (change.changesPaymentDetails() ? after.paymentDetails() : now.paymentDetails())
                .ifPresent(merged::paymentDetails);
        after.lockToken().ifPresent(merged::lockToken);
        after.lastUpdatedBy().ifPresent(merged::lastUpdatedBy);
        after.lastUpdateReason().ifPresent(merged::lastUpdateReason);
        after.lastUpdateId().ifPresent(merged::lastUpdateId);
        return merged.build();
    }

    /** An unreadable value stays unreadable: it must not become absent. */
    private static <T> StoredValue<T> stored(StoredOrder order, String attribute, Optional<T> value) {
        List<OrderDefect> defects = order.problems().stream()
                .filter(defect -> defect.attribute().equals(attribute))
                .toList();
        return value.map(StoredValue::known)
                .orElseGet(() -> defects.isEmpty() ? StoredValue.absent() : StoredValue.unreadable(defects));
    }

    @Override
    public Optional<StoredOrder> inspect(OrderKey key) {
        return Optional.ofNullable(stored.get(key));
    }

    @Override
    public Set<TenantId> tenantsWith(OrderId id) {
        Set<TenantId> tenants = new TreeSet<>(Comparator.comparing(TenantId::value));
        stored.keySet().stream()
                .filter(key -> key.id().equals(id))
                .map(OrderKey::tenantId)
                .forEach(tenants::add);
        return tenants;
    }

    @Override
    public Stream<StoredOrder> list(TenantId tenantId, TimeRange created) {
        return stored.values().stream()
                .filter(order -> order.tenantId().equals(tenantId))
                .filter(order -> order.dateCreated().flatMap(StoredTime::instantOf).stream()
                        .allMatch(created::contains))
                .sorted(Comparator.comparing(InMemoryOrders::position).reversed());
    }

    @Override
    public OrderPage page(TenantId tenantId, TimeRange created, Optional<String> cursor, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be at least 1");
        }
        Optional<String> after =
                cursor.map(text -> new String(Base64.getUrlDecoder().decode(text), UTF_8));
        if (after.filter(position -> !position.contains("#")).isPresent()) {
            throw new IllegalArgumentException("the cursor is none of this list");
        }
        List<StoredOrder> following = list(tenantId, created)
                .filter(order -> after.stream().allMatch(last -> position(order).compareTo(last) < 0))
                .limit(limit + 1L)
                .toList();
        if (following.size() <= limit) {
            return new OrderPage(following, Optional.empty());
        }
        String last = position(following.get(limit - 1));
        return new OrderPage(
                following.subList(0, limit),
                Optional.of(Base64.getUrlEncoder().withoutPadding().encodeToString(last.getBytes(UTF_8))));
    }

    /** Returns the text by which orders are listed. */
    private static String position(StoredOrder order) {
        return order.dateCreated().orElse("") + "#" + order.id().value();
    }

    @Override
    public Stream<ValidatedOrder> scan(Optional<TenantId> tenantId, ScanOptions options, ScanProgress progress) {
        List<StoredOrder> orders = stored.values().stream()
                .filter(order -> tenantId.stream().allMatch(order.tenantId()::equals))
                .toList();
        OptionalLong total = OptionalLong.of(orders.size());
        progress.onProgress(0, total);
        return orders.stream()
                .peek(order -> progress.onProgress(1, total))
                .map(order ->
                        new ValidatedOrder(order.tenantId().value(), order.id().value(), OrderValidator.of(order)));
    }

    private static Optional<Order> softDeleted(UnreadableOrder order) {
        if (order.isActive()) {
            throw new StoreException.Unreadable(order);
        }
        return Optional.empty();
    }
}
