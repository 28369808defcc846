package com.bbws.orders.cli.batch;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toCollection;

import com.bbws.orders.application.CorrectOrderCommand;
import com.bbws.orders.application.CorrectionOutcome;
import com.bbws.orders.cli.batch.CorrectionResult.Kind;
import com.bbws.orders.cli.output.Output;
import com.bbws.orders.cli.output.Progress;
import com.bbws.orders.cli.output.RefusalMessage;
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
import com.bbws.orders.domain.TenantId;
import com.bbws.orders.domain.port.StoreException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Carries out many corrections at the same time, and gives a truthful account of them, also when it is interrupted. Rows
 * about one order are carried out one after the other.
 */
public final class CorrectionBatch {

    private final UseCases table;
    private final Actor actor;
    private final boolean isApproved;
    private final int parallel;

    /**
     * Makes a batch.
     *
     * @param table where
     * @param actor who says so
     * @param isApproved whether to write; else it is only shown what would be written
     * @param parallel how many orders are corrected at the same time
     */
    public CorrectionBatch(UseCases table, Actor actor, boolean isApproved, int parallel) {
        this.table = table;
        this.actor = actor;
        this.isApproved = isApproved;
        this.parallel = parallel;
    }

    /** Carries the corrections out, shows a result for each, and says in the end what was done. */
    public ExitCode run(List<CorrectionRow> rows, Output output, ProcessContext shell) {
        BatchSummary account = new BatchSummary(rows.size());
        int idWidth = rows.stream()
                .mapToInt(row -> row.orderId().value().length())
                .max()
                .orElse(1);
        ExecutorService threads = Executors.newFixedThreadPool(parallel);
        try (InterruptHandler interruption = new InterruptHandler(
                shell.interrupts(), threads::shutdownNow, () -> account.tellOfUnfinished(shell.err()))) {
            try (ResultPrinter<CorrectionResult> results =
                            new ResultPrinter<>(output, result -> result.line(idWidth), CorrectionResult::document);
                    Progress progress = Progress.of("orders", OptionalLong.of(rows.size()), shell)) {
                BooleanSupplier goesOn =
                        () -> !interruption.isRequested() && !account.isHopeless() && !output.isBroken();
                correctAll(rows, threads, goesOn, account, result -> {
                    progress.step(1);
                    progress.print(() -> results.add(result));
                });
            }
            return account.tell(shell.err());
        }
    }

    private void correctAll(
            List<CorrectionRow> rows,
            ExecutorService threads,
            BooleanSupplier goesOn,
            BatchSummary account,
            Consumer<CorrectionResult> results) {
        Queue<List<CorrectionRow>> orders = rows.stream()
                .collect(groupingBy(CorrectionRow::orderId, LinkedHashMap::new, toCollection(ArrayList::new)))
                .values()
                .stream()
                .collect(toCollection(ConcurrentLinkedQueue::new));
        try {
            List<Future<?>> workers = new ArrayList<>();
            for (int i = 0; i < parallel; i++) {
                workers.add(threads.submit(() -> work(orders, goesOn, account, results)));
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
            BooleanSupplier goesOn,
            BatchSummary account,
            Consumer<CorrectionResult> results) {
        while (goesOn.getAsBoolean()) {
            List<CorrectionRow> ofOrder = orders.poll();
            if (ofOrder == null) {
                return;
            }
            for (CorrectionRow row : ofOrder) {
                if (goesOn.getAsBoolean()) {
                    account.begin(row);
                    CorrectionResult result = correct(row);
                    results.accept(result);
                    account.end(result);
                }
            }
        }
    }

    /** Never throws: one row's bad luck must not keep the account of all the others from being given. */
    private CorrectionResult correct(CorrectionRow row) {
        Optional<TenantId> tenantId = row.tenantId();
        List<OrderChange> decided = new ArrayList<>(1);
        try {
            tenantId = tenantId.or(() -> Optional.of(OrderSelection.onlyTenantOf(row.orderId(), table.findOrder())));
            CorrectOrderCommand command =
                    new CorrectOrderCommand(tenantId.get(), row.orderId(), row.correction(), actor);
            CorrectionOutcome outcome = table.correctOrder().handle(command, change -> {
                decided.add(change);
                return isApproved;
            });
            Kind kind = outcome.isWritten() ? Kind.WRITTEN : decided.isEmpty() ? Kind.UNCHANGED : Kind.WOULD_WRITE;
            String words =
                    decided.stream().map(CorrectionResult::words).findFirst().orElse("it is so already");
            return new CorrectionResult(row, tenantId, kind, words);
        } catch (CliException noOneTenant) {
            Kind kind = noOneTenant.exitCode() == ExitCode.NOT_FOUND ? Kind.NOT_FOUND : Kind.REFUSED;
            return new CorrectionResult(row, tenantId, kind, noOneTenant.getMessage());
        } catch (OrderException refusal) {
            return new CorrectionResult(row, tenantId, kind(refusal), RefusalMessage.of(refusal));
        } catch (StoreException.Unreadable unreadable) {
            return new CorrectionResult(row, tenantId, Kind.UNREADABLE, RefusalMessage.of(unreadable.order()));
        } catch (StoreException.Unavailable failure) {
            return new CorrectionResult(row, tenantId, Kind.UNAVAILABLE, failure.getMessage());
        } catch (RuntimeException defect) {
            return new CorrectionResult(
                    row,
                    tenantId,
                    Kind.FAILED,
                    "Unexpected " + defect.getClass().getSimpleName() + ".");
        }
    }

    private static Kind kind(OrderException refusal) {
        return switch (refusal.code()) {
            case INVALID_ORDER_STATE, VALIDATION_ERROR, ORDER_TOO_LARGE -> Kind.REFUSED;
            case ORDER_NOT_FOUND -> Kind.NOT_FOUND;
            case OPTIMISTIC_LOCK_FAILURE, PRECONDITION_FAILED -> Kind.CONFLICT;
        };
    }
}
