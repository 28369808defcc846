package com.bbws.orders.cli.command;

import static java.util.stream.Collectors.joining;

import com.bbws.orders.application.FindOrder;
import com.bbws.orders.application.ReadOrderHistory;
import com.bbws.orders.cli.output.HistoryView;
import com.bbws.orders.cli.output.Output;
import com.bbws.orders.cli.output.Progress;
import com.bbws.orders.cli.output.RevisionDocument;
import com.bbws.orders.cli.process.CliException;
import com.bbws.orders.cli.process.ExitCode;
import com.bbws.orders.cli.process.ProcessContext;
import com.bbws.orders.cli.session.OrderSelection;
import com.bbws.orders.cli.session.UseCaseFactory;
import com.bbws.orders.cli.session.UseCases;
import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.TenantId;
import com.bbws.orders.domain.history.OrderRevision;
import java.util.Iterator;
import java.util.Set;
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
            "It is recorded from the table's stream, a few seconds after the change, for every service that writes orders."
                    + " Who made a change is unknown where the change does not say so.",
            "",
            "The history of an order that was removed is shown too. Without --tenant the whole table is read to find it,"
                    + " which takes a while and costs as much as 'orders verify --all'."
        },
        footer = {
            "",
            "Examples:",
            "  orders history order_4d2e",
            "  orders history order_4d2e --tenant tenant_9f1c --env prod",
            "  orders history order_4d2e -o json | jq '.[] | select(.statusAfter == \"paid\")'"
        })
public final class HistoryCommand implements Callable<Integer> {

    private final UseCaseFactory tables;
    private final Output output;
    private final ProcessContext shell;

    @Mixin
    private final OrderSelection selection = new OrderSelection();

    @Spec
    private CommandSpec spec;

    public HistoryCommand(UseCaseFactory tables, Output output, ProcessContext shell) {
        this.tables = tables;
        this.output = output;
        this.shell = shell;
    }

    @Override
    public Integer call() {
        OrderId id = selection.orderId();
        try (UseCases table = tables.open()) {
            TenantId tenantId = selection.tenantId(wanted -> tenantsOf(wanted, table.findOrder()));
            try (Stream<OrderRevision> revisions = table.readOrderHistory().handle(tenantId, id)) {
                show(revisions.iterator());
            }
        }
        return ExitCode.DONE.number();
    }

    private Set<TenantId> tenantsOf(OrderId id, FindOrder orders) {
        Set<TenantId> indexed = orders.tenantsOf(id);
        return indexed.isEmpty() && !OrderSelection.isLikeAnOrderNumber(id) ? recordedTenantsOf(id) : indexed;
    }

    /** An order that was removed is in no index: its history tells whose it was. */
    private Set<TenantId> recordedTenantsOf(OrderId id) {
        tell("Order " + id.value() + " is not in the index. Searching the whole table for its history;"
                + " --tenant avoids this search.");
        try (UseCases table = tables.openForBatch()) {
            ReadOrderHistory history = table.readOrderHistory();
            Set<TenantId> recorded;
            try (Progress progress = Progress.of("items", history.approximateSize(), shell)) {
                recorded = history.tenantsOf(id, progress::step);
            }
            if (recorded.isEmpty()) {
                throw new CliException(
                        ExitCode.NOT_FOUND,
                        "No history of an order " + id.value() + " is recorded, and the index does not know the order."
                                + " The index lags and may miss some: give --tenant to look into the table itself.");
            }
            tell("Found in the history of "
                    + recorded.stream().map(TenantId::value).collect(joining(", ")) + ".");
            return recorded;
        }
    }

    private void tell(String sentence) {
        spec.commandLine().getErr().println(sentence);
    }

    private void show(Iterator<OrderRevision> revisions) {
        if (output.isDocument()) {
            output.showAll(revisions, RevisionDocument::of);
        } else if (revisions.hasNext()) {
            new HistoryView(output).print(revisions);
        } else {
            tell("No changes are recorded.");
        }
    }
}
