package com.bbws.orders.lambda.testing.network;

import com.bbws.orders.dynamodb.testing.FaultInjectionProxy.Fault;

/** The network faults of one request to DynamoDB, and their effect. */
public enum WireFault {
    DROP_REQUEST(Arrival.NEVER, false),
    RESET(Arrival.NEVER, false),
    THROTTLE(Arrival.NEVER, false),
    SERVER_ERROR(Arrival.NEVER, false),
    HANG(Arrival.NEVER, false),
    DROP_ANSWER(Arrival.AT_ONCE, false),
    RESET_ANSWER(Arrival.AT_ONCE, false),
    TRUNCATE_ANSWER(Arrival.AT_ONCE, false),
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
    private final boolean isAnswered;

    WireFault(Arrival arrival, boolean isAnswered) {
        this.arrival = arrival;
        this.isAnswered = isAnswered;
    }

    public Arrival arrival() {
        return arrival;
    }

    /** Returns whether the caller receives a complete response. */
    public boolean isAnswered() {
        return isAnswered;
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
            case DROP_ANSWER -> Fault.dropResponse();
            case RESET_ANSWER -> Fault.resetResponse();
            case TRUNCATE_ANSWER -> Fault.truncateResponse();
            case ARRIVE_LATE -> Fault.forwardAfterTimeout();
            case DELAY -> Fault.delay();
        };
    }
}
