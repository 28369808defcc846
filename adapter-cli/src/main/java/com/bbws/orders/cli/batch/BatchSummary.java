package com.bbws.orders.cli.batch;

import static java.util.stream.Collectors.joining;

import com.bbws.orders.cli.batch.CorrectionResult.Kind;
import com.bbws.orders.cli.process.ExitCode;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Counts the results of a batch. Thread-safe. */
final class BatchSummary {

    /** After this number of consecutive failures to reach the database, the batch stops. */
    private static final int MAX_CONSECUTIVE_FAILURES = 20;

    private final int rows;
    private final Map<Kind, Integer> results = new EnumMap<>(Kind.class);
    private final Set<CorrectionRow> running = new HashSet<>();
    private int consecutiveFailures;

    BatchSummary(int rows) {
        this.rows = rows;
    }

    synchronized void begin(CorrectionRow row) {
        running.add(row);
    }

    synchronized void end(CorrectionResult result) {
        running.remove(result.row());
        results.merge(result.kind(), 1, Integer::sum);
        consecutiveFailures = result.kind() == Kind.UNAVAILABLE ? consecutiveFailures + 1 : 0;
    }

    /** Returns whether the database fails so often that the batch should stop. */
    synchronized boolean isStopped() {
        return consecutiveFailures >= MAX_CONSECUTIVE_FAILURES;
    }

    /** Prints the summary and returns the exit code of the batch. */
    synchronized ExitCode print(PrintWriter err) {
        String counts = results.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey().label())
                .collect(joining(", "));
        int notTried = rows - done() - running.size();
        err.println(rows + (rows == 1 ? " order: " : " orders: ")
                + Stream.of(counts, count(running.size(), "unknown"), count(notTried, "not tried"))
                        .filter(words -> !words.isEmpty())
                        .collect(joining(", "))
                + ".");
        if (isStopped()) {
            err.println("Stopped: DynamoDB failed for " + MAX_CONSECUTIVE_FAILURES + " orders in a row.");
        }
        boolean isSuccess = rows == done() && results.keySet().stream().allMatch(Kind::isSuccess);
        boolean isUnavailable = isStopped() || results.keySet().equals(Set.of(Kind.UNAVAILABLE));
        if (isUnavailable) {
            err.println("Correct the cause, then run the same file again. It corrects only the orders that are left.");
        } else if (notTried > 0 || results.containsKey(Kind.UNAVAILABLE)) {
            err.println("Run the same file again. It corrects only the orders that are left.");
        }
        return isSuccess ? ExitCode.SUCCESS : isUnavailable ? ExitCode.UNAVAILABLE : ExitCode.REFUSED;
    }

    /** Prints the summary and each correction whose outcome is unknown, before the program ends without waiting for them. */
    synchronized void printUnfinished(PrintWriter err) {
        print(err);
        running.stream()
                .sorted(Comparator.comparing(CorrectionRow::line))
                .forEach(row -> err.println("It is unknown whether line " + row.line() + ", order "
                        + row.orderId().value() + ", was written. Check with 'orders get'."));
        err.flush();
    }

    private static String count(int number, String what) {
        return number == 0 ? "" : number + " " + what;
    }

    private int done() {
        return results.values().stream().mapToInt(Integer::intValue).sum();
    }
}
