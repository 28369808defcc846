package com.bbws.orders.cli;

import static java.util.stream.Collectors.joining;

import com.bbws.orders.cli.CorrectionResult.Kind;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Keeps count of what became of many corrections. Safe for use by several threads. */
final class BatchAccount {

    /** After so many failures in a row to reach the database, there is no point in going on. */
    private static final int HOPELESS = 20;

    private final int rows;
    private final Map<Kind, Integer> results = new EnumMap<>(Kind.class);
    private final Set<CorrectionRow> running = new HashSet<>();
    private int unavailableInARow;

    BatchAccount(int rows) {
        this.rows = rows;
    }

    synchronized void begin(CorrectionRow row) {
        running.add(row);
    }

    synchronized void end(CorrectionResult result) {
        running.remove(result.row());
        results.merge(result.kind(), 1, Integer::sum);
        unavailableInARow = result.kind() == Kind.UNAVAILABLE ? unavailableInARow + 1 : 0;
    }

    /** Tells whether the database is out of reach for good. */
    synchronized boolean isHopeless() {
        return unavailableInARow >= HOPELESS;
    }

    /** Says what was done. */
    synchronized ExitCode tell(PrintWriter err) {
        String counts = results.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey().words())
                .collect(joining(", "));
        int untried = rows - done();
        err.println(rows + " orders: " + (counts.isEmpty() ? "none tried" : counts)
                + (untried == 0 ? "." : ", " + untried + " not tried."));
        if (untried > 0) {
            err.println(
                    isHopeless()
                            ? "The database cannot be reached: stopped. Run the same file again, it repairs what is left."
                            : "Stopped before the end. Run the same file again, it repairs what is left.");
        }
        if (isHopeless()) {
            return ExitCode.UNAVAILABLE;
        }
        return untried == 0 && results.keySet().stream().allMatch(Kind::isGood) ? ExitCode.DONE : ExitCode.REFUSED;
    }

    /** Says, if there is no time to wait any longer, of which corrections nobody knows whether they were written. */
    synchronized void tellOfUnfinished(PrintWriter err) {
        tell(err);
        running.stream()
                .sorted(Comparator.comparing(CorrectionRow::line))
                .forEach(row -> err.println("Whether line " + row.line() + ", order "
                        + row.orderId().value() + ", was written is not certain: 'orders get' shows."));
        err.flush();
    }

    private int done() {
        return results.values().stream().mapToInt(Integer::intValue).sum();
    }
}
