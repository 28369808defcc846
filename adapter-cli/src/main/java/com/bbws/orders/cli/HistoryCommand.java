package com.bbws.orders.cli;

import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.OrderRevision;
import java.util.Iterator;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code orders history}: what happened to an order, the newest change last. */
@Command(
        name = "history",
        description = {
            "Show what happened to an order: who changed what, when and why, the newest change last.",
            "",
            "It is recorded from the table's stream, a few seconds after the change, whoever made it. Who made it is unknown"
                    + " where the change does not say so. An order that was taken out of the table is found with --tenant"
                    + " alone."
        },
        footer = {
            "",
            "Examples:",
            "  orders history order_4d2e",
            "  orders history order_4d2e --tenant tenant_9f1c --env prod",
            "  orders history order_4d2e -o json | jq '.[] | select(.statusAfter == \"paid\")'"
        })
final class HistoryCommand implements Callable<Integer> {

    private final Tables tables;
    private final Output output;

    @Mixin
    private final OrderSelection selection = new OrderSelection();

    @Spec
    private CommandSpec spec;

    HistoryCommand(Tables tables, Output output) {
        this.tables = tables;
        this.output = output;
    }

    @Override
    public Integer call() {
        OrderId id = selection.orderId();
        try (OpenTable table = tables.open();
                Stream<OrderRevision> revisions =
                        table.readOrderHistory().handle(selection.tenantId(table.findOrder()), id)) {
            show(revisions.iterator());
        }
        return ExitCode.DONE.number();
    }

    private void show(Iterator<OrderRevision> revisions) {
        if (output.isDocument()) {
            output.showAll(revisions, RevisionDocument::of);
        } else if (revisions.hasNext()) {
            new HistorySheet(output).print(revisions);
        } else {
            spec.commandLine().getErr().println("No changes are recorded.");
        }
    }
}
