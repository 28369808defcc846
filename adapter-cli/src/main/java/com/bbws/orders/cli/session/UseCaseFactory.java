package com.bbws.orders.cli.session;

import com.bbws.orders.cli.process.CliException;

/** Creates the use cases on the table that the global options select. */
public interface UseCaseFactory {

    /**
     * Creates them for work on one order.
     *
     * @throws CliException if an option or an environment variable is invalid
     */
    UseCases open();

    /**
     * Creates them for work on many orders. Throttled requests are retried for longer.
     *
     * @throws CliException if an option or an environment variable is invalid
     */
    UseCases openForBatch();
}
