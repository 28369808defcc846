package com.bbws.orders.lambda.testing.concurrency;

import com.bbws.orders.domain.LockToken;

/**
 * One version of one order, which is the value of the register.
 *
 * @param token the stored lock token
 * @param status the status, as in JSON
 * @param payment the transaction id of the payment details; empty if the order has none
 * @param writer the writer of the version
 */
public record Version(String token, String status, String payment, String writer) {

    /** The token of a version that no client has seen. */
    public static final String UNSEEN = "?";

    public boolean isLaterThan(Version other) {
        return token.equals(UNSEEN)
                || other.token.equals(UNSEEN)
                || new LockToken(token).instant().isAfter(new LockToken(other.token).instant());
    }
}
