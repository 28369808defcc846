package com.bbws.orders.cli.command;

import static java.util.stream.Collectors.joining;

import com.bbws.orders.application.FindOrder;
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
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.TenantId;
import com.bbws.orders.domain.history.OrderRevision;
import com.bbws.orders.domain.port.TimeRange;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code orders history}: shows the recorded changes of an order, newest last. */
@Command(
        name = "history",
        description = {
            "Show the history of an order: who changed what, when and why. The newest change is last.",
            "",
            "The history includes the changes of every service that writes orders. It is recorded from the table's stream,"
                    + " a few seconds after each change. If another service writes an order and sets no author, the author is"
                    + " unknown.",
            "",
            "The history of a removed order is shown too. Without --tenant, the whole table is read to find it. This takes"
                    + " longer and consumes as much read capacity as 'orders verify --all'."
        },
        footer = {
            "",
            "Examples:",
            "  orders history order_4d2e",
            "  orders history order_4d2e --tenant tenant_9f1c --env prod",
            "  orders history order_4d2e --since 2026-01-01 --until 2026-01-31 --verbose",
            "  orders history order_4d2e -o json | jq '.[] | select(.statusAfter == \"paid\")'"
        })
public final class HistoryCommand implements Callable<Integer> {

    private final UseCaseFactory useCaseFactory;
    private final Output output;
    private final ProcessContext process;

    @Mixin
    private final OrderSelection selection = new OrderSelection();

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "Show only changes at this time or later: an ISO 8601 date (UTC) or date-time.")
    private Optional<String> since = Optional.empty();

    @Option(
            names = "--until",
            paramLabel = "TIME",
            description = "Show only changes at this time or earlier. A date includes the whole day (UTC).")
    private Optional<String> until = Optional.empty();

    @Option(
            names = "--verbose",
            description =
                    "Also show the id of the request that made each change, as in the service's log. JSON and YAML"
                            + " always contain it.")
    private boolean verbose;

    @Spec
    private CommandSpec spec;

    public HistoryCommand(UseCaseFactory useCaseFactory, Output output, ProcessContext process) {
        this.useCaseFactory = useCaseFactory;
        this.output = output;
        this.process = process;
    }

    @Override
    public Integer call() {
        selection.orderId(); // an invalid id is an error before a connection is opened
        TimeRange recorded = TimeArgument.range(since, until);
        try (UseCases useCases = useCaseFactory.open()) {
            OrderKey key = selection.orderKey(id -> tenantsOf(id, useCases.findOrder()));
            try (Stream<OrderRevision> revisions = useCases.readOrderHistory().handle(key, recorded)) {
                show(revisions.iterator(), recorded);
            }
        }
        return ExitCode.SUCCESS.number();
    }

    private Set<TenantId> tenantsOf(OrderId id, FindOrder orders) {
        Set<TenantId> indexed = orders.tenantsOf(id);
        return indexed.isEmpty() && !OrderSelection.isLikeAnOrderNumber(id) ? recordedTenantsOf(id) : indexed;
    }

    /** Finds the tenants of a removed order, which is in no index, from its history. */
    private Set<TenantId> recordedTenantsOf(OrderId id) {
        print("Order " + id.value() + " not found in the index. Searching the whole table for its history."
                + " Use --tenant to avoid this search.");
        try (UseCases useCases = useCaseFactory.openForBatch()) {
            Set<TenantId> recorded;
            try (Progress progress = Progress.of("items", process)) {
                recorded = useCases.readOrderHistory().tenantsOf(id, (items, total) -> {
                    total.ifPresent(progress::expect);
                    progress.step(items);
                });
            }
            if (recorded.isEmpty()) {
                throw new CliException(
                        ExitCode.NOT_FOUND,
                        "No history found for order " + id.value() + ", and the order is not in the index, which"
                                + " may be a few seconds out of date. Use --tenant to read the table directly.");
            }
            print("History found for tenant "
                    + recorded.stream().map(TenantId::value).collect(joining(", ")) + ".");
            return recorded;
        }
    }

    private void print(String message) {
        spec.commandLine().getErr().println(message);
    }

    private void show(Iterator<OrderRevision> revisions, TimeRange recorded) {
        if (output.isDocument()) {
            output.showAll(revisions, RevisionDocument::of);
        } else if (revisions.hasNext()) {
            new HistoryView(output, verbose).print(revisions);
        } else {
            print(recorded.equals(TimeRange.ALWAYS) ? HistoryView.EMPTY : "No changes are recorded in this time.");
        }
    }
}
