package com.bbws.orders.cli.command;

import com.bbws.orders.application.VerifyOrders;
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
import com.bbws.orders.domain.port.ValidatedOrder;
import com.bbws.orders.domain.port.ValidatedPage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code orders verify}: finds the orders that break the model. */
@Command(
        name = "verify",
        description = {
            "Look for orders that break the model.",
            "",
            "That is: an unknown status, amounts and other attributes that cannot be read, totals that do not add up,"
                    + " amounts below zero, discounts larger than their line, an invalid e-mail address, keys that"
                    + " disagree with attributes, missing index keys. Each finding is shown as it is found. Orders are"
                    + " read from the table itself, as they are at that moment. Missing payment details of a paid order"
                    + " and a percentage outside 0 to 100 are warnings, not defects. The exit code is 1 if there is any"
                    + " defect."
        },
        footer = {
            "",
            "Examples:",
            "  orders verify --tenant tenant_9f1c",
            "  orders --env prod verify --all --max-rcu 50",
            "  orders verify --all -o json | jq -r '.[] | select(.severity == \"defect\") | .orderId'"
        })
public final class VerifyCommand implements Callable<Integer> {

    private static final int DEFAULT_SEGMENTS = 4;
    private static final int MAX_SEGMENTS = 64;

    private final UseCaseFactory tables;
    private final Output output;
    private final ProcessContext shell;

    @Option(names = "--tenant", paramLabel = "TENANT", description = "Verify this tenant's orders.")
    private Optional<String> tenant = Optional.empty();

    @Option(names = "--all", description = "Verify everybody's orders: reads the whole table.")
    private boolean all;

    @Option(
            names = "--segments",
            paramLabel = "N",
            description = "Read so many parts of the table at the same time. Default: 4; 1 with --max-rcu.")
    private Optional<Integer> segments = Optional.empty();

    @Option(
            names = "--max-rcu",
            paramLabel = "N",
            description = "Consume so many read capacity units a second at most. Default: no limit.")
    private Optional<Double> maxReadUnits = Optional.empty();

    @Spec
    private CommandSpec spec;

    public VerifyCommand(UseCaseFactory tables, Output output, ProcessContext shell) {
        this.tables = tables;
        this.output = output;
        this.shell = shell;
    }

    @Override
    public Integer call() {
        if (tenant.isPresent() == all) {
            throw new CliException(ExitCode.USAGE, "Give --tenant or --all, one of them.");
        }
        Optional<TenantId> whose = tenant.map(TenantId::new);
        int parts = segments.orElse(maxReadUnits.isPresent() ? 1 : DEFAULT_SEGMENTS);
        if (parts < 1 || parts > MAX_SEGMENTS) {
            throw new CliException(ExitCode.USAGE, "--segments must be 1 to " + MAX_SEGMENTS + ".");
        }
        if (maxReadUnits.isPresent() && !(maxReadUnits.get() > 0)) {
            throw new CliException(ExitCode.USAGE, "--max-rcu must be more than 0.");
        }
        try (UseCases table = tables.openForBatch();
                InterruptHandler interruption =
                        new InterruptHandler(shell.interrupts(), Thread.currentThread()::interrupt, () -> {})) {
            return verify(table, whose, parts, interruption).number();
        }
    }

    private ExitCode verify(UseCases table, Optional<TenantId> whose, int parts, InterruptHandler interruption) {
        VerifyOrders verifyOrders = table.verifyOrders();
        OptionalLong expected = whose.isPresent() ? OptionalLong.empty() : verifyOrders.approximateSize();
        Verification found;
        try (ResultPrinter<Finding> findings = new ResultPrinter<>(output, Finding::line, Finding::document);
                Progress progress = Progress.of("items", expected, shell)) {
            Optional<ReadRateLimiter> pace =
                    maxReadUnits.map(units -> new ReadRateLimiter(units, System::nanoTime, interruption::pause));
            found = verifyOrders.handle(whose, parts, page -> {
                if (interruption.isRequested() || output.isBroken()) {
                    throw new CancellationException();
                }
                progress.step(page.items());
                List<Finding> ofPage = Finding.in(page);
                if (!ofPage.isEmpty()) {
                    progress.print(() -> ofPage.forEach(findings::add));
                }
                pace.ifPresent(limit -> limit.spend(page.readUnits()));
            });
        } catch (CancellationException interrupted) {
            if (output.isBroken()) {
                return ExitCode.DONE; // what is wrong with the output is said, and decides on the exit code, elsewhere
            }
            tell("Interrupted: what is shown is not all.");
            return ExitCode.REFUSED;
        }
        tell(found.orders() + (found.orders() == 1 ? " order: " : " orders: ") + found.defective() + " with defects, "
                + found.onlyOdd() + " with warnings only.");
        if (found.orders() == 0) {
            whose.ifPresent(tenantId -> tell(
                    "Tenant " + tenantId.value() + " has no orders in " + table.name() + ". Check the tenant id."));
        }
        return found.defective() > 0 ? ExitCode.REFUSED : ExitCode.DONE;
    }

    private void tell(String sentence) {
        spec.commandLine().getErr().println(sentence);
    }

    /** One defect of one order. */
    private record Finding(ValidatedOrder order, OrderDefect defect) {

        static List<Finding> in(ValidatedPage page) {
            return page.orders().stream()
                    .flatMap(order -> order.defects().stream().map(defect -> new Finding(order, defect)))
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
