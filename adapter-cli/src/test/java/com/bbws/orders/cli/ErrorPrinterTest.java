package com.bbws.orders.cli;

import static com.bbws.orders.domain.testing.OrderFixtures.ID;
import static com.bbws.orders.domain.testing.OrderFixtures.aPendingOrder;
import static org.assertj.core.api.Assertions.assertThat;

import com.bbws.orders.cli.output.Output;
import com.bbws.orders.cli.process.ProcessContext;
import com.bbws.orders.cli.testing.Run;
import com.bbws.orders.domain.OrderException;
import com.bbws.orders.domain.port.StoreException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Failures that a command line alone cannot cause. */
class ErrorPrinterTest {

    private static final Output OUTPUT = new Output(ProcessContext.ofThisProcess());

    @Test
    void explainsAConflictWithAnUnreadableOrder() {
        assertThat(explain(new OrderException.Conflict(Optional.empty(), false)))
                .isEqualTo(new Run(
                        4,
                        "",
                        "Error: Nothing was written: another writer changed the order at the same time."
                                + " Check the order and try again.\n"));
    }

    @Test
    void explainsAnOverwrittenChange() {
        OrderException.Conflict lost = new OrderException.Conflict(Optional.of(aPendingOrder()), true);

        Run conflict = explain(lost);
        Run precondition = explain(new OrderException.PreconditionFailed(lost));

        assertThat(conflict.exitCode()).isEqualTo(4);
        assertThat(conflict.err())
                .startsWith(
                        "Error: The order does not have your change. It may have been written and then overwritten: shop"
                                + " changed the order to pending at 2025-12-30T10:00:00Z. Check the order and try again.\n")
                .doesNotContain("Nothing was written");
        assertThat(precondition).isEqualTo(conflict);
    }

    @Test
    void explainsAnOrderThatIsTooLarge() {
        assertThat(explain(new OrderException.TooLarge(ID))).isEqualTo(new Run(1, "", """
                        Error: Order order_4d2e has reached the size limit of the database and cannot be changed.\
                         The maximum is 400 KB per order. Contact the team whose service writes the large attribute:\
                         it must become smaller before the order can be changed.
                        """));
    }

    @Test
    void explainsAnOngoingWrite() {
        assertThat(explain(OrderException.Conflict.withOngoingWrite()))
                .isEqualTo(new Run(
                        4, "", "Error: Nothing was written: another service is changing the order now. Try again.\n"));
    }

    @Test
    void returnsAnExitCodeForEveryFailure() {
        assertThat(explain(new OrderException.Invalid("Invalid")).exitCode()).isEqualTo(2);
        assertThat(explain(new OrderException.NotFound(ID)).exitCode()).isEqualTo(3);
        assertThat(explain(new StoreException.Unavailable("Check it.", new IllegalStateException("secret"))))
                .isEqualTo(new Run(5, "", "Error: Check it.\n"));
        assertThat(explain(new IllegalStateException("secret")))
                .isEqualTo(new Run(
                        1,
                        "",
                        "Error: Internal error (IllegalStateException). Use --debug to show the stack trace.\n"));
    }

    private static Run explain(Exception failure) {
        StringWriter err = new StringWriter();
        CommandLine command = new CommandLine(CommandSpec.create()).setErr(new PrintWriter(err));
        int exitCode = new ErrorPrinter(OUTPUT).handleExecutionException(failure, command, command.parseArgs());
        return new Run(exitCode, "", err.toString());
    }
}
