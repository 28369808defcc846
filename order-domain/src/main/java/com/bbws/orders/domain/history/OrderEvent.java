package com.bbws.orders.domain.history;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.bbws.orders.domain.LockToken;
import com.bbws.orders.domain.OrderChange;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.domain.UpdateId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What other services are told about a write of an order. It contains nothing personal and no value of a payment: a service
 * that needs more reads the order.
 *
 * @param type what happened
 * @param when the time when the store accepted the write, by the store's clock
 * @param order the tenant and the id of the order
 * @param orderNumber the order number; empty if none is stored or it is longer than {@value #TEXT_MAX_LENGTH} characters
 * @param fromStatus the status before the write; empty if the order did not exist or its status cannot be read
 * @param toStatus the status after the write; empty if the order no longer exists or its status cannot be read
 * @param unreadable whether something of the order cannot be read, so that a status may be missing
 * @param changed the names of the other changed attributes, sorted. Unusual names are left out, because they may contain data
 * @param corrected whether an operator made the change, with a reason, outside the ordinary rules
 * @param updateId the id of the request that made the change; empty if another service made it
 * @param dateLastUpdated the lock token after the write, or the last one of a removed order; empty if there is none or it is
 *     longer than {@value #TEXT_MAX_LENGTH} characters
 * @param number the position in the history of the order
 */
public record OrderEvent(
        Type type,
        Instant when,
        OrderKey order,
        Optional<String> orderNumber,
        Optional<OrderStatus> fromStatus,
        Optional<OrderStatus> toStatus,
        boolean unreadable,
        List<String> changed,
        boolean corrected,
        Optional<UpdateId> updateId,
        Optional<LockToken> dateLastUpdated,
        SequenceNumber number) {

    /** The types of events. */
    public enum Type {
        /** The order was created. */
        ORDER_CREATED,
        /** The status was changed; other attributes may have changed too. */
        ORDER_STATUS_CHANGED,
        /** Something else than the status was changed. */
        ORDER_UPDATED,
        /** The order was soft-deleted: its tenant can no longer see it, but it is still stored. */
        ORDER_DELETED,
        /** The soft-deleted order is active again. */
        ORDER_RESTORED,
        /** The order was removed from the store, by a service or because its time to live had ended. */
        ORDER_REMOVED
    }

    /** The maximum length of a stored text in an event. Other services may store longer ones. */
    static final int TEXT_MAX_LENGTH = 100;

    /** The names that the model uses. Another name may be a key of a map that contains data, such as an e-mail address. */
    private static final Pattern USUAL_NAME = Pattern.compile("[A-Za-z0-9_.-]{1," + TEXT_MAX_LENGTH + "}");

    /** Checks that no part is {@code null}. */
    public OrderEvent {
        requireNonNull(type, "type");
        requireNonNull(when, "when");
        requireNonNull(order, "order");
        requireNonNull(orderNumber, "orderNumber");
        requireNonNull(fromStatus, "fromStatus");
        requireNonNull(toStatus, "toStatus");
        changed = List.copyOf(requireNonNull(changed, "changed"));
        requireNonNull(updateId, "updateId");
        requireNonNull(dateLastUpdated, "dateLastUpdated");
        requireNonNull(number, "number");
    }

    /**
     * Returns the event for a revision.
     *
     * @param order the tenant and the id of the order
     * @param revision the revision
     * @param latest the order after the write, or before it if the write removed it
     */
    public static OrderEvent of(OrderKey order, OrderRevision revision, OrderImage latest) {
        requireNonNull(order, "order");
        requireNonNull(revision, "revision");
        requireNonNull(latest, "latest");
        Type type = type(revision);
        Optional<OrderStatus> fromStatus = revision.statusBefore().flatMap(OrderStatus::ofWireName);
        Optional<OrderStatus> toStatus = revision.statusAfter().flatMap(OrderStatus::ofWireName);
        return new OrderEvent(
                type,
                revision.when(),
                order,
                latest.orderNumber().filter(OrderEvent::isShort),
                fromStatus,
                toStatus,
                !revision.problems().isEmpty()
                        || type != Type.ORDER_CREATED && fromStatus.isEmpty()
                        || type != Type.ORDER_REMOVED && toStatus.isEmpty(),
                revision.changed().stream()
                        .filter(name -> USUAL_NAME.matcher(name).matches())
                        .toList(),
                revision.author().reason().isPresent(),
                revision.author().updateId(),
                latest.lockToken().filter(token -> isShort(token.text())),
                revision.number());
    }

    /**
     * Returns the event for a change of this service, for a store without a change log.
     *
     * @param number the number of the write
     * @param when the time when the store accepted the write
     * @param change the change that was written
     */
    public static OrderEvent of(SequenceNumber number, Instant when, OrderChange change) {
        return of(
                requireNonNull(change, "change").after().key(),
                OrderRevision.of(number, when, change),
                OrderImage.of(change.after()));
    }

    private static Type type(OrderRevision revision) {
        return switch (revision.kind()) {
            case CREATED -> Type.ORDER_CREATED;
            case CHANGED -> revision.changesStatus() ? Type.ORDER_STATUS_CHANGED : Type.ORDER_UPDATED;
            case DELETED -> Type.ORDER_DELETED;
            case RESTORED -> Type.ORDER_RESTORED;
            case REMOVED, EXPIRED -> Type.ORDER_REMOVED;
        };
    }

    private static boolean isShort(String text) {
        return text.length() <= TEXT_MAX_LENGTH;
    }

    /**
     * Returns the id of the event. It depends only on the order and the number, so that an event that is published again has
     * the same id.
     */
    public UUID id() {
        return UUID.nameUUIDFromBytes(
                (order.tenantId().value() + "/" + order.id().value() + "/" + number.digits()).getBytes(UTF_8));
    }
}
