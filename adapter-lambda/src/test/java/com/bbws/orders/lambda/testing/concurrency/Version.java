package com.bbws.orders.lambda.testing.concurrency;

import com.bbws.orders.domain.LockToken;

/**
 * What the register holds: one version of one order.
 *
 * @param token its lock token, as stored
 * @param status its status, as on the wire
 * @param payment the transaction id of its payment details; empty if it has none
 * @param writer who wrote it
 */
public record Version(String token, String status, String payment, String writer) {

    /** The token of a version that nobody has seen. */
    public static final String UNSEEN = "?";

    public boolean isLaterThan(Version other) {
        return token.equals(UNSEEN)
                || other.token.equals(UNSEEN)
                || new LockToken(token).instant().isAfter(new LockToken(other.token).instant());
    }
}
