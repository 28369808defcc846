package com.bbws.orders.domain;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An order that is stored in a way that nobody can work with: its status is none of the seven, or its lock token cannot
 * be read. Operators look at it; if the status is all that is wrong, they may put it right (docs/contract.md, 5).
 */
public final class UnreadableOrder {

    private final Order legible;
    private final Optional<String> storedStatus;
    private final List<OrderDefect> defects;

    private UnreadableOrder(Order legible, Optional<String> storedStatus, List<OrderDefect> defects) {
        this.legible = legible;
        this.storedStatus = storedStatus;
        this.defects = defects;
    }

    /**
     * Returns an order that is stored already.
     *
     * @param legible what of it can be read; its status does not count
     * @param storedStatus the status as it is stored; empty if there is none
     * @param defects why it cannot be read; at least one
     */
    public static UnreadableOrder reconstitute(
            Order legible, Optional<String> storedStatus, List<OrderDefect> defects) {
        if (defects.isEmpty()) {
            throw new IllegalArgumentException("a broken order, but no defect");
        }
        return new UnreadableOrder(
                requireNonNull(legible, "legible"), requireNonNull(storedStatus, "storedStatus"), List.copyOf(defects));
    }

    /**
     * Decides on a correction, as {@link Order#correct} does: here any of the seven statuses may be set, and there is
     * always something to change.
     *
     * @param wanted what is right, and why
     * @param actor who says so
     * @param now the present time
     * @return the change to write
     * @throws OrderException.NotFound if the order was deleted
     * @throws OrderException.PaymentNotAllowed if payment details are wanted and the status after the correction takes
     *     none
     * @throws IllegalStateException if it is not {@link #isCorrectable correctable}, for then nobody knows what would be
     *     changed
     */
    public OrderChange correct(OrderCorrection wanted, Actor actor, Instant now) {
        requireNonNull(actor, "actor");
        requireNonNull(now, "now");
        if (!isActive()) {
            throw new OrderException.NotFound(id());
        }
        if (!isCorrectable()) {
            throw new IllegalStateException("more than the status of " + this + " is broken");
        }
        Order before = as(wanted.status());
        Optional<PaymentDetails> newDetails = wanted.paymentDetails().filter(before::isNew);
        if (newDetails.isPresent() && !wanted.status().takesCorrectedPaymentDetails()) {
            throw OrderException.PaymentNotAllowed.inCorrection(Optional.empty());
        }
        return OrderChange.ofUnknownStatus(before, before.corrected(wanted, newDetails, actor, now), storedStatus);
    }

    /** Returns the order as it would be if this were its status; all else is as far as it can be read. */
    public Order as(OrderStatus status) {
        return legible.withStatus(requireNonNull(status, "status"));
    }

    /** Returns whose order it is. */
    public TenantId tenantId() {
        return legible.tenantId();
    }

    /** Returns the order's id, unique within its tenant. */
    public OrderId id() {
        return legible.id();
    }

    /** Tells whether the order is there for its tenant; one that is not was deleted. */
    public boolean isActive() {
        return legible.isActive();
    }

    /** Returns the status as it is stored; empty if there is none. */
    public Optional<String> storedStatus() {
        return storedStatus;
    }

    /** Returns why the order cannot be read; at least one. Holds nothing of what is stored but the status. */
    public List<OrderDefect> defects() {
        return defects;
    }

    /** Returns {@link #defects}, and what else of the order is {@link Order#unreadable}. May be personal. */
    public List<OrderDefect> problems() {
        return Stream.concat(defects.stream(), legible.unreadable().stream()).toList();
    }

    /** Tells whether the status is all that is wrong, and the order there, so that it can be corrected. */
    public boolean isCorrectable() {
        return isActive() && defects.stream().allMatch(defect -> defect.kind() == OrderDefect.Kind.UNKNOWN_STATUS);
    }

    /** Returns what identifies the order; nothing personal, for logs. */
    @Override
    public String toString() {
        return "UnreadableOrder[" + tenantId().value() + "/" + id().value() + "]";
    }
}
