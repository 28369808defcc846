package com.bbws.orders.cli.command;

import static com.bbws.orders.cli.output.TextTable.Align.LEFT;
import static com.bbws.orders.cli.output.TextTable.Align.RIGHT;
import static com.bbws.orders.cli.output.TextTable.Fit.CUT;
import static com.bbws.orders.cli.output.TextTable.Fit.DROP;
import static com.bbws.orders.cli.output.TextTable.Fit.STAY;

import com.bbws.orders.application.OrderDocument;
import com.bbws.orders.cli.output.Output;
import com.bbws.orders.cli.output.TerminalText;
import com.bbws.orders.cli.output.TextTable;
import com.bbws.orders.cli.process.CliException;
import com.bbws.orders.cli.process.ExitCode;
import com.bbws.orders.cli.session.StatusArgument;
import com.bbws.orders.cli.session.UseCaseFactory;
import com.bbws.orders.cli.session.UseCases;
import com.bbws.orders.domain.EmailAddress;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.domain.StoredOrder;
import com.bbws.orders.domain.TenantId;
import com.bbws.orders.domain.port.TimeRange;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code orders list}: lists a tenant's orders, newest first. */
@Command(
        name = "list",
        description = {
            "List a tenant's orders, newest first. Soft-deleted orders are listed too, marked as such.",
            "",
            "The list comes from an index, which may be a few seconds out of date and does not contain orders without"
                    + " index keys. Use 'orders verify' to find those orders."
        },
        footer = {
            "",
            "Examples:",
            "  orders list --tenant tenant_9f1c --limit 20",
            "  orders list --tenant tenant_9f1c --status paid --status processing",
            "  orders list --tenant tenant_9f1c --since 2026-01-01 --until 2026-01-31 -o json"
        })
public final class ListCommand implements Callable<Integer> {

    private static final TerminalText NONE = TerminalText.of("");
    private static final TerminalText DELETED = TerminalText.of(" (soft-deleted)");

    private final UseCaseFactory useCaseFactory;
    private final Output output;

    @Option(names = "--tenant", paramLabel = "TENANT", required = true, description = "List the orders of this tenant.")
    private String tenant;

    @Option(
            names = "--status",
            paramLabel = "STATUS",
            completionCandidates = StatusArgument.class,
            description =
                    "List only orders with this status: ${COMPLETION-CANDIDATES}. Repeat the option for several statuses.")
    private List<String> statuses = new ArrayList<>();

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "List only orders created at this time or later: an ISO 8601 date (UTC) or date-time.")
    private Optional<String> since = Optional.empty();

    @Option(
            names = "--until",
            paramLabel = "TIME",
            description = "List only orders created at this time or earlier. A date includes the whole day (UTC).")
    private Optional<String> until = Optional.empty();

    @Option(names = "--limit", paramLabel = "N", description = "Maximum number of orders to show. Default: all.")
    private Optional<Long> limit = Optional.empty();

    @Spec
    private CommandSpec spec;

    public ListCommand(UseCaseFactory useCaseFactory, Output output) {
        this.useCaseFactory = useCaseFactory;
        this.output = output;
    }

    @Override
    public Integer call() {
        TenantId tenantId = new TenantId(tenant);
        Set<OrderStatus> selected = EnumSet.noneOf(OrderStatus.class);
        statuses.stream().map(StatusArgument::parse).forEach(selected::add);
        TimeRange created = TimeArgument.range(since, until);
        if (limit.orElse(1L) < 1) {
            throw new CliException(ExitCode.USAGE, "--limit must be 1 or more.");
        }
        try (UseCases useCases = useCaseFactory.open();
                Stream<StoredOrder> orders = useCases.listOrders()
                        .handle(tenantId, created, selected)
                        .limit(limit.orElse(Long.MAX_VALUE))) {
            Iterator<StoredOrder> found = orders.iterator();
            if (!found.hasNext()) {
                boolean isFiltered = !selected.isEmpty() || !created.equals(TimeRange.ALWAYS);
                explainEmptyList(tenantId, isFiltered && hasOrders(tenantId, useCases), useCases);
            }
            show(found);
        }
        return ExitCode.SUCCESS.number();
    }

    private static boolean hasOrders(TenantId tenantId, UseCases useCases) {
        try (Stream<StoredOrder> all = useCases.listOrders().handle(tenantId, TimeRange.ALWAYS, Set.of())) {
            return all.findFirst().isPresent();
        }
    }

    /** Helps to detect a mistyped tenant id, which looks like a tenant without orders. */
    private void explainEmptyList(TenantId tenantId, boolean hasOthers, UseCases useCases) {
        spec.commandLine()
                .getErr()
                .println(
                        hasOthers
                                ? "Tenant " + tenantId.value() + " has orders, but none with this status and time."
                                : useCases.noOrdersMessage(tenantId)
                                        + " 'orders verify --tenant' also finds orders without index keys.");
    }

    private void show(Iterator<StoredOrder> orders) {
        if (output.isDocument()) {
            output.showAll(orders, OrderDocument::withProblems);
        } else if (orders.hasNext()) {
            showTable(orders);
        }
    }

    private void showTable(Iterator<StoredOrder> orders) {
        TextTable table = output.table()
                .column(LEFT, STAY)
                .column(LEFT, STAY)
                .column(LEFT, DROP)
                .column(RIGHT, DROP)
                .column(LEFT, DROP)
                .column(LEFT, CUT)
                .column(LEFT, DROP)
                .row("Order id", "Status", "Age", "Total", "Number", "Customer", "Created");
        output.printAll(table, orders, this::row);
    }

    private TerminalText[] row(StoredOrder order) {
        TerminalText status = order.fold(
                readable -> output.colors().of(readable.status()),
                unreadable -> TerminalText.of(unreadable.statusText().orElse("(none)") + " (unreadable)"));
        return new TerminalText[] {
            TerminalText.of(order.id().value()),
            status.plus(order.isActive() ? NONE : DELETED),
            text(order.dateCreated().flatMap(output::age)),
            text(order.total()
                    .map(total -> order.currency().map(code -> code + " ").orElse("")
                            + total.amount().toPlainString())
                    .or(() -> Optional.of("?").filter(unknown -> hasUnreadableAmount(order)))),
            text(order.orderNumber()),
            text(order.customerEmail().map(EmailAddress::text)),
            text(order.dateCreated())
        };
    }

    private static boolean hasUnreadableAmount(StoredOrder order) {
        int otherProblems =
                order.fold(readable -> 0, unreadable -> unreadable.defects().size());
        return order.problems().size() > otherProblems;
    }

    private static TerminalText text(Optional<String> text) {
        return TerminalText.of(text.orElse(""));
    }
}
