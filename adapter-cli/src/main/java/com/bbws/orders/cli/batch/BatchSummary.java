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

/** Keeps count of what became of many corrections. Safe for use by several threads. */
final class BatchSummary {

    /** After so many failures in a row to reach the database, there is no point in going on. */
    private static final int HOPELESS = 20;

    private final int rows;
    private final Map<Kind, Integer> results = new EnumMap<>(Kind.class);
    private final Set<CorrectionRow> running = new HashSet<>();
    private int unavailableInARow;

    BatchSummary(int rows) {
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
        int untried = rows - done() - running.size();
        err.println(rows + (rows == 1 ? " order: " : " orders: ")
                + Stream.of(counts, count(running.size(), "not certain"), count(untried, "not tried"))
                        .filter(words -> !words.isEmpty())
                        .collect(joining(", "))
                + ".");
        if (isHopeless()) {
            err.println("DynamoDB failed " + HOPELESS + " times in a row: stopped.");
        }
        boolean isDone = rows == done() && results.keySet().stream().allMatch(Kind::isGood);
        boolean isOutOfReach = isHopeless() || results.keySet().equals(Set.of(Kind.UNAVAILABLE));
        if (isOutOfReach) {
            err.println("Correct the cause, then run the same file again: it repairs what is left.");
        } else if (untried > 0 || results.containsKey(Kind.UNAVAILABLE)) {
            err.println("Run the same file again: it repairs what is left.");
        }
        return isDone ? ExitCode.DONE : isOutOfReach ? ExitCode.UNAVAILABLE : ExitCode.REFUSED;
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

    private static String count(int number, String what) {
        return number == 0 ? "" : number + " " + what;
    }

    private int done() {
        return results.values().stream().mapToInt(Integer::intValue).sum();
    }
}
