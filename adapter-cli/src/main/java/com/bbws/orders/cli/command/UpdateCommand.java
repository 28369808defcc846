package com.bbws.orders.cli.command;

import com.bbws.orders.application.ExpectedVersion;
import com.bbws.orders.application.UpdateOrderCommand;
import com.bbws.orders.application.UpdateOutcome;
import com.bbws.orders.cli.output.Output;
import com.bbws.orders.cli.process.ExitCode;
import com.bbws.orders.cli.process.ProcessContext;
import com.bbws.orders.cli.session.OrderSelection;
import com.bbws.orders.cli.session.UseCaseFactory;
import com.bbws.orders.cli.session.UseCases;
import com.bbws.orders.domain.Actor;
import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.OrderUpdate;
import com.bbws.orders.domain.port.StoredOrder;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code orders update}: exactly what the API's PUT does, for an operator. */
@Command(
        name = "update",
        description = {
            "Change an order's status and payment details, by the rules of the API.",
            "",
            "The change is shown and written once it is confirmed. The payment options together replace the payment"
                    + " details: what is not given is removed."
        },
        footer = {
            "",
            "Examples:",
            "  orders update order_4d2e --status cancelled --dry-run",
            "  orders update order_4d2e --status paid --payment-method payfast --transaction-id txn-1",
            "  orders update order_4d2e --status processing --if-match 2025-12-30T10:00:00Z --yes -o json"
        })
public final class UpdateCommand implements Callable<Integer> {

    private final UseCaseFactory tables;
    private final Output output;
    private final ProcessContext shell;

    @Mixin
    private final OrderSelection selection = new OrderSelection();

    @Mixin
    private final UpdateOptions wanted = new UpdateOptions();

    @Option(
            names = "--if-match",
            paramLabel = "TOKEN",
            description = "Write only if the order's dateLastUpdated, its ETag, is this one; * is any.")
    private Optional<String> ifMatch = Optional.empty();

    @Mixin
    private final ConfirmOptions confirmation = new ConfirmOptions();

    public UpdateCommand(UseCaseFactory tables, Output output, ProcessContext shell) {
        this.tables = tables;
        this.output = output;
        this.shell = shell;
    }

    @Override
    public Integer call() {
        OrderId id = selection.orderId();
        OrderUpdate update = wanted.update();
        Actor actor = wanted.actor(shell);
        ExpectedVersion condition = ifMatch.map(IfMatchArgument::condition).orElse(ExpectedVersion.any());
        try (UseCases table = tables.open()) {
            update(new UpdateOrderCommand(selection.tenantId(table.findOrder()), id, update, actor, condition), table);
        }
        return ExitCode.DONE.number();
    }

    private void update(UpdateOrderCommand command, UseCases table) {
        UpdateOutcome outcome = confirmation.carryOut(
                () -> table.updateOrder().handle(command, change -> confirmation.approve(change, table, shell)));
        confirmation.show(outcome.isWritten(), new StoredOrder.Readable(outcome.after()), output);
    }
}
