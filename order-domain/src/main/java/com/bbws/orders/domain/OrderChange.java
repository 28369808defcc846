package com.bbws.orders.domain;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A decision: the stored order before it, and the order after it. Only {@link Order} and {@link UnreadableOrder} create
 * one, so a store that writes changes cannot write anything that the rules do not allow.
 */
public final class OrderChange implements NotABean {

    private final StoredOrder before;
    private final Order after;
    private final Optional<OrderException> overridden;

    OrderChange(StoredOrder before, Order after, Optional<OrderException> overridden) {
        this.before = before;
        this.after = after;
        this.overridden = overridden;
    }

    /** Returns the order that was decided on, as stored. A store writes the change only if its lock token is the same. */
    public StoredOrder before() {
        return before;
    }

    /** Returns the order after the change; it always has a new lock token, an author and an id. */
    public Order after() {
        return after;
    }

    /** Returns the exception that an ordinary update to the same values would throw; empty if it would be allowed. */
    public Optional<OrderException> overridden() {
        return overridden;
    }

    /** Returns whether the change sets another status. */
    public boolean changesStatus() {
        return !before.statusText().equals(after.statusText());
    }

    /** Returns whether the change sets other payment details. */
    public boolean changesPaymentDetails() {
        return !before.paymentDetails().equals(after.paymentDetails());
    }

    /**
     * Returns whether {@code stored} has the id of this change, so that the change was written. A store asks this when its
     * conditional write fails: a write that is sent again after a lost response finds its own result. This is so even if
     * another service has written the order since and kept the id.
     *
     * @param stored the order as it is stored now
     */
    public boolean isWrittenTo(StoredOrder stored) {
        return after.lastUpdateId().equals(requireNonNull(stored, "stored").lastUpdateId());
    }

    /**
     * Returns the key, the status before and after, and whether the payment details change, for logs. Contains no personal data
     * and no value of a payment.
     */
    @Override
    public String toString() {
        return "OrderChange[" + after.tenantId().value() + "/" + after.id().value() + ", "
                + before.statusText().orElse("no status")
                + (changesStatus() ? " -> " + after.status().wireName() : "")
                + (changesPaymentDetails() ? ", paymentDetails" : "") + "]";
    }
}
