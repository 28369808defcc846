package com.bbws.orders.cli;

/** Opens the table that the global options name. */
interface Tables {

    /**
     * Opens it for one order.
     *
     * @throws CommandFailed if the options or the variables name no table
     */
    OpenTable open();

    /**
     * Opens it for many orders at once, where being throttled is no failure.
     *
     * @throws CommandFailed if the options or the variables name no table
     */
    OpenTable openPatiently();
}
