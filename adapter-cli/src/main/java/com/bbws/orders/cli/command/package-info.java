/**
 * The commands, one class for each, named after the command.
 *
 * <p>Start with {@link com.bbws.orders.cli.command.GetCommand}, the simplest one. {@code *Options} are groups of options
 * that commands share; {@code *Argument} and {@code EnumConverter} convert and check what the operator types.
 *
 * <p>A command checks its options, calls a use case and shows the result. The rules of orders belong to the domain, the
 * layout of results to {@code output}, the processing of files to {@code batch}.
 */
package com.bbws.orders.cli.command;
