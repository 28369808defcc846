package com.bbws.orders.cli.command;

import static com.bbws.orders.cli.output.TextTable.Align.LEFT;
import static com.bbws.orders.cli.output.TextTable.Fit.STAY;
import static com.bbws.orders.cli.output.TextTable.Fit.WRAP;

import com.bbws.orders.cli.output.Output;
import com.bbws.orders.cli.output.StateDiagramSvg;
import com.bbws.orders.cli.output.StatusColors;
import com.bbws.orders.cli.output.TerminalText;
import com.bbws.orders.cli.output.TextTable;
import com.bbws.orders.cli.process.CliException;
import com.bbws.orders.cli.process.ExitCode;
import com.bbws.orders.domain.OrderStatus;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code orders transitions}: shows the status machine of the domain. */
@Command(
        name = "transitions",
        description = {
            "Show the allowed status transitions.",
            "",
            "An update, by the API or by 'orders update', moves an order forward. A correction, by 'orders fix', allows"
                    + " more transitions. In DOT and SVG diagrams, these have dashed lines."
        },
        footer = {
            "",
            "Examples:",
            "  orders transitions",
            "  orders transitions --format mermaid",
            "  orders transitions --format svg > transitions.svg"
        })
public final class TransitionsCommand implements Callable<Integer> {

    /** The output formats. */
    public enum Format {
        TABLE,
        MERMAID,
        DOT,
        SVG;

        /** Returns the name as operators type it. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Output output;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "Diagram or table format: ${COMPLETION-CANDIDATES}. Default: the format of --output.")
    private Optional<Format> format = Optional.empty();

    public TransitionsCommand(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        if (format.isPresent() && output.isDocument()) {
            throw new CliException(ExitCode.USAGE, "Use --format or --output, not both.");
        }
        if (output.isDocument()) {
            output.show(document());
        } else {
            print(format.orElse(Format.TABLE), output.out());
        }
        return ExitCode.SUCCESS.number();
    }

    private static Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        for (OrderStatus status : OrderStatus.values()) {
            Map<String, Object> next = new LinkedHashMap<>();
            next.put("update", names(status.successors()));
            next.put("fix", names(status.corrections()));
            document.put(status.wireName(), next);
        }
        return document;
    }

    private static List<String> names(Set<OrderStatus> statuses) {
        return statuses.stream().map(OrderStatus::wireName).toList();
    }

    private void print(Format chosen, PrintWriter out) {
        switch (chosen) {
            case TABLE -> printTable(out);
            case MERMAID -> printMermaid(out);
            case DOT -> printDot(out);
            case SVG -> out.print(StateDiagramSvg.svg());
        }
    }

    private void printTable(PrintWriter out) {
        StatusColors colors = output.colors();
        TextTable table = output.table()
                .column(LEFT, STAY)
                .column(LEFT, WRAP)
                .column(LEFT, WRAP)
                .row("Status", "Next statuses", "Also allowed with 'orders fix'");
        for (OrderStatus status : OrderStatus.values()) {
            table.row(
                    colors.of(status),
                    status.isFinal() ? TerminalText.of("none (final)") : colors.of(status.successors()),
                    colors.of(status.correctionsOnly()));
        }
        table.row("any other", "none (unknown)", "any status").printTo(out);
    }

    private static void printMermaid(PrintWriter out) {
        out.println("stateDiagram-v2");
        for (OrderStatus status : OrderStatus.values()) {
            status.successors().forEach(next -> out.println("    " + status.wireName() + " --> " + next.wireName()));
            if (status.isFinal()) {
                out.println("    " + status.wireName() + " --> [*]");
            }
            status.correctionsOnly()
                    .forEach(next -> out.println("    " + status.wireName() + " --> " + next.wireName() + ": fix"));
        }
    }

    private static void printDot(PrintWriter out) {
        out.println("digraph orders {");
        out.println("    node [shape=box, style=rounded];");
        for (OrderStatus status : OrderStatus.values()) {
            status.successors()
                    .forEach(next -> out.println("    " + status.wireName() + " -> " + next.wireName() + ";"));
            status.correctionsOnly()
                    .forEach(next -> out.println(
                            "    " + status.wireName() + " -> " + next.wireName() + " [style=dashed, label=fix];"));
            if (status.isFinal()) {
                out.println("    " + status.wireName() + " [peripheries=2];");
            }
        }
        out.println("}");
    }
}
