package com.bbws.orders.lambda;

import com.bbws.orders.dynamodb.testing.FaultInjectionProxy.Fault;

/** What the wire may do to one request of DynamoDB, and what follows from it. */
enum WireFault {
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

    /** When the request is carried out. */
    enum Arrival {
        NEVER,
        AT_ONCE,

        /** After the caller has given the attempt up, while it goes on. */
        LATE
    }

    private final Arrival arrival;
    private final boolean isAnswered;

    WireFault(Arrival arrival, boolean isAnswered) {
        this.arrival = arrival;
        this.isAnswered = isAnswered;
    }

    Arrival arrival() {
        return arrival;
    }

    /** Tells whether the caller gets an answer that it takes for one. */
    boolean isAnswered() {
        return isAnswered;
    }

    /** Tells whether an attempt lasts until it is given up. */
    boolean isSlow() {
        return this == HANG || this == ARRIVE_LATE;
    }

    Fault fault() {
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
