package com.bbws.orders.lambda.testing.network;

import com.bbws.orders.dynamodb.testing.FaultInjectionProxy.Fault;

/** What the wire may do to one request of DynamoDB, and what follows from it. */
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

    /** When the request is carried out. */
    public enum Arrival {
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

    public Arrival arrival() {
        return arrival;
    }

    /** Tells whether the caller gets an answer that it takes for one. */
    public boolean isAnswered() {
        return isAnswered;
    }

    /** Tells whether an attempt lasts until it is given up. */
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
            case DROP_ANSWER -> Fault.dropAnswer();
            case RESET_ANSWER -> Fault.resetAnswer();
            case TRUNCATE_ANSWER -> Fault.truncateAnswer();
            case ARRIVE_LATE -> Fault.arriveLate();
            case DELAY -> Fault.delay();
        };
    }
}
