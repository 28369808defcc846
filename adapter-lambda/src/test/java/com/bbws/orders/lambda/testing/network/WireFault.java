package com.bbws.orders.lambda.testing.network;

import com.bbws.orders.dynamodb.testing.FaultInjectionProxy.Fault;

/** The network faults of one request to DynamoDB, and their effect. */
public enum WireFault {
    DROP_REQUEST(Arrival.NEVER, false),
    RESET(Arrival.NEVER, false),
    THROTTLE(Arrival.NEVER, false),
    SERVER_ERROR(Arrival.NEVER, false),
    HANG(Arrival.NEVER, false),
    DROP_RESPONSE(Arrival.AT_ONCE, false),
    RESET_RESPONSE(Arrival.AT_ONCE, false),
    TRUNCATE_RESPONSE(Arrival.AT_ONCE, false),
    ARRIVE_LATE(Arrival.LATE, false),
    DELAY(Arrival.AT_ONCE, true);

    /** The time at which DynamoDB executes the request. */
    public enum Arrival {
        NEVER,
        AT_ONCE,

        /** After the caller's timeout, while later attempts follow. */
        LATE
    }

    private final Arrival arrival;
    private final boolean hasResponse;

    WireFault(Arrival arrival, boolean hasResponse) {
        this.arrival = arrival;
        this.hasResponse = hasResponse;
    }

    public Arrival arrival() {
        return arrival;
    }

    /** Returns whether the caller receives a complete response. */
    public boolean hasResponse() {
        return hasResponse;
    }

    /** Returns whether the attempt lasts until its timeout. */
    public boolean isSlow() {
        return this == HANG || this == ARRIVE_LATE;
    }

    public Fault fault() {
        return switch (this) {
            case DROP_REQUEST -> Fault.dropRequest();
            case RESET -> Fault.reset();
            case THROTTLE -> Fault.throttle();
            case SERVER_ERROR -> Fault.serverError();
            case HANG -> Fault.hang();
            case DROP_RESPONSE -> Fault.dropResponse();
            case RESET_RESPONSE -> Fault.resetResponse();
            case TRUNCATE_RESPONSE -> Fault.truncateResponse();
            case ARRIVE_LATE -> Fault.forwardAfterTimeout();
            case DELAY -> Fault.delay();
        };
    }
}
