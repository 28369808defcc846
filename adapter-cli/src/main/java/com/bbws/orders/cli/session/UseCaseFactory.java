package com.bbws.orders.cli.session;

import com.bbws.orders.cli.process.CliException;

/** Opens the table that the global options name. */
public interface UseCaseFactory {

    /**
     * Opens it for one order.
     *
     * @throws CliException if the options or the variables name no table
     */
    UseCases open();

    /**
     * Opens it for many orders at once, where being throttled is no failure.
     *
     * @throws CliException if the options or the variables name no table
     */
    UseCases openForBatch();
}
