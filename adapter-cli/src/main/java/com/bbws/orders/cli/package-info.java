/**
 * The {@code orders} command line. Data goes to stdout, everything else to stderr.
 *
 * <p>Start with {@link com.bbws.orders.cli.OrdersCli}, which has the {@code main} method and lists the commands.
 * {@code Wiring} creates the commands and their use cases; it is the only class that uses {@code adapter-dynamodb}.
 * {@code ErrorPrinter} turns every failure into a message and an exit code.
 *
 * <p>The packages are layers: {@code completion}, {@code command}, {@code batch}, {@code output}, {@code session},
 * {@code process}, each of which uses only those after it. A new command goes to {@code command} and is added to
 * {@code OrdersCli} and {@code Wiring}. What a command does does not belong here.
 */
package com.bbws.orders.cli;
