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
 * What the shell gives to a program, and so everything outside of it but the database.
 *
 * @param in what is typed; throws if it is no UTF-8
 * @param pipe the same as bytes, for what is piped in. A command reads one of the two
 * @param out for data
 * @param err for everything else
 * @param isTerminal whether a person sits there: both input and output are a terminal
 * @param outIsTerminal whether a person reads {@code out}, whatever is piped in; asked as the next one
 * @param errIsTerminal whether a person reads {@code err}, empty if that is unknown; asked only where it matters, for it
 *     takes time to find out
 * @param readerIsGone whether what read {@code out} has closed it, as {@code head} does
 * @param columns how wide the terminal is; asked only where there is one
 * @param variables the environment variables
 * @param user the operating system's name for who runs the program
 * @param clock tells the time
 * @param interrupts tells of Ctrl-C
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
    private static final int USUAL_WIDTH = 80;

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

    /** Returns how wide the terminal is: as {@code COLUMNS} says, else as it is. */
    public int width() {
        return columnsVariable().orElseGet(columns::getAsInt);
    }

    /** Returns how wide text is that may go elsewhere too: as the terminal where it goes to one, else 80 columns. */
    public int textWidth() {
        return columnsVariable().orElseGet(() -> outIsTerminal.getAsBoolean() ? columns.getAsInt() : USUAL_WIDTH);
    }

    private Optional<Integer> columnsVariable() {
        return Optional.ofNullable(variables.get(COLUMNS_VARIABLE))
                .filter(text -> NUMBER_OF_COLUMNS.matcher(text).matches())
                .map(Integer::valueOf);
    }

    /** Tells whether the terminal understands no control sequences. */
    public boolean isDumb() {
        return DUMB.equals(variables.get(TERM_VARIABLE));
    }

    /** Returns the shell that this process was started from. */
    public static ProcessContext ofThisProcess() {
        // Java 22 to 24 have a console even where there is no terminal, unless they are told to use the plain old one.
        System.setProperty("jdk.console", "java.base");
        // UTF-8 whatever the locale: a JSON document must not lose its accents in a container without one.
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
