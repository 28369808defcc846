package com.bbws.orders.cli;

import com.bbws.orders.application.IfMatch;
import com.bbws.orders.application.UpdateOrderCommand;
import com.bbws.orders.application.UpdateOutcome;
import com.bbws.orders.domain.Actor;
import com.bbws.orders.domain.OrderException;
import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.OrderUpdate;
import com.bbws.orders.domain.port.StoreException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

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
final class UpdateCommand implements Callable<Integer> {

    private final Tables tables;
    private final Output output;
    private final Shell shell;

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

    @Spec
    private CommandSpec spec;

    UpdateCommand(Tables tables, Output output, Shell shell) {
        this.tables = tables;
        this.output = output;
        this.shell = shell;
    }

    @Override
    public Integer call() {
        OrderId id = selection.orderId();
        OrderUpdate update = wanted.update();
        Actor actor = wanted.actor(shell);
        IfMatch condition = ifMatch.map(IfMatchArgument::condition).orElse(IfMatch.any());
        try (OpenTable table = tables.open()) {
            update(new UpdateOrderCommand(selection.tenantId(table.findOrder()), id, update, actor, condition), table);
        }
        return ExitCode.DONE.number();
    }

    private void update(UpdateOrderCommand command, OpenTable table) {
        UpdateOutcome outcome = handle(command, table);
        if (outcome.isWritten()) {
            tell("Written.");
        } else if (confirmation.wasAsked()) {
            tell("This was a dry run: nothing was written.");
            if (!output.isDocument()) {
                return; // the change was shown; a program gets the order as it is stored
            }
        } else {
            tell("The order is so already: nothing was written.");
        }
        output.show(outcome.after());
    }

    private UpdateOutcome handle(UpdateOrderCommand command, OpenTable table) {
        try {
            return table.updateOrder().handle(command, change -> confirmation.approve(change, table, shell));
        } catch (OrderException.NotFound gone) {
            // "get" shows deleted orders: without this an operator would not believe the sentence.
            throw new CommandFailed(
                    ExitCode.NOT_FOUND, gone.getMessage() + " (a deleted one counts as not found)", gone);
        } catch (StoreException.Unavailable failure) {
            if (confirmation.wasAsked()) {
                tell("Whether the change was written is not certain: 'orders get' shows.");
            }
            throw failure;
        }
    }

    private void tell(String sentence) {
        spec.commandLine().getErr().println(sentence);
    }
}
