package com.bbws.orders.cli.command;

import com.bbws.orders.application.OrderDocument;
import com.bbws.orders.cli.output.HistoryView;
import com.bbws.orders.cli.output.Output;
import com.bbws.orders.cli.output.RejectionMessage;
import com.bbws.orders.cli.output.RevisionDocument;
import com.bbws.orders.cli.output.TerminalText;
import com.bbws.orders.cli.process.ExitCode;
import com.bbws.orders.cli.session.OrderSelection;
import com.bbws.orders.cli.session.UseCaseFactory;
import com.bbws.orders.cli.session.UseCases;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.StoredOrder;
import com.bbws.orders.domain.UnreadableOrder;
import com.bbws.orders.domain.history.OrderRevision;
import com.bbws.orders.domain.port.TimeRange;
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
        description = "Show one order. Soft-deleted orders are shown too, marked as such.",
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
        selection.orderId(); // an invalid id is an error before a connection is opened
        try (UseCases useCases = useCaseFactory.open()) {
            OrderKey key = selection.orderKey(useCases.findOrder()::tenantsOf);
            StoredOrder found = useCases.findOrder().handle(key);
            return show(
                            found,
                            withHistory
                                    ? Optional.of(useCases.readOrderHistory()
                                            .handle(key, TimeRange.ALWAYS)
                                            .toList())
                                    : Optional.empty())
                    .number();
        }
    }

    private ExitCode show(StoredOrder found, Optional<List<OrderRevision>> history) {
        if (output.isDocument()) {
            Map<String, Object> document = new LinkedHashMap<>(OrderDocument.withProblems(found));
            history.ifPresent(revisions -> document.put(
                    "history", revisions.stream().map(RevisionDocument::of).toList()));
            output.show(document);
        } else {
            output.show(found);
            history.ifPresent(this::print);
        }
        return found.fold(order -> ExitCode.SUCCESS, this::reportUnreadable);
    }

    private ExitCode reportUnreadable(UnreadableOrder order) {
        spec.commandLine()
                .getErr()
                .println(TerminalText.of("Error: " + RejectionMessage.of(order, spec.commandLine())));
        return ExitCode.REFUSED;
    }

    private void print(List<OrderRevision> history) {
        output.out().println();
        if (history.isEmpty()) {
            output.out().println(HistoryView.EMPTY);
        } else {
            new HistoryView(output, false).print(history.iterator());
        }
    }
}
