package com.bbws.orders.cli;

import com.bbws.orders.application.OrderDocument;
import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.port.StoredOrder;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The global options that say how data is shown, and the showing. */
final class Output {

    /** What data can be shown as. */
    enum Format {
        TABLE,
        JSON,
        YAML;

        /** Returns the name as operators write it. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final String NO_COLOR_VARIABLE = "NO_COLOR";

    private final Shell shell;

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

    Output(Shell shell) {
        this.shell = shell;
    }

    /** Tells whether failures are shown with all that is known of them. */
    boolean isDebugging() {
        return debug;
    }

    /** Returns the colours; there are none where nobody would see them. stderr has none: Java cannot tell what it is. */
    StatusColors colors() {
        boolean unwanted = noColor
                || !shell.variables().getOrDefault(NO_COLOR_VARIABLE, "").isEmpty();
        return new StatusColors(shell.isTerminal() && !unwanted);
    }

    /** Tells whether data is wanted as a document for programs. */
    boolean isDocument() {
        return format != Format.TABLE;
    }

    void show(Order order) {
        if (isDocument()) {
            show(OrderDocument.of(order));
        } else {
            sheet().print(order);
        }
    }

    void show(StoredOrder.Unreadable unreadable) {
        if (!isDocument()) {
            sheet().print(unreadable);
            return;
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("id", unreadable.id().value());
        document.put("tenantId", unreadable.tenantId().value());
        document.put("active", unreadable.isActive());
        document.put("problems", unreadable.problems());
        show(document);
    }

    /** Shows a tree of maps, lists and scalars. */
    void show(Map<String, Object> document) {
        DocumentWriter writer = format == Format.YAML ? DocumentWriter.yaml() : DocumentWriter.json();
        spec.commandLine().getOut().println(writer.text(document));
    }

    private OrderSheet sheet() {
        return new OrderSheet(colors(), spec.commandLine().getOut());
    }
}
