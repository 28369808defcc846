package com.bbws.orders.cli;

import static com.bbws.orders.cli.TextTable.Align.LEFT;

import com.bbws.orders.domain.OrderStatus;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code orders transitions}: the status machine, as the domain has it. */
@Command(
        name = "transitions",
        description = "Show which status may follow which.",
        footer = {
            "",
            "Examples:",
            "  orders transitions",
            "  orders transitions --format mermaid",
            "  orders transitions --format dot | dot -Tpng > transitions.png"
        })
final class TransitionsCommand implements Callable<Integer> {

    /** What the status machine can be shown as. */
    enum Format {
        TABLE,
        MERMAID,
        DOT;

        /** Returns the name as operators write it. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Output output;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "Show it as ${COMPLETION-CANDIDATES}. Default: what --output says.")
    private Optional<Format> format = Optional.empty();

    @Spec
    private CommandSpec spec;

    TransitionsCommand(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        if (format.isEmpty() && output.isDocument()) {
            output.show(document());
        } else {
            print(format.orElse(Format.TABLE), spec.commandLine().getOut());
        }
        return ExitCode.DONE.number();
    }

    private static Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        for (OrderStatus status : OrderStatus.values()) {
            document.put(
                    status.wireName(),
                    status.successors().stream().map(OrderStatus::wireName).toList());
        }
        return document;
    }

    private void print(Format chosen, PrintWriter out) {
        switch (chosen) {
            case TABLE -> printTable(out);
            case MERMAID -> printMermaid(out);
            case DOT -> printDot(out);
        }
    }

    private void printTable(PrintWriter out) {
        StatusColors colors = output.colors();
        TextTable table = new TextTable(LEFT, LEFT).row("Status", "May become");
        for (OrderStatus status : OrderStatus.values()) {
            table.row(
                    colors.of(status),
                    status.isFinal() ? TerminalText.of("nothing, it is final") : colors.of(status.successors()));
        }
        table.printTo(out);
    }

    private static void printMermaid(PrintWriter out) {
        out.println("stateDiagram-v2");
        for (OrderStatus status : OrderStatus.values()) {
            status.successors().forEach(next -> out.println("    " + status.wireName() + " --> " + next.wireName()));
            if (status.isFinal()) {
                out.println("    " + status.wireName() + " --> [*]");
            }
        }
    }

    private static void printDot(PrintWriter out) {
        out.println("digraph orders {");
        out.println("    node [shape=box, style=rounded];");
        for (OrderStatus status : OrderStatus.values()) {
            status.successors()
                    .forEach(next -> out.println("    " + status.wireName() + " -> " + next.wireName() + ";"));
            if (status.isFinal()) {
                out.println("    " + status.wireName() + " [peripheries=2];");
            }
        }
        out.println("}");
    }
}
