package com.bbws.orders.lambda.testing.concurrency;

/** The response that a client receives. */
public sealed interface Response {

    /**
     * The update was written, or the order was already up to date.
     *
     * @param shown the current order
     */
    public record Ok(Version shown) implements Response {}

    /**
     * A business rule rejects the update.
     *
     * @param status the current status in the response
     */
    public record Rejected(String status) implements Response {}

    /**
     * The expected version is not the current one.
     *
     * @param token the token of the current version
     * @param status the status of the current version
     */
    public record Stale(String token, String status) implements Response {}

    /**
     * Another write was executed between the read and the write of the service.
     *
     * @param token the token of the version at the write
     * @param status the status of the version at the write
     */
    public record Lost(String token, String status) implements Response {}

    /** The condition of another service was not met. */
    public record NotExpected() implements Response {}

    /** The result is unknown: the operation may take effect once at any time after the start of the call, or never. */
    public record Unknown() implements Response {}
}
