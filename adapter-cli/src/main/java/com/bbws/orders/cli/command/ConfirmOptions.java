package com.bbws.orders.cli.command;

import com.bbws.orders.cli.output.ChangePreview;
import com.bbws.orders.cli.output.Output;
import com.bbws.orders.cli.output.TerminalText;
import com.bbws.orders.cli.process.CliException;
import com.bbws.orders.cli.process.ExitCode;
import com.bbws.orders.cli.process.ProcessContext;
import com.bbws.orders.cli.session.OrderSelection;
import com.bbws.orders.cli.session.UseCases;
import com.bbws.orders.domain.OrderChange;
import com.bbws.orders.domain.OrderException;
import com.bbws.orders.domain.StoredOrder;
import com.bbws.orders.domain.port.StoreException;
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

/** The options and the prompt that confirm a change before it is written. */
final class ConfirmOptions {

    private static final String NOTHING_WRITTEN = "Nothing was written";

    @Option(names = "--yes", description = "Write without asking for confirmation.")
    private boolean yes;

    @Option(names = "--dry-run", description = "Show the change without writing it.")
    private boolean dryRun;

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    private boolean isShown;

    /** Returns whether the options answer the question, so that no prompt is needed. */
    boolean isAnswered() {
        return yes || dryRun;
    }

    /**
     * Runs a use case that calls {@link #approve}, and completes the messages of its failures for operators.
     *
     * @param change runs the use case
     * @return the result of the use case
     */
    <T> T run(Supplier<T> change) {
        try {
            return change.get();
        } catch (OrderException.NotFound gone) {
            if (OrderSelection.isLikeAnOrderNumber(gone.orderId())) {
                throw gone;
            }
            // 'orders get' shows deleted orders, so the reason must be clear.
            throw new CliException(
                    ExitCode.NOT_FOUND,
                    gone.getMessage()
                            + ". It does not exist or is soft-deleted. 'orders get' shows soft-deleted orders.",
                    gone);
        } catch (StoreException.OutcomeUnknown unknown) {
            print("It is unknown whether the change was written. Check with 'orders get'.");
            throw unknown;
        }
    }

    /** Prints the result, and the order as it is stored now. After a dry run the preview is enough on a terminal. */
    void show(boolean isWritten, StoredOrder now, Output output) {
        if (isWritten) {
            print("Written.");
        } else if (isShown) {
            print("Dry run. Nothing was written.");
        } else {
            print("Already up to date. Nothing was written.");
        }
        boolean isPreviewEnough = isShown && !isWritten && !output.isDocument();
        if (!isPreviewEnough) {
            output.show(now);
        }
    }

    private void print(String message) {
        spec.commandLine().getErr().println(message);
    }

    /**
     * Shows a change and asks for confirmation unless an option answers.
     *
     * @param change the change to write
     * @param useCases provide the name of the table
     * @param process provides the terminal
     * @return true to write the change; false only in a dry run
     * @throws CliException if the operator does not confirm, or no terminal is available for the prompt
     */
    boolean approve(OrderChange change, UseCases useCases, ProcessContext process) {
        isShown = true;
        ChangePreview.print(change, useCases.tableName(), spec.commandLine().getErr());
        StoredOrder order = change.before();
        Optional<String> number = order.orderNumber().filter(text -> !text.isBlank());
        return number.isPresent()
                ? approve("the order number", number.get(), useCases, process)
                : approve("the order id", order.id().value(), useCases, process);
    }

    /**
     * Asks for confirmation of a change that was shown, unless an option answers.
     *
     * @param name describes {@code word}
     * @param word the word to type in production, which prevents a yes to the wrong order
     * @param useCases provide the name of the table
     * @param process provides the terminal
     * @return true to write the change; false only in a dry run
     * @throws CliException if the operator does not confirm, or no terminal is available for the prompt
     */
    boolean approve(String name, String word, UseCases useCases, ProcessContext process) {
        if (dryRun || yes) {
            return !dryRun;
        }
        if (!process.isTerminal() || !process.errIsTerminal().get().orElse(true)) {
            throw new CliException(
                    ExitCode.USAGE,
                    NOTHING_WRITTEN + ": cannot ask for confirmation, because stdin, stdout or stderr is not a"
                            + " terminal. Use --yes to write without confirmation.");
        }
        if (!isConfirmed(name, word, useCases, process)) {
            throw new CliException(
                    ExitCode.REFUSED,
                    NOTHING_WRITTEN + (useCases.isProduction() ? ": the input was not " + word + "." : "."));
        }
        return true;
    }

    private boolean isConfirmed(String name, String word, UseCases useCases, ProcessContext process) {
        if (useCases.isProduction()) {
            return answer("This is production. Type " + name + " (" + word + ") to confirm: ", process)
                    .filter(word.strip()::equals)
                    .isPresent();
        }
        return answer("Write this change? [y/N] ", process)
                .filter(text -> text.equalsIgnoreCase("y") || text.equalsIgnoreCase("yes"))
                .isPresent();
    }

    /** Returns the typed line; empty if the input ends, as with Ctrl-D. Ctrl-C ends the program. */
    private Optional<String> answer(String question, ProcessContext process) {
        PrintWriter err = spec.commandLine().getErr();
        AtomicBoolean isDecided = new AtomicBoolean();
        Runnable stopListening = process.interrupts().listen(() -> {
            if (isDecided.compareAndSet(false, true)) {
                err.println();
                err.println(NOTHING_WRITTEN + ".");
            }
        });
        try {
            Optional<String> line = readLine(question, process, err);
            if (!isDecided.compareAndSet(false, true)) {
                // Ctrl-C came first and has printed its message: the answer must not count.
                throw new CliException(ExitCode.INTERRUPTED, "Interrupted.");
            }
            return line;
        } finally {
            isDecided.set(true);
            stopListening.run();
        }
    }

    private static Optional<String> readLine(String question, ProcessContext process, PrintWriter err) {
        err.print(TerminalText.of(question));
        err.flush();
        try {
            Optional<String> line = Optional.ofNullable(process.in().readLine()).map(String::strip);
            if (line.isEmpty()) {
                err.println();
            }
            return line;
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read the answer", failure);
        }
    }
}
