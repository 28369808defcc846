package com.bbws.orders.domain;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A customer's order of web-hosting products.
 *
 * <p>Other services of the portal place an order as {@link OrderStatus#PENDING}. Then it is paid, processed and completed,
 * or cancelled. {@link #update} changes its status and its payment details; everything else, such as lines, amounts,
 * addresses and the customer, never changes here. If the status is final, only an operator can {@link #correct} the order,
 * with a reason. A soft-deleted order (not {@link #isActive active}) is never changed.
 *
 * <p>Only the status is required. For all other data see {@link StoredOrder}.
 */
public final class Order extends StoredOrder {

    private final OrderStatus status;

    private Order(Builder builder) {
        super(builder);
        this.status = builder.status;
    }

    /**
     * Returns a builder of an order.
     *
     * @param key the tenant and the id of the order
     * @param status the status of the order
     */
    public static Builder builder(OrderKey key, OrderStatus status) {
        return new Builder(key, status);
    }

    /**
     * Decides on an update by the ordinary rules: a final order takes no update, the new status must be one of the {@link
     * OrderStatus#successors successors}, and payment details may be set only if the status after the update takes them.
     * Writes nothing.
     *
     * <p>A requested value that equals the current one counts as not requested, in every state. So a caller may repeat an
     * update, or send back the order that it received.
     *
     * @param requested the requested values
     * @param actor who makes the request
     * @param updateId the id of the request; a random one replaces it if the order already has it
     * @param now the current time
     * @return the change to write; empty if the order already has the requested values
     * @throws OrderException.NotFound if the order is soft-deleted
     * @throws OrderException.Immutable if the status is final
     * @throws OrderException.IllegalTransition if the requested status cannot follow the current one
     * @throws OrderException.PaymentNotAllowed if payment details are requested and the status after the update does not
     *     take them
     */
    public Optional<OrderChange> update(OrderUpdate requested, Actor actor, UpdateId updateId, Instant now) {
        requireNonNull(requested, "requested");
        requireNonNull(actor, "actor");
        requireNonNull(updateId, "updateId");
        requireNonNull(now, "now");
        requireActive();
        Optional<OrderStatus> newStatus = requested.status().filter(this::isNew);
        Optional<PaymentDetails> newDetails = requested.paymentDetails().filter(this::isNew);
        if (newStatus.isEmpty() && newDetails.isEmpty()) {
            return Optional.empty();
        }
        updateRejection(newStatus, newDetails).ifPresent(rejection -> {
            throw rejection;
        });
        Builder after = Builder.changed(this, newStatus.orElse(status), newDetails, actor, updateId, now);
        after.withoutLastUpdateReason();
        return Optional.of(new OrderChange(this, after.build(), Optional.empty()));
    }

    /**
     * Decides on a manual correction. It may set a status that an update may not: one of the {@link OrderStatus#corrections
     * corrections} of the current status. Writes nothing. A value that equals the current one counts as not requested,
     * regardless of the reason.
     *
     * @param requested the correct values, and the reason
     * @param actor who makes the correction
     * @param updateId the id of the request; a random one replaces it if the order already has it
     * @param now the current time
     * @return the change to write; empty if the order already has the requested values
     * @throws OrderException.NotFound if the order is soft-deleted
     * @throws OrderException.IllegalTransition if a correction cannot set the requested status
     * @throws OrderException.PaymentNotAllowed if payment details are requested and the status after the correction does
     *     not take them
     */
    public Optional<OrderChange> correct(OrderCorrection requested, Actor actor, UpdateId updateId, Instant now) {
        requireNonNull(requested, "requested");
        requireNonNull(actor, "actor");
        requireNonNull(updateId, "updateId");
        requireNonNull(now, "now");
        requireActive();
        Optional<OrderStatus> newStatus = Optional.of(requested.status()).filter(this::isNew);
        Optional<PaymentDetails> newDetails = requested.paymentDetails().filter(this::isNew);
        if (newStatus.isEmpty() && newDetails.isEmpty()) {
            return Optional.empty();
        }
        newStatus.filter(s -> !status.corrections().contains(s)).ifPresent(s -> {
            throw OrderException.IllegalTransition.inCorrection(this, s);
        });
        Order after = corrected(requested, newDetails, actor, updateId, now);
        return Optional.of(new OrderChange(this, after, updateRejection(newStatus, newDetails)));
    }

    private boolean isNew(OrderStatus requested) {
        return requested != status;
    }

    /** Returns the exception that an ordinary update would throw; empty if it may make this change. */
    private Optional<OrderException> updateRejection(
            Optional<OrderStatus> newStatus, Optional<PaymentDetails> newDetails) {
        if (status.isFinal()) {
            return Optional.of(new OrderException.Immutable(this));
        }
        if (newStatus.filter(s -> !status.successors().contains(s)).isPresent()) {
            return Optional.of(OrderException.IllegalTransition.inUpdate(this, newStatus.get()));
        }
        if (newDetails.isPresent() && !newStatus.orElse(status).takesPaymentDetails()) {
            return Optional.of(OrderException.PaymentNotAllowed.inUpdate(this));
        }
        return Optional.empty();
    }

    /**
     * Returns whether the order is paid with this payment: its status is {@link OrderStatus#PAID} or one that follows a payment,
     * and its payment details are equal. So a service can answer a repeated payment notification for an order that is further
     * on. A cancelled order is not paid, also if it was paid before.
     *
     * @param payment the payment details of the notification
     */
    public boolean isPaidWith(PaymentDetails payment) {
        requireNonNull(payment, "payment");
        return status.isPaidFor() && !isNew(payment);
    }

    /** Returns the status of the order. */
    public OrderStatus status() {
        return status;
    }

    @Override
    public Optional<String> statusText() {
        return Optional.of(status.wireName());
    }

    @Override
    List<OrderDefect> defects() {
        return List.of();
    }

    /** Returns the key, the status and the lock token, without personal data, for logs. */
    @Override
    public String toString() {
        return "Order[" + tenantId().value() + "/" + id().value() + ", " + status.wireName() + ", "
                + lockToken().map(LockToken::text).orElse("no token") + "]";
    }

    @Override
    public <T> T fold(
            Function<? super Order, ? extends T> readable, Function<? super UnreadableOrder, ? extends T> unreadable) {
        requireNonNull(readable, "readable");
        requireNonNull(unreadable, "unreadable");
        return readable.apply(this);
    }

    /** Builds an order. */
    public static final class Builder extends StoredOrder.Builder<Builder> {

        private final OrderStatus status;

        private Builder(OrderKey key, OrderStatus status) {
            super(key);
            this.status = requireNonNull(status, "status");
        }

        private Builder(StoredOrder before, OrderStatus status) {
            super(before);
            this.status = status;
        }

        /** Starts with the order after a change: new status, payment details, lock token, author and id. */
        static Builder changed(
                StoredOrder before,
                OrderStatus status,
                Optional<PaymentDetails> newDetails,
                Actor actor,
                UpdateId updateId,
                Instant now) {
            Builder after = new Builder(before, status)
                    .lockToken(before.lockToken().map(token -> token.next(now)).orElseGet(() -> LockToken.at(now)))
                    .lastUpdatedBy(actor.name())
                    .lastUpdateId(isNew(before, updateId) ? updateId : UpdateId.random());
            newDetails
                    .map(details -> details.replacing(before.paymentDetails()))
                    .ifPresent(after::paymentDetails);
            return after;
        }

        /** An id that the order has already is not unique: a store would not write it again. */
        private static boolean isNew(StoredOrder before, UpdateId updateId) {
            return !before.lastUpdateId().equals(Optional.of(updateId));
        }

        @Override
        Builder self() {
            return this;
        }

        /**
         * Returns the order.
         *
         * @throws IllegalArgumentException if an amount is in another currency than the order
         */
        public Order build() {
            return new Order(this);
        }
    }
}
