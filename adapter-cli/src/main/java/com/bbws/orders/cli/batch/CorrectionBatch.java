package com.bbws.orders.cli.batch;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toCollection;

import com.bbws.orders.application.CorrectOrderCommand;
import com.bbws.orders.application.CorrectionOutcome;
import com.bbws.orders.cli.batch.CorrectionResult.Kind;
import com.bbws.orders.cli.output.Output;
import com.bbws.orders.cli.output.Progress;
import com.bbws.orders.cli.output.RejectionMessage;
import com.bbws.orders.cli.output.ResultPrinter;
import com.bbws.orders.cli.process.CliException;
import com.bbws.orders.cli.process.ExitCode;
import com.bbws.orders.cli.process.InterruptHandler;
import com.bbws.orders.cli.process.ProcessContext;
import com.bbws.orders.cli.session.OrderSelection;
import com.bbws.orders.cli.session.UseCases;
import com.bbws.orders.domain.Actor;
import com.bbws.orders.domain.OrderChange;
import com.bbws.orders.domain.OrderException;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.TenantId;
import com.bbws.orders.domain.UpdateId;
import com.bbws.orders.domain.port.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Applies corrections in parallel and reports the result of each, also when the program is interrupted. Rows of the same
 * order are applied one after the other.
 */
public final class CorrectionBatch {

    /** Longer than any call to the database that succeeds. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final UseCases useCases;
    private final Actor actor;
    private final boolean isApproved;
    private final int parallelism;

    /**
     * Creates a batch.
     *
     * @param useCases the use cases to call
     * @param actor the author of the corrections
     * @param isApproved whether to write; false in a dry run
     * @param parallelism the number of orders to correct at the same time
     */
    public CorrectionBatch(UseCases useCases, Actor actor, boolean isApproved, int parallelism) {
        this.useCases = useCases;
        this.actor = actor;
        this.isApproved = isApproved;
        this.parallelism = parallelism;
    }

    /** Applies the corrections, prints the result of each and a summary, and returns the exit code. */
    public ExitCode run(List<CorrectionRow> rows, Output output, ProcessContext process) {
        BatchSummary summary = new BatchSummary(rows.size());
        int idWidth = rows.stream()
                .mapToInt(row -> row.orderId().value().length())
                .max()
                .orElse(1);
        ExecutorService threads = Executors.newFixedThreadPool(parallelism);
        try (InterruptHandler interrupts = new InterruptHandler(
                process.interrupts(), GRACE, threads::shutdownNow, () -> summary.printUnfinished(process.err()))) {
            try (ResultPrinter<CorrectionResult> results =
                            new ResultPrinter<>(output, result -> result.line(idWidth), CorrectionResult::document);
                    Progress progress = Progress.of("orders", process)) {
                progress.expect(rows.size());
                BooleanSupplier mayContinue =
                        () -> !interrupts.isRequested() && !summary.isStopped() && !output.isClosed();
                correctAll(rows, threads, mayContinue, summary, result -> {
                    progress.step(1);
                    progress.print(() -> results.add(result));
                });
            }
            return summary.print(process.err());
        }
    }

    private void correctAll(
            List<CorrectionRow> rows,
            ExecutorService threads,
            BooleanSupplier mayContinue,
            BatchSummary summary,
            Consumer<CorrectionResult> results) {
        Queue<List<CorrectionRow>> orders = rows.stream()
                .collect(groupingBy(CorrectionRow::orderId, LinkedHashMap::new, toCollection(ArrayList::new)))
                .values()
                .stream()
                .collect(toCollection(ConcurrentLinkedQueue::new));
        try {
            List<Future<?>> workers = new ArrayList<>();
            for (int i = 0; i < parallelism; i++) {
                workers.add(threads.submit(() -> work(orders, mayContinue, summary, results)));
            }
            for (Future<?> worker : workers) {
                worker.get();
            }
        } catch (ExecutionException defect) {
            throw new IllegalStateException("a worker failed", defect.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            threads.shutdownNow();
        }
    }

    private void work(
            Queue<List<CorrectionRow>> orders,
            BooleanSupplier mayContinue,
            BatchSummary summary,
            Consumer<CorrectionResult> results) {
        while (mayContinue.getAsBoolean()) {
            List<CorrectionRow> ofOrder = orders.poll();
            if (ofOrder == null) {
                return;
            }
            for (CorrectionRow row : ofOrder) {
                if (mayContinue.getAsBoolean()) {
                    summary.begin(row);
                    CorrectionResult result = correct(row);
                    results.accept(result);
                    summary.end(result);
                }
            }
        }
    }

    /** Never throws, so that a failed row does not stop the others. */
    private CorrectionResult correct(CorrectionRow row) {
        Optional<TenantId> tenantId = row.tenantId();
        List<OrderChange> changes = new ArrayList<>(1);
        try {
            OrderKey order = OrderSelection.orderKey(row.tenantId(), row.orderId(), useCases.findOrder()::tenantsOf);
            tenantId = Optional.of(order.tenantId());
            CorrectOrderCommand command = new CorrectOrderCommand(order, row.correction(), actor, UpdateId.random());
            CorrectionOutcome outcome = useCases.correctOrder().handle(command, change -> {
                changes.add(change);
                return isApproved;
            });
            Kind kind = outcome.isWritten() ? Kind.WRITTEN : changes.isEmpty() ? Kind.UNCHANGED : Kind.WOULD_WRITE;
            String message =
                    changes.stream().map(CorrectionResult::describe).findFirst().orElse("already up to date");
            return new CorrectionResult(row, tenantId, kind, message);
        } catch (CliException noSingleTenant) {
            Kind kind = noSingleTenant.exitCode() == ExitCode.NOT_FOUND ? Kind.NOT_FOUND : Kind.REFUSED;
            return new CorrectionResult(row, tenantId, kind, noSingleTenant.getMessage());
        } catch (OrderException rejection) {
            return new CorrectionResult(row, tenantId, kind(rejection), RejectionMessage.of(rejection));
        } catch (StoreException.Unreadable unreadable) {
            return new CorrectionResult(row, tenantId, Kind.UNREADABLE, RejectionMessage.of(unreadable.order()));
        } catch (StoreException.Unavailable failure) {
            return new CorrectionResult(row, tenantId, Kind.UNAVAILABLE, failure.getMessage());
        } catch (RuntimeException defect) {
            return new CorrectionResult(
                    row,
                    tenantId,
                    Kind.FAILED,
                    "Internal error (" + defect.getClass().getSimpleName() + ").");
        }
    }

    private static Kind kind(OrderException rejection) {
        return switch (rejection.code()) {
            case INVALID_ORDER_STATE, VALIDATION_ERROR, ORDER_TOO_LARGE -> Kind.REFUSED;
            case ORDER_NOT_FOUND -> Kind.NOT_FOUND;
            case OPTIMISTIC_LOCK_FAILURE, PRECONDITION_FAILED, PRECONDITION_REQUIRED -> Kind.CONFLICT;
        };
    }
}
