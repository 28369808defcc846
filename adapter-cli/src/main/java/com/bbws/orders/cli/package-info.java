/**
 * The {@code orders} command line (docs/contract.md, 5). Data goes to stdout, everything else to stderr.
 *
 * <p>One class a command, named after it. A new one is listed in {@link com.bbws.orders.cli.OrdersCli}, gets its use case
 * from {@code UseCases} and is made in {@code Wiring}, which is the only class that knows the database; everything outside the process comes in through {@code
 * ProcessContext}.
 */
package com.bbws.orders.cli;
