package com.bbws.orders.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/**
 * What the shell gives to a program, and so everything outside of it but the database.
 *
 * @param in what is typed; throws if it is no UTF-8
 * @param pipe the same as bytes, for what is piped in. A command reads one of the two
 * @param out for data
 * @param err for everything else
 * @param isTerminal whether a person sits there: both input and output are a terminal
 * @param outIsTerminal whether a person reads {@code out}, whatever is piped in; asked as the next one
 * @param errIsTerminal whether a person reads {@code err}; asked only where it matters, for it takes time to find out
 * @param columns how wide the terminal is; asked only where there is one
 * @param variables the environment variables
 * @param user the operating system's name for who runs the program
 * @param clock tells the time
 * @param interrupts tells of Ctrl-C
 */
record Shell(
        BufferedReader in,
        InputStream pipe,
        PrintWriter out,
        PrintWriter err,
        boolean isTerminal,
        BooleanSupplier outIsTerminal,
        BooleanSupplier errIsTerminal,
        IntSupplier columns,
        Map<String, String> variables,
        String user,
        Clock clock,
        Interruption.Source interrupts) {

    Shell {
        requireNonNull(in, "in");
        requireNonNull(pipe, "pipe");
        requireNonNull(out, "out");
        requireNonNull(err, "err");
        requireNonNull(outIsTerminal, "outIsTerminal");
        requireNonNull(errIsTerminal, "errIsTerminal");
        requireNonNull(columns, "columns");
        variables = Map.copyOf(variables);
        requireNonNull(user, "user");
        requireNonNull(clock, "clock");
        requireNonNull(interrupts, "interrupts");
    }

    /** Returns the shell that this process was started from. */
    static Shell ofThisProcess() {
        // Java 22 to 24 have a console even where there is no terminal, unless they are told to use the plain old one.
        System.setProperty("jdk.console", "java.base");
        // UTF-8 whatever the locale: a JSON document must not lose its accents in a container without one.
        return new Shell(
                new BufferedReader(new InputStreamReader(System.in, UTF_8.newDecoder())),
                System.in,
                new PrintWriter(ProcessOut.ofThisProcess(), true, UTF_8),
                new PrintWriter(System.err, true, UTF_8),
                System.console() != null,
                ProcessTerminal::isOut,
                ProcessTerminal::isErr,
                ProcessTerminal::columns,
                System.getenv(),
                System.getProperty("user.name", ""),
                Clock.systemUTC(),
                Interruption.ofThisProcess());
    }
}
