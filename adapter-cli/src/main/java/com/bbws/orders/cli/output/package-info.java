/**
 * How results are shown: tables and messages for people, JSON and YAML documents for programs, diagrams, progress bars.
 *
 * <p>Start with {@link com.bbws.orders.cli.output.Output}. {@code *View} classes lay out tables; {@code *Document}
 * classes build what programs read (described in docs/cli-json.md). Stored text is printed on a terminal only
 * as {@link com.bbws.orders.cli.output.TerminalText}, which replaces control characters. No class here calls a use case.
 */
package com.bbws.orders.cli.output;
