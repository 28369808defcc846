package com.bbws.orders.cli;

/** Opens the table that the global options name. */
interface UseCaseFactory {

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
