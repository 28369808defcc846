package com.bbws.orders.domain.port;

/** How a change was written. */
public enum WriteOutcome {

    /** This attempt wrote the change. */
    WRITTEN,

    /** An earlier attempt of the same request had written the change, and only its answer was lost. */
    RECOVERED
}
