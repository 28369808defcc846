package com.bbws.orders.cli;

import com.bbws.orders.domain.testing.OrderFixtures;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

/** A shell in memory, from which the real command line runs. */
final class TestShell {

    private final Map<String, String> variables;
    private final boolean isTerminal;
    private final Reader in;

    private TestShell(Map<String, String> variables, boolean isTerminal, Reader in) {
        this.variables = variables;
        this.isTerminal = isTerminal;
        this.in = in;
    }

    static TestShell withVariables(Map<String, String> variables) {
        return new TestShell(variables, false, new StringReader(""));
    }

    TestShell with(String variable, String value) {
        Map<String, String> more = new HashMap<>(variables);
        more.put(variable, value);
        return new TestShell(more, isTerminal, in);
    }

    /** A person sits there and types this. */
    TestShell typing(String input) {
        return typing(new StringReader(input));
    }

    TestShell typing(Reader input) {
        return new TestShell(variables, true, input);
    }

    Run run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Shell shell = new Shell(
                new BufferedReader(in),
                new PrintWriter(out),
                new PrintWriter(err),
                isTerminal,
                variables,
                "thandi",
                Clock.fixed(OrderFixtures.NOON, ZoneOffset.UTC));
        int exitCode = OrdersCli.run(shell, arguments);
        return new Run(exitCode, out.toString(), err.toString());
    }
}
