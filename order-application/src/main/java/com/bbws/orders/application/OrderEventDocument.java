package com.bbws.orders.application;

import com.bbws.orders.domain.LockToken;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.domain.UpdateId;
import com.bbws.orders.domain.history.OrderEvent;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The published form of an event (docs/contract.md, 7): the envelope of the portal's messages with the event as its payload. A
 * tree of {@link Map}, {@link java.util.List}, {@link String} and {@link Boolean}. Absent values are left out.
 */
public final class OrderEventDocument {

    /** Changes if a member is removed, or gets another name, type or meaning. New members do not change it. */
    private static final String VERSION = "1.0";

    private static final String SOURCE = "order-service";

    private OrderEventDocument() {}

    /**
     * Returns the published form of an event.
     *
     * @param event any event
     * @return an unmodifiable map, in the order of publication
     */
    public static Map<String, Object> of(OrderEvent event) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("messageId", event.id().toString());
        message.put("timestamp", event.when().toString());
        message.put("eventType", event.type().name());
        message.put("version", VERSION);
        message.put("source", SOURCE);
        message.put("payload", payload(event));
        return Collections.unmodifiableMap(message);
    }

    private static Map<String, Object> payload(OrderEvent event) {
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("orderId", event.order().id().value());
        payload.put("tenantId", event.order().tenantId().value());
        put(payload, "orderNumber", event.orderNumber());
        put(payload, "fromStatus", event.fromStatus().map(OrderStatus::wireName));
        put(payload, "toStatus", event.toStatus().map(OrderStatus::wireName));
        payload.put("unreadable", event.unreadable());
        payload.put("changed", event.changed());
        payload.put("corrected", event.corrected());
        put(payload, "updateId", event.updateId().map(UpdateId::value));
        put(payload, "dateLastUpdated", event.dateLastUpdated().map(LockToken::text));
        // With leading zeros, so that consumers can compare them as text.
        payload.put("sequenceNumber", event.number().padded());
        return Collections.unmodifiableMap(payload);
    }

    private static void put(Map<String, Object> members, String name, Optional<String> value) {
        value.ifPresent(present -> members.put(name, present));
    }
}
