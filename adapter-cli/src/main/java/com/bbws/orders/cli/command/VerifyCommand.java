package com.bbws.orders.cli.command;

import com.bbws.orders.application.VerifyOrders.Verification;
import com.bbws.orders.cli.output.Output;
import com.bbws.orders.cli.output.Progress;
import com.bbws.orders.cli.output.ResultPrinter;
import com.bbws.orders.cli.process.CliException;
import com.bbws.orders.cli.process.ExitCode;
import com.bbws.orders.cli.process.InterruptHandler;
import com.bbws.orders.cli.process.ProcessContext;
import com.bbws.orders.cli.session.UseCaseFactory;
import com.bbws.orders.cli.session.UseCases;
import com.bbws.orders.domain.OrderDefect;
import com.bbws.orders.domain.TenantId;
import com.bbws.orders.domain.port.ScanOptions;
import com.bbws.orders.domain.port.ScanProgress;
import com.bbws.orders.domain.port.StoreException;
import com.bbws.orders.domain.port.ValidatedOrder;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code orders verify}: finds orders with defects. */
@Command(
        name = "verify",
        description = {
            "Find orders with defects.",
            "",
            "A defect is one of: an unknown status; an amount or another attribute that cannot be read; totals that do"
                    + " not add up; a negative amount; a discount larger than the price of its line; an amount with too"
                    + " many decimals; an unknown currency; a quantity below 1; an invalid e-mail address; a key that"
                    + " does not match the attributes; a missing index key.",
            "",
            "A warning is one of: a paid order without payment details; a time that cannot be read; a percentage outside"
                    + " 0 to 100.",
            "",
            "Orders are read from the table, not from an index. Each finding is shown as soon as it is found. The exit"
                    + " code is 1 if there is any defect."
        },
        footer = {
            "",
            "Examples:",
            "  orders verify --tenant tenant_9f1c",
            "  orders --env prod verify --all --max-rcu 50",
            "  orders verify --all -o json | jq -r '.[] | select(.severity == \"defect\") | .orderId'"
        })
public final class VerifyCommand implements Callable<Integer> {

    /** Reading can be interrupted at any time. */
    private static final Duration NO_GRACE = Duration.ZERO;

    private static final int DEFAULT_SEGMENTS = 4;
    private static final int MAX_SEGMENTS = 64;

    private final UseCaseFactory useCaseFactory;
    private final Output output;
    private final ProcessContext process;

    @Option(names = "--tenant", paramLabel = "TENANT", description = "Verify the orders of this tenant.")
    private Optional<String> tenant = Optional.empty();

    @Option(names = "--all", description = "Verify the orders of all tenants. This reads the whole table.")
    private boolean all;

    @Option(
            names = "--segments",
            paramLabel = "N",
            description = "Number of parts of the table to read in parallel. Default: 4, or 1 with --max-rcu.")
    private Optional<Integer> segments = Optional.empty();

    @Option(
            names = "--max-rcu",
            paramLabel = "N",
            description = "Maximum number of read capacity units to consume per second. Default: no limit.")
    private Optional<Double> maxReadUnits = Optional.empty();

    @Spec
    private CommandSpec spec;

    public VerifyCommand(UseCaseFactory useCaseFactory, Output output, ProcessContext process) {
        this.useCaseFactory = useCaseFactory;
        this.output = output;
        this.process = process;
    }

    @Override
    public Integer call() {
        if (tenant.isPresent() == all) {
            throw new CliException(ExitCode.USAGE, "Use either --tenant or --all.");
        }
        Optional<TenantId> tenantId = tenant.map(TenantId::new);
        int parallelism = segments.orElse(maxReadUnits.isPresent() ? 1 : DEFAULT_SEGMENTS);
        if (parallelism < 1 || parallelism > MAX_SEGMENTS) {
            throw new CliException(ExitCode.USAGE, "--segments must be a number from 1 to " + MAX_SEGMENTS + ".");
        }
        if (maxReadUnits.isPresent() && !(maxReadUnits.get() > 0)) {
            throw new CliException(ExitCode.USAGE, "--max-rcu must be greater than 0.");
        }
        try (UseCases useCases = useCaseFactory.openForBatch();
                InterruptHandler interrupts = new InterruptHandler(
                        process.interrupts(), NO_GRACE, Thread.currentThread()::interrupt, () -> {})) {
            ScanOptions options = new ScanOptions(
                    parallelism, maxReadUnits.map(OptionalDouble::of).orElseGet(OptionalDouble::empty));
            return verify(useCases, tenantId, options, interrupts).number();
        }
    }

    private ExitCode verify(
            UseCases useCases, Optional<TenantId> tenantId, ScanOptions options, InterruptHandler interrupts) {

        Verification found;
        try (ResultPrinter<Finding> findings = new ResultPrinter<>(output, Finding::line, Finding::document);
                Progress progress = Progress.of("items", process)) {
            ScanProgress scanProgress = (items, total) -> {
                if (interrupts.isRequested() || output.isClosed()) {
                    throw new CancellationException();
                }
                total.ifPresent(progress::expect);
                progress.step(items);
            };
            found = useCases.verifyOrders()
                    .handle(
                            tenantId,
                            options,
                            scanProgress,
                            order -> progress.print(() -> Finding.in(order).forEach(findings::add)));
        } catch (CancellationException cancelled) {
            return endEarly();
        } catch (StoreException.Unavailable failure) {
            if (!interrupts.isRequested()) {
                throw failure;
            }
            return endEarly(); // the interrupt has ended a call to the store
        }
        print(found.orders() + (found.orders() == 1 ? " order: " : " orders: ") + found.defective() + " with defects, "
                + found.warned() + " with warnings only.");
        if (found.orders() == 0) {
            tenantId.ifPresent(id -> print(useCases.noOrdersMessage(id)));
        }
        return found.defective() > 0 ? ExitCode.REFUSED : ExitCode.SUCCESS;
    }

    private ExitCode endEarly() {
        if (output.isClosed()) {
            return ExitCode.SUCCESS; // OrdersCli.run decides on the exit code of a closed output
        }
        print("Interrupted. The findings are not complete.");
        return ExitCode.REFUSED;
    }

    private void print(String message) {
        spec.commandLine().getErr().println(message);
    }

    /** One defect of one order. */
    private record Finding(ValidatedOrder order, OrderDefect defect) {

        static List<Finding> in(ValidatedOrder order) {
            return order.defects().stream()
                    .map(defect -> new Finding(order, defect))
                    .toList();
        }

        String line() {
            return order.orderId() + " of " + order.tenantId() + ": " + severity() + ": " + defect.sentence() + " ("
                    + defect.kind() + ")";
        }

        Map<String, ?> document() {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("orderId", order.orderId());
            document.put("tenantId", order.tenantId());
            document.put("severity", severity());
            document.put("kind", defect.kind().toString());
            document.put("attribute", defect.attribute());
            document.put("found", defect.found());
            document.put("expected", defect.expected());
            return document;
        }

        private String severity() {
            return defect.kind().isWarning() ? "warning" : "defect";
        }
    }
}
