package com.bbws.orders.cli.command;

import com.bbws.orders.application.CorrectOrderCommand;
import com.bbws.orders.application.CorrectionOutcome;
import com.bbws.orders.cli.batch.CorrectionBatch;
import com.bbws.orders.cli.batch.CorrectionFile;
import com.bbws.orders.cli.output.Output;
import com.bbws.orders.cli.output.TerminalText;
import com.bbws.orders.cli.process.CliException;
import com.bbws.orders.cli.process.ExitCode;
import com.bbws.orders.cli.process.ProcessContext;
import com.bbws.orders.cli.session.OrderSelection;
import com.bbws.orders.cli.session.UseCaseFactory;
import com.bbws.orders.cli.session.UseCases;
import com.bbws.orders.domain.Actor;
import com.bbws.orders.domain.OrderCorrection;
import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.TenantId;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code orders fix}: puts one order right by hand, or many by a file. */
@Command(
        name = "fix",
        description = {
            "Correct an order, or many, by hand, outside the rules of the API.",
            "",
            "A correction takes a step back, reopens a cancelled order, records a refund, or gives a status to an order"
                    + " that has none of the seven; 'orders transitions' shows what may be corrected to what. The change is"
                    + " shown and written once it is confirmed. The reason is kept with the order until its next ordinary"
                    + " change.",
            "",
            "With --file many orders are corrected: CSV with a header, or JSON Lines, with the columns or keys orderId,"
                    + " status, reason, and where needed tenant, method, transactionId, payfastPaymentId, paidAt. The file"
                    + " is checked as a whole before anything is written. To run it again is safe, and repairs what is left.",
            "",
            "The columns of a CSV file are separated by ',', ';' or tab, as its header shows or a first line 'sep=;' says."
                    + " The text is UTF-8, or UTF-16 with a byte order mark. Empty rows are skipped. In Excel choose 'CSV"
                    + " UTF-8 (Comma delimited)' and format columns of ids as text."
        },
        footer = {
            "",
            "Examples:",
            "  orders fix order_4d2e --status refunded --reason 'Chargeback, ticket 4711'",
            "  orders fix order_4d2e --status paid --reason 'Paid by EFT' --payment-method eft",
            "  orders fix --file repairs.csv --dry-run",
            "  orders --env prod fix --file repairs.jsonl --parallel 8 --yes -o json > result.json",
            "  generate-repairs | orders fix --file - --format csv --yes"
        })
public final class FixCommand implements Callable<Integer> {

    private static final int DEFAULT_PARALLEL = 4;
    private static final int MAX_PARALLEL = 64;

    private final UseCaseFactory tables;
    private final Output output;
    private final ProcessContext shell;

    @Parameters(arity = "0..1", paramLabel = "ORDER_ID", description = "The order's id; none with --file.")
    private Optional<String> orderId = Optional.empty();

    @Option(
            names = "--tenant",
            paramLabel = "TENANT",
            description = "Whose order it is. Without it the order is looked up in an index, which lags a little.")
    private Optional<String> tenant = Optional.empty();

    @Mixin
    private final UpdateOptions wanted = new UpdateOptions();

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; 500 characters at most.")
    private Optional<String> reason = Optional.empty();

