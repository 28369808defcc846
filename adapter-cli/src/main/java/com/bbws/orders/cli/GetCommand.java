package com.bbws.orders.cli;

import com.bbws.orders.domain.BrokenOrder;
import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.port.StoredOrder;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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
            "  orders get order_4d2e -o json | jq -r .status"
        })
final class GetCommand implements Callable<Integer> {

    private final Tables tables;
    private final Output output;

    @Mixin
    private final OrderSelection selection = new OrderSelection();

    @Spec
    private CommandSpec spec;

    GetCommand(Tables tables, Output output) {
        this.tables = tables;
        this.output = output;
    }

    @Override
    public Integer call() {
        OrderId id = selection.orderId();
        try (OpenTable table = tables.open()) {
            return show(table.findOrder().handle(selection.tenantId(table.findOrder()), id))
                    .number();
        }
    }

    private ExitCode show(StoredOrder found) {
        output.show(found);
        if (found instanceof StoredOrder.Unreadable unreadable) {
            spec.commandLine().getErr().println("Error: The order cannot be read. " + wayOut(unreadable.order()));
            return ExitCode.REFUSED;
        }
        return ExitCode.DONE;
    }

    /** Says what can be done about an order that cannot be read. */
    static String wayOut(BrokenOrder order) {
        return order.isCorrectable()
                ? "'orders fix' can give it a status."
                : "Only the service that wrote it can mend it; 'orders get' shows what is known.";
    }
}
