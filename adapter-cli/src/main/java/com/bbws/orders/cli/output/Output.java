package com.bbws.orders.cli.output;

import com.bbws.orders.application.OrderDocument;
import com.bbws.orders.cli.process.ProcessContext;
import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.StoredTime;
import com.bbws.orders.domain.port.StoredOrder;
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

/** The global options that say how data is shown, and the showing. */
public final class Output {

    /** What data can be shown as. */
    public enum Format {
        TABLE,
        JSON,
        YAML;

        /** Returns the name as operators write it. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** So many rows decide how wide the columns are: more than a screen, and little to wait for. */
    private static final int ROWS_AT_ONCE = 100;

    private static final String NO_COLOR_VARIABLE = "NO_COLOR";

    private final ProcessContext shell;

    @Option(
            names = {"-o", "--output"},
            scope = ScopeType.INHERIT,
            paramLabel = "FORMAT",
            description = "Show data as ${COMPLETION-CANDIDATES}. Default: table.")
    private Format format = Format.TABLE;

    @Option(
            names = "--no-color",
            scope = ScopeType.INHERIT,
            description = "Show no colours. They are off without a terminal and where $NO_COLOR is set.")
    private boolean noColor;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show the stack trace of a failure.")
    private boolean debug;

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    public Output(ProcessContext shell) {
        this.shell = shell;
    }

    /** Tells whether failures are shown with all that is known of them. */
    public boolean isDebugging() {
        return debug;
    }

    /** Returns the colours; there are none where nobody would see them. stderr has none: Java cannot tell what it is. */
    public StatusColors colors() {
        boolean unwanted = noColor
                || shell.isDumb()
                || !shell.variables().getOrDefault(NO_COLOR_VARIABLE, "").isEmpty();
        return new StatusColors(shell.isTerminal() && !unwanted);
    }

    /** Tells whether data is wanted as a document for programs. */
    public boolean isDocument() {
        return format != Format.TABLE;
    }

    public void show(Order order) {
        show(new StoredOrder.Readable(order));
    }

    public void show(StoredOrder stored) {
        if (isDocument()) {
            show(OrderDocument.of(stored));
        } else if (stored instanceof StoredOrder.Readable readable) {
            new OrderView(this).print(readable.order());
        } else {
            new OrderView(this).print(((StoredOrder.Unreadable) stored).order());
        }
    }

    /** Shows a tree of maps, lists and scalars. */
    public void show(Map<String, Object> document) {
        DocumentWriter writer = format == Format.YAML ? DocumentWriter.yaml() : DocumentWriter.json();
        out().println(writer.text(document));
    }

    /** Shows a list of documents, each when it is there; the list ends when the stream is closed. */
    DocumentListWriter documents() {
        return format == Format.YAML ? DocumentListWriter.yaml(out()) : DocumentListWriter.json(out());
    }

    /** Shows documents as one list, each when it is there, until nobody takes them any more. */
    public <T> void showAll(Iterator<T> elements, Function<T, Map<String, ?>> document) {
        try (DocumentListWriter list = documents()) {
            while (elements.hasNext() && !isBroken()) {
                list.add(document.apply(elements.next()));
            }
        }
    }

    /** Prints a table, each row soon after it is there, until nobody takes them any more. */
    public <T> void printAll(TextTable table, Iterator<T> elements, Function<T, TerminalText[]> row) {
        while (elements.hasNext() && !isBroken()) {
            for (int i = 0; i < ROWS_AT_ONCE && elements.hasNext(); i++) {
                table.row(row.apply(elements.next()));
            }
            table.printTo(out());
        }
    }

    /** Returns an empty table that fits the terminal, if there is one. */
    public TextTable table() {
        return shell.isTerminal() ? TextTable.within(shell.width()) : TextTable.unlimited();
    }

    /** Returns how long ago a stored time was, in words; empty if it is none. */
    public Optional<String> age(String storedTime) {
        return StoredTime.instantOf(storedTime)
                .map(then -> RelativeTime.of(then, shell.clock().instant()));
    }

    /** Tells whether nobody takes the data any more, as after {@code | head}. */
    public boolean isBroken() {
        return out().checkError();
    }

    public PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
