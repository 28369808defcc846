package com.bbws.orders.cli.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.bbws.orders.cli.OrdersCli;
import com.bbws.orders.cli.Wiring;
import com.bbws.orders.cli.process.InterruptHandler;
import com.bbws.orders.cli.process.ProcessContext;
import com.bbws.orders.domain.testing.OrderFixtures;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
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
import java.util.Optional;
import picocli.CommandLine;

/** Runs the command line in this JVM with streams in memory. */
public final class TestProcessContext {

    /** A source without Ctrl-C. */
    private static final InterruptHandler.Source CALM = onInterrupt -> () -> {};

    private static final int COLUMNS = 120;

    private final Map<String, String> variables;
    private final boolean isTerminal;
    private final int columns;
    private final Reader in;
    private final InputStream pipe;
    private final InterruptHandler.Source interrupts;
    private final Optional<Boolean> errIsTerminal;

    private TestProcessContext(
            Map<String, String> variables,
            boolean isTerminal,
            int columns,
            Reader in,
            InputStream pipe,
            InterruptHandler.Source interrupts,
            Optional<Boolean> errIsTerminal) {
        this.variables = variables;
        this.isTerminal = isTerminal;
        this.columns = columns;
        this.in = in;
        this.pipe = pipe;
        this.interrupts = interrupts;
        this.errIsTerminal = errIsTerminal;
    }

    public static TestProcessContext withVariables(Map<String, String> variables) {
        return new TestProcessContext(
                variables, false, COLUMNS, new StringReader(""), InputStream.nullInputStream(), CALM, Optional.empty());
    }

    public TestProcessContext with(String variable, String value) {
        Map<String, String> more = new HashMap<>(variables);
        more.put(variable, value);
        return new TestProcessContext(more, isTerminal, columns, in, pipe, interrupts, errIsTerminal);
    }

    /** Simulates a terminal on which a person types. */
    public TestProcessContext typing(String input) {
        return typing(new StringReader(input));
    }

    public TestProcessContext typing(Reader input) {
        return new TestProcessContext(variables, true, columns, input, pipe, interrupts, errIsTerminal);
    }

    /** Simulates piped input without a terminal. */
    public TestProcessContext reading(String input) {
        return reading(input.getBytes(UTF_8));
    }

    public TestProcessContext reading(byte[] input) {
        return new TestProcessContext(
                variables,
                false,
                columns,
                Reader.nullReader(),
                new ByteArrayInputStream(input),
                interrupts,
                errIsTerminal);
    }

    /** Sets the width of the terminal. */
    public TestProcessContext wide(int terminalColumns) {
        return new TestProcessContext(variables, isTerminal, terminalColumns, in, pipe, interrupts, errIsTerminal);
    }

    /** Sets the source of Ctrl-C. */
    public TestProcessContext with(InterruptHandler.Source source) {
        return new TestProcessContext(variables, isTerminal, columns, in, pipe, source, errIsTerminal);
    }

    /** Sets whether stderr is a terminal. */
    public TestProcessContext withErrAsTerminal(boolean isOne) {
        return new TestProcessContext(variables, isTerminal, columns, in, pipe, interrupts, Optional.of(isOne));
    }

    public Run run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        ProcessContext process = process(new PrintWriter(out), new PrintWriter(err), false);
        int exitCode = OrdersCli.run(process, arguments);
        return new Run(exitCode, out.toString(), err.toString());
    }

    /** Runs with an output that rejects all data: the reader has closed it, or the disk is full. */
    public Run runClosed(boolean readerIsGone, String... arguments) {
        StringWriter err = new StringWriter();
        Writer closed = new Writer() {
            @Override
            public void write(char[] text, int offset, int length) throws IOException {
                throw new IOException("closed");
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        ProcessContext process = process(new PrintWriter(closed), new PrintWriter(err), readerIsGone);
        return new Run(OrdersCli.run(process, arguments), "", err.toString());
    }

    /** Returns picocli's model of the command line. */
    public static CommandLine commandLine() {
        return new Wiring(withVariables(Map.of())
                        .process(new PrintWriter(Writer.nullWriter()), new PrintWriter(Writer.nullWriter()), false))
                .commandLine();
    }

    private ProcessContext process(PrintWriter out, PrintWriter err, boolean readerIsGone) {
        return new ProcessContext(
                new BufferedReader(in),
                pipe,
                out,
                err,
                isTerminal,
                () -> false,
                () -> errIsTerminal,
                () -> readerIsGone,
                () -> columns,
                variables,
                "thandi",
                Clock.fixed(OrderFixtures.NOON, ZoneOffset.UTC),
                interrupts);
    }
}
