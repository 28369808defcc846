package com.bbws.orders.cli.command;

import com.bbws.orders.application.OrderDocument;
import com.bbws.orders.cli.output.HistoryView;
import com.bbws.orders.cli.output.Output;
import com.bbws.orders.cli.output.RefusalMessage;
import com.bbws.orders.cli.output.RevisionDocument;
import com.bbws.orders.cli.output.TerminalText;
import com.bbws.orders.cli.process.ExitCode;
import com.bbws.orders.cli.session.OrderSelection;
import com.bbws.orders.cli.session.UseCaseFactory;
import com.bbws.orders.cli.session.UseCases;
import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.history.OrderRevision;
import com.bbws.orders.domain.port.StoredOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code orders get}: shows one order, also a deleted one and what can be told of an unreadable one. */
@Command(
        name = "get",
        description = "Show one order, also a deleted one.",
        footer = {
            "",
            "Examples:",
            "  orders get order_4d2e",
            "  orders get order_4d2e --tenant tenant_9f1c --env prod",
            "  orders get order_4d2e --history",
            "  orders get order_4d2e -o json | jq -r .status"
        })
public final class GetCommand implements Callable<Integer> {

    private final UseCaseFactory tables;
    private final Output output;

    @Mixin
    private final OrderSelection selection = new OrderSelection();

    @Option(names = "--history", description = "Show what happened to it, too: see 'orders history'.")
    private boolean withHistory;

    @Spec
    private CommandSpec spec;

    public GetCommand(UseCaseFactory tables, Output output) {
        this.tables = tables;
        this.output = output;
    }

    @Override
    public Integer call() {
        OrderId id = selection.orderId();
        try (UseCases table = tables.open()) {
            StoredOrder found = table.findOrder().handle(selection.tenantId(table.findOrder()), id);
            return show(found, withHistory ? Optional.of(history(table, found)) : Optional.empty())
                    .number();
        }
    }

    private static List<OrderRevision> history(UseCases table, StoredOrder found) {
        return table.readOrderHistory().handle(found.tenantId(), found.id()).toList();
    }

    private ExitCode show(StoredOrder found, Optional<List<OrderRevision>> history) {
        if (output.isDocument()) {
            Map<String, Object> document = new LinkedHashMap<>(OrderDocument.of(found));
            history.ifPresent(revisions -> document.put(
                    "history", revisions.stream().map(RevisionDocument::of).toList()));
            output.show(document);
        } else {
            output.show(found);
            history.ifPresent(this::print);
        }
        if (found instanceof StoredOrder.Unreadable unreadable) {
            spec.commandLine()
                    .getErr()
                    .println(TerminalText.of("Error: " + RefusalMessage.of(unreadable.order(), spec.commandLine())));
            return ExitCode.REFUSED;
        }
        return ExitCode.DONE;
    }

    private void print(List<OrderRevision> history) {
        output.out().println();
        if (history.isEmpty()) {
            output.out().println("No changes are recorded.");
        } else {
            new HistoryView(output).print(history.iterator());
        }
    }
}
