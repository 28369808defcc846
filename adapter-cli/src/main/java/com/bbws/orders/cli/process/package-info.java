/**
 * The operating system's side of the program: streams, terminal, environment variables, Ctrl-C and exit codes.
 *
 * <p>Start with {@link com.bbws.orders.cli.process.ProcessContext}; tests replace it. {@link
 * com.bbws.orders.cli.process.ExitCode} lists the exit codes, and {@link com.bbws.orders.cli.process.CliException} ends
 * a command with one of them. Nothing here depends on orders or the database.
 */
package com.bbws.orders.cli.process;
