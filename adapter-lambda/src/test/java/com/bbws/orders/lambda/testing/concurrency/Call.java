package com.bbws.orders.lambda.testing.concurrency;

/**
 * One call of one client, and when it began and ended.
 *
 * @param client whose
 * @param invoked when it began, by a clock that all clients share
 * @param returned when its answer came
 * @param wish what was asked
 * @param answer what was answered
 */
public record Call(String client, long invoked, long returned, Operation wish, Response response) {

    public boolean isUnknown() {
        return response instanceof Response.Unknown;
    }

    /** Returns until when it may have its effect. */
    public long latest() {
        return isUnknown() ? Long.MAX_VALUE : returned;
    }
}
