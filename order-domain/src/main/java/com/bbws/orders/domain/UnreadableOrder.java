package com.bbws.orders.domain;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * An order with an unknown status, or with a lock token that cannot be read. It cannot be updated. An operator can correct it if
 * its only defect is an unknown status.
 */
public final class UnreadableOrder extends StoredOrder {

    private final Optional<String> storedStatus;
    private final List<OrderDefect> defects;

    private UnreadableOrder(Builder builder) {
        super(builder);
        this.storedStatus = builder.storedStatus;
        this.defects = builder.defects;
    }

    /**
     * Returns a builder of an unreadable order.
     *
     * @param key the tenant and the id of the order
     * @param storedStatus the status as it is stored; empty if none is stored
     * @param defects why the order cannot be read; at least one
     * @throws IllegalArgumentException if there are no defects
     */
    public static Builder builder(OrderKey key, Optional<String> storedStatus, List<OrderDefect> defects) {
        return new Builder(key, storedStatus, defects);
    }

    /**
     * Decides on a manual correction. It may set any status. Writes nothing.
     *
     * @param requested the correct values, and the reason
     * @param actor who makes the correction
     * @param updateId the id of the request; a random one replaces it if the order already has it
     * @param now the current time
     * @return the change to write
     * @throws OrderException.NotFound if the order is soft-deleted
     * @throws OrderException.PaymentNotAllowed if payment details are requested and the status after the correction does
     *     not take them
     * @throws IllegalStateException if the order is not {@link #isCorrectable correctable}
     */
    public OrderChange correct(OrderCorrection requested, Actor actor, UpdateId updateId, Instant now) {
        requireNonNull(requested, "requested");
        requireNonNull(actor, "actor");
        requireNonNull(updateId, "updateId");
        requireNonNull(now, "now");
        requireActive();
        if (!isCorrectable()) {
            throw new IllegalStateException(this + " has other defects than an unknown status");
        }
        Optional<PaymentDetails> newDetails = requested.paymentDetails().filter(this::isNew);
        return new OrderChange(this, corrected(requested, newDetails, actor, updateId, now), Optional.empty());
    }

    @Override
    public Optional<String> statusText() {
        return storedStatus;
    }

    /** Returns why the order cannot be read; at least one. Contains nothing that is stored except the status. */
    @Override
    public List<OrderDefect> defects() {
        return defects;
    }

    /** Returns whether an unknown status is the only defect and the order is active, so that it can be corrected. */
    public boolean isCorrectable() {
        return isActive() && defects.stream().allMatch(defect -> defect.kind() == OrderDefect.Kind.UNKNOWN_STATUS);
    }

    @Override
    public <T> T fold(
            Function<? super Order, ? extends T> readable, Function<? super UnreadableOrder, ? extends T> unreadable) {
        requireNonNull(readable, "readable");
        requireNonNull(unreadable, "unreadable");
        return unreadable.apply(this);
    }

    /** Returns the key, without personal data, for logs. */
    @Override
    public String toString() {
        return "UnreadableOrder[" + tenantId().value() + "/" + id().value() + "]";
    }

    /** Builds an unreadable order. */
    public static final class Builder extends StoredOrder.Builder<Builder> {

        private final Optional<String> storedStatus;
        private final List<OrderDefect> defects;

        private Builder(OrderKey key, Optional<String> storedStatus, List<OrderDefect> defects) {
            super(key);
            this.storedStatus = requireNonNull(storedStatus, "storedStatus");
            this.defects = List.copyOf(requireNonNull(defects, "defects"));
            if (defects.isEmpty()) {
                throw new IllegalArgumentException("an unreadable order needs at least one defect");
            }
        }

        @Override
        Builder self() {
            return this;
        }

        /**
         * Returns the unreadable order.
         *
         * @throws IllegalArgumentException if an amount is in another currency than the order
         */
        public UnreadableOrder build() {
            return new UnreadableOrder(this);
        }
    }
}
