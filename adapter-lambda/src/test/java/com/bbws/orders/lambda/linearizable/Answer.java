package com.bbws.orders.lambda.linearizable;

/** What a client is told. */
public sealed interface Answer {

    /**
     * It is done, or was so already.
     *
     * @param shown the order as it now is
     */
    record Ok(Version shown) implements Answer {}

    /**
     * The rules forbid it.
     *
     * @param status the status because of which
     */
    record Refused(String status) implements Answer {}

    /**
     * The version that was named is not the current one.
     *
     * @param token the current one's token
     * @param status and its status
     */
    record Stale(String token, String status) implements Answer {}

    /**
     * Somebody else wrote between the service's read and its write.
     *
     * @param token the token of what was found at the write
     * @param status and its status
     */
    record Lost(String token, String status) implements Answer {}

    /** A neighbour's own condition did not hold. */
    record NotExpected() implements Answer {}

    /** Whether it was done, nobody knows: it may be, once, at any time from the call on. */
    record Unknown() implements Answer {}
}
