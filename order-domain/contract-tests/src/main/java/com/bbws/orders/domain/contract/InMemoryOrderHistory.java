package com.bbws.orders.domain.contract;

import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.TenantId;
import com.bbws.orders.domain.UpdateId;
import com.bbws.orders.domain.history.OrderRevision;
import com.bbws.orders.domain.history.SequenceNumber;
import com.bbws.orders.domain.port.OrderHistory;
import com.bbws.orders.domain.port.ScanProgress;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/** An in-memory history for tests. */
public final class InMemoryOrderHistory implements OrderHistory {

    private final Map<OrderKey, Map<SequenceNumber, OrderRevision>> revisions = new ConcurrentHashMap<>();

    /** Creates an empty history. */
    public InMemoryOrderHistory() {}

    @Override
    public boolean append(OrderKey order, OrderRevision revision) {
        return revisions
                        .computeIfAbsent(order, first -> new ConcurrentSkipListMap<>())
                        .putIfAbsent(revision.number(), revision)
                == null;
    }

    @Override
    public Stream<OrderRevision> revisions(OrderKey order) {
        return List.copyOf(revisions.getOrDefault(order, Map.of()).values()).stream();
    }

    @Override
    public Optional<OrderRevision> find(OrderKey order, UpdateId updateId, SequenceNumber before) {
        return revisions(order)
                .takeWhile(revision -> revision.number().compareTo(before) < 0)
                .filter(revision -> revision.author().updateId().equals(Optional.of(updateId)))
                .findFirst();
    }

    @Override
    public Set<TenantId> tenantsWith(OrderId id, ScanProgress progress) {
        OptionalLong total =
                OptionalLong.of(revisions.values().stream().mapToLong(Map::size).sum());
        progress.onProgress(0, total);
        Set<TenantId> tenants = new TreeSet<>(Comparator.comparing(TenantId::value));
        revisions.forEach((order, ofOrder) -> {
            if (order.id().equals(id)) {
                tenants.add(order.tenantId());
            }
            progress.onProgress(ofOrder.size(), total);
        });
        return tenants;
    }
}