    @Option(names = "--file", paramLabel = "FILE", description = "Correct the orders in this file; - is stdin.")
    private Optional<Path> file = Optional.empty();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description =
                    "The file's format: ${COMPLETION-CANDIDATES}. Default: by its name, else by its first character.")
    private Optional<CorrectionFile.Format> format = Optional.empty();

    @Option(names = "--keep-going", description = "Leave malformed lines of the file out, and correct the rest.")
    private boolean keepGoing;

    @Option(
            names = "--parallel",
            paramLabel = "N",
            description = "Correct so many orders at the same time. Default: 4.")
    private Optional<Integer> parallel = Optional.empty();

    @Mixin
    private final ConfirmOptions confirmation = new ConfirmOptions();

    @Spec
    private CommandSpec spec;

    public FixCommand(UseCaseFactory tables, Output output, ProcessContext shell) {
        this.tables = tables;
        this.output = output;
        this.shell = shell;
    }

    @Override
    public Integer call() {
        Actor actor = wanted.actor(shell);
        return file.isPresent()
                ? fixFile(file.get().toString(), actor).number()
                : fixOne(actor).number();
    }

    private ExitCode fixOne(Actor actor) {
        if (format.isPresent() || keepGoing || parallel.isPresent()) {
            throw new CliException(ExitCode.USAGE, "--format, --keep-going and --parallel are for --file.");
        }
        OrderId id = new OrderId(
                orderId.orElseThrow(() -> new CliException(ExitCode.USAGE, "Give an ORDER_ID, or many by --file.")));
        OrderCorrection correction = wanted.correction(reason.orElseThrow(
                () -> new CliException(ExitCode.USAGE, "--reason is missing: why is it corrected?")));
        try (UseCases table = tables.open()) {
            TenantId tenantId =
                    tenant.map(TenantId::new).orElseGet(() -> OrderSelection.onlyTenantOf(id, table.findOrder()));
            fix(new CorrectOrderCommand(tenantId, id, correction, actor), table);
        }
        return ExitCode.DONE;
    }

    private void fix(CorrectOrderCommand command, UseCases table) {
        CorrectionOutcome outcome = confirmation.carryOut(
                () -> table.correctOrder().handle(command, change -> confirmation.approve(change, table, shell)));
        confirmation.show(outcome.isWritten(), outcome.now(), output);
    }

    private ExitCode fixFile(String name, Actor actor) {
        if (orderId.isPresent() || tenant.isPresent() || reason.isPresent() || wanted.isGiven()) {
            throw new CliException(
                    ExitCode.USAGE, "With --file, everything about the orders is in the file: give no other options.");
        }
        int atOnce = parallel.orElse(DEFAULT_PARALLEL);
        if (atOnce < 1 || atOnce > MAX_PARALLEL) {
            throw new CliException(ExitCode.USAGE, "--parallel must be 1 to " + MAX_PARALLEL + ".");
        }
        if (name.equals(CorrectionFile.STDIN) && !confirmation.isAnswered()) {
            throw new CliException(
                    ExitCode.USAGE, "With --file - nobody can be asked: give --yes to write, or --dry-run.");
        }
        CorrectionFile corrections = CorrectionFile.read(name, format, shell.pipe());
        corrections.malformed().forEach(line -> tell("Error: " + line));
        if (!corrections.malformed().isEmpty() && (!keepGoing || corrections.isUnusable())) {
            throw new CliException(
                    ExitCode.USAGE,
                    "Nothing was written. Correct the file"
                            + (corrections.isUnusable()
                                    ? "."
                                    : ", or leave the malformed lines out with --keep-going."));
        }
        if (corrections.rows().isEmpty()) {
            tell("There is nothing to correct in " + name + ".");
            return corrections.malformed().isEmpty() ? ExitCode.DONE : ExitCode.REFUSED;
        }
        try (UseCases table = tables.openForBatch()) {
            tell(corrections.rows().size() + (corrections.rows().size() == 1 ? " order in " : " orders in ")
                    + table.name() + ": " + corrections.summary() + ".");
            boolean isApproved = confirmation.approve(
                    "the number of orders", Integer.toString(corrections.rows().size()), table, shell);
            ExitCode code =
                    new CorrectionBatch(table, actor, isApproved, atOnce).run(corrections.rows(), output, shell);
            return corrections.malformed().isEmpty() || code != ExitCode.DONE ? code : ExitCode.REFUSED;
        }
    }

    private void tell(String sentence) {
        spec.commandLine().getErr().println(TerminalText.of(sentence));
    }
}
