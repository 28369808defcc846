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
import com.bbws.orders.domain.OrderUpdate;
import com.bbws.orders.domain.UpdateId;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code orders update}: does what the API's PUT does, for an operator. */
@Command(
        name = "update",
        description = {
            "Update an order's status or payment details by the rules of the API.",
            "",
            "The change is shown, and is written after you confirm it. The payment options together replace all payment"
                    + " details: a field that is not given is removed."
        },
        footer = {
            "",
            "Examples:",
            "  orders update order_4d2e --status cancelled --dry-run",
            "  orders update order_4d2e --status paid --payment-method payfast --transaction-id txn-1",
            "  orders update order_4d2e --status processing --if-match 2025-12-30T10:00:00Z --yes -o json"
        })
public final class UpdateCommand implements Callable<Integer> {

    private final UseCaseFactory useCaseFactory;
    private final Output output;
    private final ProcessContext process;

    @Mixin
    private final OrderSelection selection = new OrderSelection();

    @Mixin
    private final UpdateOptions updateOptions = new UpdateOptions();

    @Option(
            names = "--if-match",
            paramLabel = "TOKEN",
            description = "Write only if the order has this version: its dateLastUpdated or ETag, or * for any.")
    private Optional<String> ifMatch = Optional.empty();

    @Mixin
    private final ConfirmOptions confirmation = new ConfirmOptions();

    public UpdateCommand(UseCaseFactory useCaseFactory, Output output, ProcessContext process) {
        this.useCaseFactory = useCaseFactory;
        this.output = output;
        this.process = process;
    }

    @Override
    public Integer call() {
        selection.orderId(); // an invalid id is an error before a connection is opened
        OrderUpdate update = updateOptions.update();
        Actor actor = updateOptions.actor(process);
        ExpectedVersion condition = ifMatch.map(IfMatchArgument::condition).orElse(ExpectedVersion.any());
        try (UseCases useCases = useCaseFactory.open()) {
            update(
                    new UpdateOrderCommand(
                            selection.orderKey(useCases.findOrder()::tenantsOf),
                            update,
                            actor,
                            UpdateId.random(),
                            condition),
                    useCases);
        }
        return ExitCode.SUCCESS.number();
    }

    private void update(UpdateOrderCommand command, UseCases useCases) {
        UpdateOutcome outcome = confirmation.run(() ->
                useCases.updateOrder().handle(command, change -> confirmation.approve(change, useCases, process)));
        confirmation.show(outcome.isWritten(), outcome.after(), output);
    }
}
