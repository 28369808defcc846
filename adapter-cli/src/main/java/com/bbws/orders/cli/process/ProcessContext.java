package com.bbws.orders.cli.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Everything outside the program except the database: streams, terminal, environment, clock and Ctrl-C.
 *
 * @param in stdin as text; throws if it is not UTF-8
 * @param pipe stdin as bytes. A command reads either {@code in} or {@code pipe}
 * @param out stdout, for data
 * @param err stderr, for everything else
 * @param isTerminal whether both stdin and stdout are a terminal
 * @param outIsTerminal whether stdout is a terminal; a supplier because the answer takes time
 * @param errIsTerminal whether stderr is a terminal, empty if unknown; a supplier because the answer takes time
 * @param readerIsGone whether the reader of stdout has closed it, as {@code head} does
 * @param columns the width of the terminal; called only with a terminal
 * @param variables the environment variables
 * @param user the operating system's user name
 * @param clock the clock
 * @param interrupts the source of Ctrl-C
 */
public record ProcessContext(
        BufferedReader in,
        InputStream pipe,
        PrintWriter out,
        PrintWriter err,
        boolean isTerminal,
        BooleanSupplier outIsTerminal,
        Supplier<Optional<Boolean>> errIsTerminal,
        BooleanSupplier readerIsGone,
        IntSupplier columns,
        Map<String, String> variables,
        String user,
        Clock clock,
        InterruptHandler.Source interrupts) {

    private static final String COLUMNS_VARIABLE = "COLUMNS";
    private static final Pattern NUMBER_OF_COLUMNS = Pattern.compile("[1-9]\\d{0,4}");
    private static final int DEFAULT_WIDTH = 80;

    private static final String TERM_VARIABLE = "TERM";
    private static final String DUMB = "dumb";

    public ProcessContext {
        requireNonNull(in, "in");
        requireNonNull(pipe, "pipe");
        requireNonNull(out, "out");
        requireNonNull(err, "err");
        requireNonNull(outIsTerminal, "outIsTerminal");
        requireNonNull(errIsTerminal, "errIsTerminal");
        requireNonNull(readerIsGone, "readerIsGone");
        requireNonNull(columns, "columns");
        variables = Map.copyOf(variables);
        requireNonNull(user, "user");
        requireNonNull(clock, "clock");
        requireNonNull(interrupts, "interrupts");
    }

    /** Returns the width of the terminal: {@code COLUMNS} if set, else the detected width. */
    public int width() {
        return columnsVariable().orElseGet(columns::getAsInt);
    }

    /** Returns the width of running text: that of the terminal, or 80 columns if stdout is not a terminal. */
    public int textWidth() {
        return columnsVariable().orElseGet(() -> outIsTerminal.getAsBoolean() ? columns.getAsInt() : DEFAULT_WIDTH);
    }

    private Optional<Integer> columnsVariable() {
        return Optional.ofNullable(variables.get(COLUMNS_VARIABLE))
                .filter(text -> NUMBER_OF_COLUMNS.matcher(text).matches())
                .map(Integer::valueOf);
    }

    /** Returns whether the terminal does not support control sequences. */
    public boolean isDumb() {
        return DUMB.equals(variables.get(TERM_VARIABLE));
    }

    /** Returns the context of this process. */
    public static ProcessContext ofThisProcess() {
        // Java 22 to 24 have a console even without a terminal, unless this property selects the old implementation.
        System.setProperty("jdk.console", "java.base");
        // UTF-8 in every locale: a JSON document must keep its accents in a container without a UTF-8 locale.
        StandardOutput out = StandardOutput.ofThisProcess();
        return new ProcessContext(
                new BufferedReader(new InputStreamReader(System.in, UTF_8.newDecoder())),
                System.in,
                new PrintWriter(out, true, UTF_8),
                new PrintWriter(System.err, true, UTF_8),
                System.console() != null,
                ProcessTerminal::isOut,
                ProcessTerminal::isErr,
                out::readerIsGone,
                ProcessTerminal::columns,
                System.getenv(),
                System.getProperty("user.name", ""),
                Clock.systemUTC(),
                InterruptHandler.ofThisProcess());
    }
}
