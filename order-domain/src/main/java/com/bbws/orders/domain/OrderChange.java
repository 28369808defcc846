package com.bbws.orders.domain;

import java.util.Optional;

/**
 * What was decided: an order before and after. Only an {@link Order} or a {@link UnreadableOrder} makes one, so a store that
 * writes changes can write nothing that the rules do not allow.
 */
public final class OrderChange {

    private final Order before;
    private final Order after;
    private final boolean statusWasKnown;
    private final Optional<String> storedStatus;
    private final Optional<OrderException> overridden;

    private OrderChange(
            Order before,
            Order after,
            boolean statusWasKnown,
            Optional<String> storedStatus,
            Optional<OrderException> overridden) {
        this.before = before;
        this.after = after;
        this.statusWasKnown = statusWasKnown;
        this.storedStatus = storedStatus;
        this.overridden = overridden;
    }

    static OrderChange ordinary(Order before, Order after) {
        return correction(before, after, Optional.empty());
    }

    static OrderChange correction(Order before, Order after, Optional<OrderException> overridden) {
        return new OrderChange(before, after, true, Optional.of(before.status().wireName()), overridden);
    }

    /** Here {@code before} has the status that it is given now, for want of one that it had. */
    static OrderChange ofUnknownStatus(Order before, Order after, Optional<String> storedStatus) {
        return new OrderChange(before, after, false, storedStatus, Optional.empty());
    }

    /**
     * Returns the order that was decided on; its token must still be the stored one when the change is written. An order
     * whose status nobody knows stands here with the status that it gets: see {@link #statusBefore}.
     */
    public Order before() {
        return before;
    }

    /** Returns the order once the change is written; it always has a new token and an actor. */
    public Order after() {
        return after;
    }

    /** Returns the status that the order had; empty if nobody knows it. */
    public Optional<OrderStatus> statusBefore() {
        return Optional.of(before.status()).filter(known -> statusWasKnown);
    }

    /** Returns what stood in the status's place, a status that nobody knows as it is stored; empty if nothing did. */
    public Optional<String> statusTextBefore() {
        return storedStatus;
    }

    /** Returns the refusal that an ordinary update to the same end would have met; empty if it would have met none. */
    public Optional<OrderException> overridden() {
        return overridden;
    }

    /** Tells whether the status is part of the change. */
    public boolean changesStatus() {
        return !statusBefore().equals(Optional.of(after.status()));
    }

    /** Tells whether the payment details are part of the change. */
    public boolean changesPaymentDetails() {
        return !before.paymentDetails().equals(after.paymentDetails());
    }

    /**
     * Tells whether {@code stored} is what this change wrote. A store whose conditional write failed asks this, because
     * a write that was sent again after a lost answer meets itself. The token alone proves nothing: two writers on one
     * stored token compute the same successor while the clock stands still (docs/contract.md, 1 Lock).
     *
     * @param stored the order as it is stored now
     */
    public boolean matches(Order stored) {
        return after.lockToken().equals(stored.lockToken())
                && after.status() == stored.status()
                && after.paymentDetails().equals(stored.paymentDetails())
                && after.lastUpdatedBy().equals(stored.lastUpdatedBy())
                && after.lastUpdateReason().equals(stored.lastUpdateReason());
    }
}
