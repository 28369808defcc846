package com.bbws.orders.domain;

/**
 * What was decided: an order before and after. Only an {@link Order} makes one, so a store that writes changes can write
 * nothing that the rules do not allow.
 */
public final class OrderChange {

    private final Order before;
    private final Order after;

    OrderChange(Order before, Order after) {
        this.before = before;
        this.after = after;
    }

    /** Returns the order that was decided on; its token must still be the stored one when the change is written. */
    public Order before() {
        return before;
    }

    /** Returns the order once the change is written; it always has a new token and an actor. */
    public Order after() {
        return after;
    }

    /** Tells whether the status is part of the change. */
    public boolean changesStatus() {
        return before.status() != after.status();
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
    public boolean isWrittenIn(Order stored) {
        return after.lockToken().equals(stored.lockToken())
                && after.status() == stored.status()
                && after.paymentDetails().equals(stored.paymentDetails())
                && after.lastUpdatedBy().equals(stored.lastUpdatedBy())
                && after.lastUpdateReason().equals(stored.lastUpdateReason());
    }
}
