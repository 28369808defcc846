package com.bbws.orders.lambda.testing.concurrency;

/**
 * One call of one client.
 *
 * @param client the name of the client
 * @param invoked the start of the call, in steps of a clock that all clients share
 * @param returned the end of the call
 * @param operation the requested operation
 * @param response the response
 */
public record Call(String client, long invoked, long returned, Operation operation, Response response) {

    public boolean isUnknown() {
        return response instanceof Response.Unknown;
    }

    /** Returns the latest step at which the call may take effect. */
    public long latest() {
        return isUnknown() ? Long.MAX_VALUE : returned;
    }
}
