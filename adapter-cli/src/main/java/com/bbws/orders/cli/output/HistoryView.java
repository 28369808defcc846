package com.bbws.orders.cli.output;

import static com.bbws.orders.cli.output.TextTable.Align.LEFT;
import static com.bbws.orders.cli.output.TextTable.Fit.CUT;
import static com.bbws.orders.cli.output.TextTable.Fit.STAY;
import static com.bbws.orders.cli.output.TextTable.Fit.WRAP;

import com.bbws.orders.domain.Actor;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.domain.history.OrderRevision;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;

/** An order's history as a table with one row for each change: when, what, who and why. */
public final class HistoryView {

    /** The message for an order without history. */
    public static final String EMPTY = "No changes are recorded.";

    private static final TerminalText COMMA = TerminalText.of(", ");

    private final Output output;
    private final StatusColors colors;

    public HistoryView(Output output) {
        this.output = output;
        this.colors = output.colors();
    }

    public void print(Iterator<OrderRevision> revisions) {
        TextTable table = output.table()
                .column(LEFT, STAY)
                .column(LEFT, CUT)
                .column(LEFT, CUT)
                .column(LEFT, WRAP)
                .row("When", "What", "Who", "Why");
        output.printAll(table, revisions, this::row);
    }

    private TerminalText[] row(OrderRevision revision) {
        return new TerminalText[] {
            TerminalText.of(revision.when().toString()),
            what(revision),
            TerminalText.of(who(revision)),
            TerminalText.of(revision.author().reason().orElse(""))
        };
    }

    private static String who(OrderRevision revision) {
        return revision.author()
                .actor()
                .map(Actor::name)
                .orElseGet(() -> "unknown"
                        + revision.author()
                                .perhaps()
                                .map(actor -> ", perhaps " + actor.name())
                                .orElse(""));
    }

    private TerminalText what(OrderRevision revision) {
        return Stream.of(
                        kind(revision),
                        revision.changed().stream().map(TerminalText::of),
                        revision.changedOmitted() == 0
                                ? Stream.<TerminalText>of()
                                : text("and " + revision.changedOmitted() + " more"),
                        revision.problems().isEmpty() ? Stream.<TerminalText>of() : text("unreadable"))
                .flatMap(parts -> parts)
                .reduce((before, after) -> before.plus(COMMA).plus(after))
                .orElseGet(() -> TerminalText.of("no visible change"));
    }

    private Stream<TerminalText> kind(OrderRevision revision) {
        return switch (revision.kind()) {
            case CREATED -> Stream.of(TerminalText.of("created as ").plus(status(revision.statusAfter())));
            case CHANGED -> transition(revision);
            case DELETED, RESTORED -> Stream.concat(text(revision.kind().toString()), transition(revision));
            case REMOVED -> Stream.of(TerminalText.of("removed, was ").plus(status(revision.statusBefore())));
        };
    }

    private Stream<TerminalText> transition(OrderRevision revision) {
        return revision.changesStatus()
                ? Stream.of(status(revision.statusBefore())
                        .plus(TerminalText.of(" -> "))
                        .plus(status(revision.statusAfter())))
                : Stream.of();
    }

    /** An unknown status is shown as it is stored. */
    private TerminalText status(Optional<String> status) {
        return status.map(text -> OrderStatus.ofWireName(text).map(colors::of).orElseGet(() -> TerminalText.of(text)))
                .orElseGet(() -> TerminalText.of("(none)"));
    }

    private static Stream<TerminalText> text(String text) {
        return Stream.of(TerminalText.of(text));
    }
}
