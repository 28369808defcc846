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
import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.domain.TenantId;
import com.bbws.orders.domain.UnreadableOrder;
import com.bbws.orders.domain.port.StoredOrder;
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

/** {@code orders list}: a tenant's orders, the newest first. */
@Command(
        name = "list",
        description = {
            "List a tenant's orders, the newest first, deleted ones included.",
            "",
            "The list comes from an index, which lags a little and misses orders without index keys: 'orders verify'"
                    + " finds those."
        },
        footer = {
            "",
            "Examples:",
            "  orders list --tenant tenant_9f1c --limit 20",
            "  orders list --tenant tenant_9f1c --status paid --status processing",
            "  orders list --tenant tenant_9f1c --since 2026-01-01 --until 2026-01-31 -o json"
        })
public final class ListCommand implements Callable<Integer> {

    private static final TerminalText NOTHING = TerminalText.of("");
    private static final TerminalText DELETED = TerminalText.of(" (deleted)");

    private final UseCaseFactory tables;
    private final Output output;

    @Option(names = "--tenant", paramLabel = "TENANT", required = true, description = "Whose orders.")
    private String tenant;

    @Option(
            names = "--status",
            paramLabel = "STATUS",
            completionCandidates = StatusArgument.class,
            description = "Only orders of this status: ${COMPLETION-CANDIDATES}. May be given several times.")
    private List<String> statuses = new ArrayList<>();

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "Only orders created then or later: an ISO 8601 date, in UTC, or date-time.")
    private Optional<String> since = Optional.empty();

    @Option(
            names = "--until",
            paramLabel = "TIME",
            description = "Only orders created then or earlier; a date means to the end of that day, in UTC.")
    private Optional<String> until = Optional.empty();

    @Option(names = "--limit", paramLabel = "N", description = "Maximum number of orders to show. Default: all.")
    private Optional<Long> limit = Optional.empty();

    @Spec
    private CommandSpec spec;

    public ListCommand(UseCaseFactory tables, Output output) {
        this.tables = tables;
        this.output = output;
    }

    @Override
    public Integer call() {
        TenantId tenantId = new TenantId(tenant);
        Set<OrderStatus> wanted = EnumSet.noneOf(OrderStatus.class);
        statuses.stream().map(StatusArgument::parse).forEach(wanted::add);
        TimeRange created = new TimeRange(
                since.map(text -> TimeArgument.from("--since", text)),
                until.map(text -> TimeArgument.until("--until", text)));
        if (created.from().isPresent()
                && created.until()
                        .filter(end -> !created.from().get().isBefore(end))
                        .isPresent()) {
            throw new CliException(ExitCode.USAGE, "--since must not be after --until.");
        }
        if (limit.orElse(1L) < 1) {
            throw new CliException(ExitCode.USAGE, "--limit must be 1 or more.");
        }
        try (UseCases table = tables.open();
                Stream<StoredOrder> orders =
                        table.listOrders().handle(tenantId, created, wanted).limit(limit.orElse(Long.MAX_VALUE))) {
            Iterator<StoredOrder> found = orders.iterator();
            if (!found.hasNext()) {
                boolean isRestricted = !wanted.isEmpty() || !created.equals(TimeRange.ALWAYS);
                tellWhyThereAreNone(tenantId, isRestricted && hasOrders(tenantId, table), table);
            }
            show(found);
        }
        return ExitCode.DONE.number();
    }

    private static boolean hasOrders(TenantId tenantId, UseCases table) {
        try (Stream<StoredOrder> all = table.listOrders().handle(tenantId, TimeRange.ALWAYS, Set.of())) {
            return all.findFirst().isPresent();
        }
    }

    /** A mistyped tenant looks like one that has no orders. */
    private void tellWhyThereAreNone(TenantId tenantId, boolean hasOthers, UseCases table) {
        spec.commandLine()
                .getErr()
                .println(
                        hasOthers
                                ? "Tenant " + tenantId.value() + " has orders, but none of this status and time."
                                : "Tenant " + tenantId.value() + " has no orders in " + table.name()
                                        + ". Check the tenant id."
                                        + " 'orders verify --tenant' also looks at orders that the index misses.");
    }

    private void show(Iterator<StoredOrder> orders) {
        if (output.isDocument()) {
            output.showAll(orders, OrderDocument::of);
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

    private TerminalText[] row(StoredOrder stored) {
        if (stored instanceof StoredOrder.Readable readable) {
            Order order = readable.order();
            return row(order, output.colors().of(order.status()).plus(order.isActive() ? NOTHING : DELETED));
        }
        UnreadableOrder broken = ((StoredOrder.Unreadable) stored).order();
        String status = broken.storedStatus().orElse("(none)") + " (unreadable)";
        // Any status will do: the one that is stored is shown in its place.
        return row(broken.as(OrderStatus.PENDING), TerminalText.of(status).plus(broken.isActive() ? NOTHING : DELETED));
    }

    private TerminalText[] row(Order order, TerminalText status) {
        return new TerminalText[] {
            TerminalText.of(order.id().value()),
            status,
            text(order.dateCreated().flatMap(output::age)),
            text(order.total()
                    .map(total -> order.currency().map(code -> code + " ").orElse("")
                            + total.amount().toPlainString())
                    .or(() -> Optional.of("?")
                            .filter(unknown -> !order.unreadable().isEmpty()))),
            text(order.orderNumber()),
            text(order.customerEmail().map(EmailAddress::text)),
            text(order.dateCreated())
        };
    }

    private static TerminalText text(Optional<String> text) {
        return TerminalText.of(text.orElse(""));
    }
}
