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
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.TenantId;
import com.bbws.orders.domain.UpdateId;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code orders fix}: corrects one order, or many orders from a file. */
@Command(
        name = "fix",
        description = {
            "Correct one order, or many from a file, in ways that the API does not allow.",
            "",
            "A correction can move an order one step back, reopen a cancelled order, record or undo a refund, or set the"
                    + " status of an order whose status is unknown. 'orders transitions' shows the allowed corrections. The change is"
                    + " shown, and is written after you confirm it. The reason is stored with the order until its next"
                    + " update.",
            "",
            "With --file, many orders are corrected. The file is CSV with a header, or JSON Lines. The required columns or"
                    + " keys are orderId, status and reason; tenant, method, transactionId, payfastPaymentId and paidAt are"
                    + " optional. The whole file is checked before anything is written. You can run the same file again: it"
                    + " corrects only the orders that are left.",
            "",
            "The separator of a CSV file is ',', ';' or tab; it is detected from the header, or set by a first line such as"
                    + " 'sep=;'. The encoding is UTF-8, or UTF-16 with a byte order mark. Empty rows are skipped. In Excel,"
                    + " choose 'CSV UTF-8 (Comma delimited)' and format columns with ids as text."
        },
        footer = {
            "",
            "Examples:",
            "  orders fix order_4d2e --status refunded --reason 'Chargeback, ticket 4711'",
            "  orders fix order_4d2e --status paid --reason 'Paid by EFT' --payment-method eft",
            "  orders fix --file corrections.csv --dry-run",
            "  orders --env prod fix --file corrections.jsonl --parallel 8 --yes -o json > result.json",
            "  generate-corrections | orders fix --file - --format csv --yes"
        })
public final class FixCommand implements Callable<Integer> {

    private static final int DEFAULT_PARALLEL = 4;
    private static final int MAX_PARALLEL = 64;

    private final UseCaseFactory useCaseFactory;
    private final Output output;
    private final ProcessContext process;

    @Parameters(arity = "0..1", paramLabel = "ORDER_ID", description = "Order id. Omit with --file.")
    private Optional<String> orderId = Optional.empty();

    @Option(names = "--tenant", paramLabel = "TENANT", description = OrderSelection.TENANT_DESCRIPTION)
    private Optional<String> tenant = Optional.empty();

    @Mixin
    private final UpdateOptions updateOptions = new UpdateOptions();

    @Option(names = "--reason", paramLabel = "TEXT", description = "Reason for the correction, at most 500 characters.")
    private Optional<String> reason = Optional.empty();

    @Option(names = "--file", paramLabel = "FILE", description = "Correct the orders in this file. Use - for stdin.")
    private Optional<Path> file = Optional.empty();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description =
                    "File format: ${COMPLETION-CANDIDATES}. Default: detected from the file's name or first character.")
    private Optional<CorrectionFile.Format> format = Optional.empty();

    @Option(names = "--keep-going", description = "Skip malformed lines of the file and correct the rest.")
    private boolean keepGoing;

    @Option(
            names = "--parallel",
            paramLabel = "N",
            description = "Number of orders to correct in parallel. Default: 4.")
    private Optional<Integer> parallel = Optional.empty();

    @Mixin
    private final ConfirmOptions confirmation = new ConfirmOptions();

    @Spec
    private CommandSpec spec;

    public FixCommand(UseCaseFactory useCaseFactory, Output output, ProcessContext process) {
        this.useCaseFactory = useCaseFactory;
        this.output = output;
        this.process = process;
    }

    @Override
    public Integer call() {
        Actor actor = updateOptions.actor(process);
        return file.isPresent()
                ? fixFile(file.get().toString(), actor).number()
                : fixOne(actor).number();
    }

    private ExitCode fixOne(Actor actor) {
        if (format.isPresent() || keepGoing || parallel.isPresent()) {
            throw new CliException(ExitCode.USAGE, "--format, --keep-going and --parallel require --file.");
        }
        OrderId id = new OrderId(
                orderId.orElseThrow(() -> new CliException(ExitCode.USAGE, "ORDER_ID or --file is required.")));
        OrderCorrection correction = updateOptions.correction(
                reason.orElseThrow(() -> new CliException(ExitCode.USAGE, "--reason is required.")));
        try (UseCases useCases = useCaseFactory.open()) {
            OrderKey key = OrderSelection.orderKey(tenant.map(TenantId::new), id, useCases.findOrder()::tenantsOf);
            fix(new CorrectOrderCommand(key, correction, actor, UpdateId.random()), useCases);
        }
        return ExitCode.SUCCESS;
    }

    private void fix(CorrectOrderCommand command, UseCases useCases) {
        CorrectionOutcome outcome = confirmation.run(() ->
                useCases.correctOrder().handle(command, change -> confirmation.approve(change, useCases, process)));
        confirmation.show(outcome.isWritten(), outcome.now(), output);
    }

    private ExitCode fixFile(String name, Actor actor) {
        if (orderId.isPresent() || tenant.isPresent() || reason.isPresent() || updateOptions.isGiven()) {
            throw new CliException(
                    ExitCode.USAGE,
                    "With --file, the file contains the orders and their new values. Remove ORDER_ID, --tenant,"
                            + " --status, --reason and the payment options.");
        }
        int parallelism = parallel.orElse(DEFAULT_PARALLEL);
        if (parallelism < 1 || parallelism > MAX_PARALLEL) {
            throw new CliException(ExitCode.USAGE, "--parallel must be a number from 1 to " + MAX_PARALLEL + ".");
        }
        if (name.equals(CorrectionFile.STDIN) && !confirmation.isAnswered()) {
            throw new CliException(
                    ExitCode.USAGE, "Cannot ask for confirmation while stdin is the file. Use --yes or --dry-run.");
        }
        CorrectionFile corrections = CorrectionFile.read(name, format, process.pipe());
        corrections.malformed().forEach(line -> print("Error: " + line));
        if (!corrections.malformed().isEmpty() && (!keepGoing || corrections.isUnusable())) {
            throw new CliException(
                    ExitCode.USAGE,
                    "Nothing was written. Correct the file"
                            + (corrections.isUnusable() ? "." : ", or use --keep-going to skip the malformed lines."));
        }
        if (corrections.rows().isEmpty()) {
            print("No orders to correct in " + name + ".");
            return corrections.malformed().isEmpty() ? ExitCode.SUCCESS : ExitCode.REFUSED;
        }
        try (UseCases useCases = useCaseFactory.openForBatch()) {
            print(corrections.rows().size() + (corrections.rows().size() == 1 ? " order in " : " orders in ")
                    + useCases.tableName() + ": " + corrections.summary() + ".");
            boolean isApproved = confirmation.approve(
                    "the number of orders", Integer.toString(corrections.rows().size()), useCases, process);
            ExitCode code = new CorrectionBatch(useCases, actor, isApproved, parallelism)
                    .run(corrections.rows(), output, process);
            return corrections.malformed().isEmpty() || code != ExitCode.SUCCESS ? code : ExitCode.REFUSED;
        }
    }

    private void print(String message) {
        spec.commandLine().getErr().println(TerminalText.of(message));
    }
}
