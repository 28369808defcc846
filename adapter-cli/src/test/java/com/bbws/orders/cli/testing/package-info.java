/**
 * Helpers for tests of the command line.
 *
 * <p>{@code TestTable} is a table in DynamoDB Local, {@code BatchFixture} one with many orders; {@code
 * TestProcessContext} runs a command in this JVM, {@code OrdersProcess} the packaged jar and {@code Program} any program
 * in a process; {@code Run} is the result of each.
 */
package com.bbws.orders.cli.testing;
