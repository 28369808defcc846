/**
 * Shell completion: {@code orders completion} and the scripts that it prints.
 *
 * <p>Start with {@link com.bbws.orders.cli.completion.CompletionCommand}. Each shell has one class. The scripts
 * are generated from picocli's model of the command line, so a new command or option needs no change here. The build
 * also runs this command, to add the scripts to the distribution.
 */
package com.bbws.orders.cli.completion;
