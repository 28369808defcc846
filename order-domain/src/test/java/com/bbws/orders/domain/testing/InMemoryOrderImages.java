package com.bbws.orders.domain.testing;

import com.bbws.orders.domain.LockToken;
import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.domain.TenantId;
import com.bbws.orders.domain.history.OrderImage;
import com.bbws.orders.domain.port.OrderImages;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads items of a store that keeps of an order what its history is about. */
public final class InMemoryOrderImages implements OrderImages {

    private static final String TENANT = "tenantId";
    private static final String ID = "orderId";

    /** Returns the key of an order. */
    public static Map<String, ?> key(OrderKey order) {
        return Map.of(TENANT, order.tenantId().value(), ID, order.id().value());
    }

    /** Returns the item of an order. */
    public static Map<String, ?> item(Order order) {
        return item(order, order.status().wireName());
    }

    /** Returns the item of an order that is stored with any status. */
    public static Map<String, ?> item(Order order, String status) {
        Map<String, Object> item = new HashMap<>(key(new OrderKey(order.tenantId(), order.id())));
        item.put("status", status);
        item.put("active", order.isActive());
        item.put("paymentDetails", order.paymentDetails().orElse(null));
        item.put("dateLastUpdated", order.lockToken().map(LockToken::text).orElse(null));
        item.put("lastUpdatedBy", order.lastUpdatedBy().orElse(null));
        item.put("lastUpdateReason", order.lastUpdateReason().orElse(null));
        return item;
    }

    @Override
    public Optional<OrderKey> orderOf(Map<String, ?> key) {
        return key.get(TENANT) instanceof String tenant && key.get(ID) instanceof String id
                ? Optional.of(new OrderKey(new TenantId(tenant), new OrderId(id)))
                : Optional.empty();
    }

    @Override
    public OrderImage read(OrderKey order, Map<String, ?> item) {
        if (!(item.get("status") instanceof String status && item.get("active") instanceof Boolean active)) {
            return OrderImage.unreadable("no item of this store");
        }
        return new OrderImage(
                Optional.of(status),
                active,
                text(item, "dateLastUpdated").map(LockToken::new),
                text(item, "lastUpdatedBy"),
                text(item, "lastUpdateReason"),
                Optional.of(item),
                OrderStatus.ofWireName(status).isPresent() ? List.of() : List.of("status: nobody knows " + status));
    }

    private static Optional<String> text(Map<String, ?> item, String name) {
        return Optional.ofNullable((String) item.get(name));
    }
}
