package com.bbws.orders.domain.history;

import static java.util.Objects.requireNonNull;

import com.bbws.orders.domain.LockToken;
import com.bbws.orders.domain.OrderDefect;
import com.bbws.orders.domain.StoredOrder;
import com.bbws.orders.domain.UnreadableOrder;
import com.bbws.orders.domain.UpdateId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was stored of an order before or after a write, so that both can be compared. Contains personal and
 * confidential data; {@link #toString} shows none of it.
 *
 * @param status the wire name of the status, or the stored text if the status is unknown; empty if none is stored
 * @param active whether the order is visible to its tenant
 * @param lockToken the lock token; empty if the order has none
 * @param lastUpdatedBy the author of the last write, as stored
 * @param lastUpdateReason the reason of the last correction, as stored
 * @param lastUpdateId the id of the last write of this service, as stored
 * @param attributes everything that is stored, by name, to be compared by {@code equals}, also inside maps and lists; empty
 *     if nothing can be read
 * @param problems why the order cannot be read, as sentences that contain nothing that is stored except the status; empty
 *     if it can be read
 */
public record OrderImage(
        Optional<String> status,
        boolean active,
        Optional<LockToken> lockToken,
        Optional<String> lastUpdatedBy,
        Optional<String> lastUpdateReason,
        Optional<UpdateId> lastUpdateId,
        Optional<Map<String, ?>> attributes,
        List<String> problems) {

    /** Copies the problems. */
    public OrderImage {
        requireNonNull(status, "status");
        requireNonNull(lockToken, "lockToken");
        requireNonNull(lastUpdatedBy, "lastUpdatedBy");
        requireNonNull(lastUpdateReason, "lastUpdateReason");
        requireNonNull(lastUpdateId, "lastUpdateId");
        requireNonNull(attributes, "attributes");
        problems = List.copyOf(requireNonNull(problems, "problems"));
    }

    /**
     * Returns the image of a stored order.
     *
     * @param order the order
     * @param attributes everything that is stored of it, by name, to be compared by {@code equals}
     */
    public static OrderImage of(StoredOrder order, Map<String, ?> attributes) {
        requireNonNull(order, "order");
        requireNonNull(attributes, "attributes");
        return new OrderImage(
                order.statusText(),
                order.isActive(),
                order.lockToken(),
                order.lastUpdatedBy(),
                order.lastUpdateReason(),
                order.lastUpdateId(),
                Optional.of(attributes),
                order.<List<OrderDefect>>fold(readable -> List.of(), UnreadableOrder::defects).stream()
                        .map(OrderDefect::sentence)
                        .toList());
    }

    /** Returns the image of an order before or after a change, with the attributes that a change sets and an event contains. */
    static OrderImage of(StoredOrder order) {
        Map<String, Object> attributes = new HashMap<>();
        order.orderNumber().ifPresent(text -> attributes.put("orderNumber", text));
        order.statusText().ifPresent(text -> attributes.put("status", text));
        order.paymentDetails().ifPresent(details -> {
            Map<String, Object> members = new HashMap<>(details.unknownFields());
            details.fields().forEach((field, text) -> members.put(field.fieldName(), text));
            attributes.put("paymentDetails", members);
        });
        return of(order, attributes);
    }

    /**
     * Returns an image of which nothing can be read.
     *
     * @param problem why, as a sentence
     */
    public static OrderImage unreadable(String problem) {
        return new OrderImage(
                Optional.empty(),
                true,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(requireNonNull(problem, "problem")));
    }

    /** Returns the order number, as stored; empty if none is stored or nothing can be read. */
    public Optional<String> orderNumber() {
        return attributes
                .map(stored -> stored.get("orderNumber"))
                .filter(String.class::isInstance)
                .map(String.class::cast);
    }

    /**
     * Returns the id that a write has set; empty if this image has none, or the same as before the write.
     *
     * @param before the image before the write
     */
    public Optional<UpdateId> newUpdateId(OrderImage before) {
        requireNonNull(before, "before");
        return lastUpdateId.filter(id -> !before.lastUpdateId.equals(Optional.of(id)));
    }

    /** Returns a text without any data of the order, for logs. */
    @Override
    public String toString() {
        return "OrderImage[…]";
    }
}
