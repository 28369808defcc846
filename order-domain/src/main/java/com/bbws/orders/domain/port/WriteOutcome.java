package com.bbws.orders.domain.port;

/** How a change came to be written. */
public enum WriteOutcome {

    /** The write found the order as it was expected. */
    WRITTEN,

    /**
     * The write found its own change in the store: an earlier attempt of the same call had been carried out, and only
     * its answer was lost (docs/contract.md, 1 Lock).
     */
    RECOVERED
}
