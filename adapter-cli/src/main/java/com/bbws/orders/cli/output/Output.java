package com.bbws.orders.cli.output;

import com.bbws.orders.application.OrderDocument;
import com.bbws.orders.cli.process.ProcessContext;
import com.bbws.orders.domain.StoredOrder;
import com.bbws.orders.domain.StoredTime;
import java.io.PrintWriter;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The global options for output, and the output in the selected format. */
public final class Output {

    /** The output formats. */
    public enum Format {
        TABLE,
        JSON,
        YAML;

        /** Returns the name as operators type it. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The number of rows that set the column widths: more than a screen, few enough to appear soon. */
    private static final int ROWS_PER_BLOCK = 100;

    private static final String NO_COLOR_VARIABLE = "NO_COLOR";

    private final ProcessContext process;

    @Option(
            names = {"-o", "--output"},
            scope = ScopeType.INHERIT,
            paramLabel = "FORMAT",
            description = "Output format: ${COMPLETION-CANDIDATES}. Default: table.")
    private Format format = Format.TABLE;

    @Option(
            names = "--no-color",
            scope = ScopeType.INHERIT,
            description = "Disable colours. They are also disabled without a terminal and if $NO_COLOR is set.")
    private boolean noColor;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Print the stack trace of an error.")
    private boolean debug;

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    public Output(ProcessContext process) {
        this.process = process;
    }

    /** Returns whether to print the stack trace of an error. */
    public boolean isDebugging() {
        return debug;
    }

    /** Returns the colours for stdout: none without a terminal, on a dumb terminal, or if they are disabled. */
    public StatusColors colors() {
        boolean isDisabled = noColor
                || process.isDumb()
                || !process.variables().getOrDefault(NO_COLOR_VARIABLE, "").isEmpty();
        return new StatusColors(process.isTerminal() && !isDisabled);
    }

    /** Returns whether the format is JSON or YAML. */
    public boolean isDocument() {
        return format != Format.TABLE;
    }

    /** Prints an order. */
    public void show(StoredOrder order) {
        if (isDocument()) {
            show(OrderDocument.withProblems(order));
        } else {
            new OrderView(this).print(order);
        }
    }

    /** Prints a document of maps, lists and scalars. */
    public void show(Map<String, Object> document) {
        DocumentWriter writer = format == Format.YAML ? DocumentWriter.yaml() : DocumentWriter.json();
        out().println(writer.text(document));
    }

    /** Returns a writer for a list of documents; closing it ends the list. */
    DocumentListWriter documents() {
        return format == Format.YAML ? DocumentListWriter.yaml(out()) : DocumentListWriter.json(out());
    }

    /** Prints documents as one list, each as soon as it is available. Stops if the reader has closed the output. */
    public <T> void showAll(Iterator<T> elements, Function<T, Map<String, ?>> document) {
        try (DocumentListWriter list = documents()) {
            while (elements.hasNext() && !isClosed()) {
                list.add(document.apply(elements.next()));
            }
        }
    }

    /** Prints the rows of a table in blocks as they become available. Stops if the reader has closed the output. */
    public <T> void printAll(TextTable table, Iterator<T> elements, Function<T, TerminalText[]> row) {
        while (elements.hasNext() && !isClosed()) {
            for (int i = 0; i < ROWS_PER_BLOCK && elements.hasNext(); i++) {
                table.row(row.apply(elements.next()));
            }
            table.printTo(out());
        }
    }

    /** Returns an empty table that fits the terminal, or has no maximum width without a terminal. */
    public TextTable table() {
        return process.isTerminal() ? TextTable.within(process.width()) : TextTable.unlimited();
    }

    /** Returns the age of a stored time in words; empty if the text is not a time. */
    public Optional<String> age(String storedTime) {
        return StoredTime.instantOf(storedTime)
                .map(then -> RelativeTime.of(then, process.clock().instant()));
    }

    /** Returns whether the output accepts no more data, for example after {@code | head}. */
    public boolean isClosed() {
        return out().checkError();
    }

    public PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
