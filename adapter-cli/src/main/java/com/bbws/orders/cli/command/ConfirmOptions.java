package com.bbws.orders.cli.command;

import com.bbws.orders.cli.output.ChangePreview;
import com.bbws.orders.cli.output.Output;
import com.bbws.orders.cli.output.TerminalText;
import com.bbws.orders.cli.process.CliException;
import com.bbws.orders.cli.process.ExitCode;
import com.bbws.orders.cli.process.ProcessContext;
import com.bbws.orders.cli.session.OrderSelection;
import com.bbws.orders.cli.session.UseCases;
import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.OrderChange;
import com.bbws.orders.domain.OrderException;
import com.bbws.orders.domain.port.StoreException;
import com.bbws.orders.domain.port.StoredOrder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Whether a change may be written: it is shown, and a person is asked. */
final class ConfirmOptions {

    private static final String NOTHING_WRITTEN = "Nothing was written";

    @Option(names = "--yes", description = "Write without asking.")
    private boolean yes;

    @Option(names = "--dry-run", description = "Show the change and write nothing.")
    private boolean dryRun;

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    private boolean asked;

    /** Tells whether it is known already, so that no person needs to be asked. */
    boolean isAnswered() {
        return yes || dryRun;
    }

    /**
     * Carries out what asks for approval here, and adds to its failures what an operator must know.
     *
     * @param change what may be written
     * @return what it returns
     */
    <T> T carryOut(Supplier<T> change) {
        try {
            return change.get();
        } catch (OrderException.NotFound gone) {
            if (OrderSelection.isLikeAnOrderNumber(gone.orderId())) {
                throw gone;
            }
            // "get" shows deleted orders: without this an operator would not believe the sentence.
            throw new CliException(
                    ExitCode.NOT_FOUND,
                    gone.getMessage() + " (a deleted one counts as not found; 'orders get' shows it)",
                    gone);
        } catch (StoreException.OutcomeUnknown doubt) {
            tell("Whether the change was written is not certain: 'orders get' shows.");
            throw doubt;
        }
    }

    /** Says what became of it, and shows the order as it is stored now; a person has seen enough of a dry run. */
    void show(boolean isWritten, StoredOrder now, Output output) {
        if (isWritten) {
            tell("Written.");
        } else if (asked) {
            tell("This was a dry run: nothing was written.");
        } else {
            tell("The order is so already: nothing was written.");
        }
        boolean isSeen = asked && !isWritten && !output.isDocument();
        if (!isSeen) {
            output.show(now);
        }
    }

    private void tell(String sentence) {
        spec.commandLine().getErr().println(sentence);
    }

    /**
     * Shows a change and asks for approval, if there is a person to ask.
     *
     * @param change what would be written
     * @param table where
     * @param shell with whom to speak
     * @return whether to write it; only a dry run says no
     * @throws CliException if approval is denied, or there is no person to give it
     */
    boolean approve(OrderChange change, UseCases table, ProcessContext shell) {
        asked = true;
        ChangePreview.print(change, table.name(), spec.commandLine().getErr());
        Order order = change.before();
        Optional<String> number = order.orderNumber().filter(text -> !text.isBlank());
        return number.isPresent()
                ? approve("the order number", number.get(), table, shell)
                : approve("the order id", order.id().value(), table, shell);
    }

    /**
     * Asks for approval of what was shown, if there is a person to ask.
     *
     * @param name what {@code word} is
     * @param word what to type in production, so that a yes is not given to the wrong thing
     * @param table where
     * @param shell with whom to speak
     * @return whether to write it; only a dry run says no
     * @throws CliException if approval is denied, or there is no person to give it
     */
    boolean approve(String name, String word, UseCases table, ProcessContext shell) {
        if (dryRun || yes) {
            return !dryRun;
        }
        if (!shell.isTerminal()) {
            throw new CliException(
                    ExitCode.USAGE,
                    NOTHING_WRITTEN
                            + ": there is no terminal to ask on, or stdin or stdout is redirected. Give --yes to write.");
        }
        if (!shell.errIsTerminal().get().orElse(true)) {
            throw new CliException(
                    ExitCode.USAGE,
                    NOTHING_WRITTEN
                            + ": the question would go to stderr, which is not a terminal here. Give --yes to write.");
        }
        if (!isConfirmed(name, word, table, shell)) {
            throw new CliException(
                    ExitCode.REFUSED,
                    NOTHING_WRITTEN + (table.isProduction() ? ": the answer was not " + word + "." : "."));
        }
        return true;
    }

    private boolean isConfirmed(String name, String word, UseCases table, ProcessContext shell) {
        if (table.isProduction()) {
            return answer("This is production. Type " + name + " (" + word + ") to continue: ", shell)
                    .filter(word.strip()::equals)
                    .isPresent();
        }
        return answer("Write this? [y/N] ", shell)
                .filter(text -> text.equalsIgnoreCase("y") || text.equalsIgnoreCase("yes"))
                .isPresent();
    }

    /** Empty if the input ends, as with Ctrl-D. Ctrl-C ends the program. */
    private Optional<String> answer(String question, ProcessContext shell) {
        PrintWriter err = spec.commandLine().getErr();
        AtomicBoolean isOver = new AtomicBoolean();
        Runnable stopListening = shell.interrupts().listen(() -> {
            if (isOver.compareAndSet(false, true)) {
                err.println();
                err.println(NOTHING_WRITTEN + ".");
            }
        });
        try {
            Optional<String> line = readLine(question, shell, err);
            if (!isOver.compareAndSet(false, true)) {
                // Ctrl-C came first, and has told so: this answer must not count.
                throw new CliException(ExitCode.INTERRUPTED, "Interrupted.");
            }
            return line;
        } finally {
            isOver.set(true);
            stopListening.run();
        }
    }

    private static Optional<String> readLine(String question, ProcessContext shell, PrintWriter err) {
        err.print(TerminalText.of(question));
        err.flush();
        try {
            Optional<String> line = Optional.ofNullable(shell.in().readLine()).map(String::strip);
            if (line.isEmpty()) {
                err.println();
            }
            return line;
        } catch (IOException failure) {
            throw new UncheckedIOException("the answer cannot be read", failure);
        }
    }
}
