package com.bbws.orders.lambda;

import java.time.Clock;
import java.util.Map;

/** The real handler, wired as in Lambda but for where its environment comes from. */
public final class LocalHandler {

    private LocalHandler() {}

    /** Returns a REST handler for an environment, with the machine's clock, logging to standard output. */
    public static UpdateOrderHandler of(Map<String, String> environment) {
        return new UpdateOrderHandler(Wiring.endpoint(environment, Clock.systemUTC(), System.out));
    }
}
