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

/** {@code orders get}: shows one order, also a deleted one, and as much as possible of an unreadable one. */
@Command(
        name = "get",
        description = "Show one order. Deleted orders are shown too.",
        footer = {
            "",
            "Examples:",
            "  orders get order_4d2e",
            "  orders get order_4d2e --tenant tenant_9f1c --env prod",
            "  orders get order_4d2e --history",
            "  orders get order_4d2e -o json | jq -r .status"
        })
public final class GetCommand implements Callable<Integer> {

    private final UseCaseFactory useCaseFactory;
    private final Output output;

    @Mixin
    private final OrderSelection selection = new OrderSelection();

    @Option(names = "--history", description = "Also show the history of the order, as 'orders history' does.")
    private boolean withHistory;

    @Spec
    private CommandSpec spec;

    public GetCommand(UseCaseFactory useCaseFactory, Output output) {
        this.useCaseFactory = useCaseFactory;
        this.output = output;
    }

    @Override
    public Integer call() {
        OrderId id = selection.orderId();
        try (UseCases useCases = useCaseFactory.open()) {
            StoredOrder found = useCases.findOrder().handle(selection.tenantId(useCases.findOrder()), id);
            return show(found, withHistory ? Optional.of(history(useCases, found)) : Optional.empty())
                    .number();
        }
    }

    private static List<OrderRevision> history(UseCases useCases, StoredOrder found) {
        return useCases.readOrderHistory().handle(found.tenantId(), found.id()).toList();
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
        return ExitCode.SUCCESS;
    }

    private void print(List<OrderRevision> history) {
        output.out().println();
        if (history.isEmpty()) {
            output.out().println(HistoryView.EMPTY);
        } else {
            new HistoryView(output).print(history.iterator());
        }
    }
}
