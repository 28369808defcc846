package com.bbws.orders.lambda.testing.concurrency;

/** What a client is told. */
public sealed interface Response {

    /**
     * It is done, or was so already.
     *
     * @param shown the order as it now is
     */
    public record Ok(Version shown) implements Response {}

    /**
     * The rules forbid it.
     *
     * @param status the status because of which
     */
    public record Refused(String status) implements Response {}

    /**
     * The version that was named is not the current one.
     *
     * @param token the current one's token
     * @param status and its status
     */
    public record Stale(String token, String status) implements Response {}

    /**
     * Somebody else wrote between the service's read and its write.
     *
     * @param token the token of what was found at the write
     * @param status and its status
     */
    public record Lost(String token, String status) implements Response {}

    /** A neighbour's own condition did not hold. */
    public record NotExpected() implements Response {}

    /** Whether it was done, nobody knows: it may be, once, at any time from the call on. */
    public record Unknown() implements Response {}
}
