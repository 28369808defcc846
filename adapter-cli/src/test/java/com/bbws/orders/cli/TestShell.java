package com.bbws.orders.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.bbws.orders.domain.testing.OrderFixtures;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.Writer;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine;

/** A shell in memory, from which the real command line runs. */
final class TestShell {

    /** Nobody ever presses Ctrl-C. */
    private static final Interruption.Source CALM = onInterrupt -> () -> {};

    private static final int COLUMNS = 120;

    private final Map<String, String> variables;
    private final boolean isTerminal;
    private final int columns;
    private final Reader in;
    private final InputStream pipe;
    private final Interruption.Source interrupts;

    private TestShell(
            Map<String, String> variables,
            boolean isTerminal,
            int columns,
            Reader in,
            InputStream pipe,
            Interruption.Source interrupts) {
        this.variables = variables;
        this.isTerminal = isTerminal;
        this.columns = columns;
        this.in = in;
        this.pipe = pipe;
        this.interrupts = interrupts;
    }

    static TestShell withVariables(Map<String, String> variables) {
        return new TestShell(variables, false, COLUMNS, new StringReader(""), InputStream.nullInputStream(), CALM);
    }

    TestShell with(String variable, String value) {
        Map<String, String> more = new HashMap<>(variables);
        more.put(variable, value);
        return new TestShell(more, isTerminal, columns, in, pipe, interrupts);
    }

    /** A person sits there and types this. */
    TestShell typing(String input) {
        return typing(new StringReader(input));
    }

    TestShell typing(Reader input) {
        return new TestShell(variables, true, columns, input, pipe, interrupts);
    }

    /** This comes through a pipe, and no person sits there. */
    TestShell reading(String input) {
        return reading(input.getBytes(UTF_8));
    }

    TestShell reading(byte[] input) {
        return new TestShell(
                variables, false, columns, Reader.nullReader(), new ByteArrayInputStream(input), interrupts);
    }

    /** The terminal is so wide. */
    TestShell wide(int terminalColumns) {
        return new TestShell(variables, isTerminal, terminalColumns, in, pipe, interrupts);
    }

    /** Somebody may press Ctrl-C. */
    TestShell with(Interruption.Source source) {
        return new TestShell(variables, isTerminal, columns, in, pipe, source);
    }

    Run run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Shell shell = shell(new PrintWriter(out), new PrintWriter(err));
        int exitCode = OrdersCli.run(shell, arguments);
        return new Run(exitCode, out.toString(), err.toString());
    }

    /** Returns the command line itself, for what is asked of its model. */
    static CommandLine commandLine() {
        return new Wiring(withVariables(Map.of())
                        .shell(new PrintWriter(Writer.nullWriter()), new PrintWriter(Writer.nullWriter())))
                .commandLine();
    }

    private Shell shell(PrintWriter out, PrintWriter err) {
        return new Shell(
                new BufferedReader(in),
                pipe,
                out,
                err,
                isTerminal,
                () -> false,
                () -> false,
                () -> columns,
                variables,
                "thandi",
                Clock.fixed(OrderFixtures.NOON, ZoneOffset.UTC),
                interrupts);
    }
}
