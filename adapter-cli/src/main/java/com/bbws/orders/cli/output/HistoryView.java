package com.bbws.orders.cli.output;

import static com.bbws.orders.cli.output.TextTable.Align.LEFT;
import static com.bbws.orders.cli.output.TextTable.Fit.CUT;
import static com.bbws.orders.cli.output.TextTable.Fit.STAY;
import static com.bbws.orders.cli.output.TextTable.Fit.WRAP;

import com.bbws.orders.domain.Actor;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.domain.UpdateId;
import com.bbws.orders.domain.history.Authorship;
import com.bbws.orders.domain.history.OrderRevision;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;

/** An order's history as a table with one row for each change: when, what, who and why, and the update id if verbose. */
public final class HistoryView {

    /** The message for an order without history. */
    public static final String EMPTY = "No changes are recorded.";

    private static final TerminalText COMMA = TerminalText.of(", ");

    private final Output output;
    private final StatusColors colors;
    private final boolean verbose;

    public HistoryView(Output output, boolean verbose) {
        this.output = output;
        this.verbose = verbose;
        this.colors = output.colors();
    }

    public void print(Iterator<OrderRevision> revisions) {
        TextTable table = output.table()
                .column(LEFT, STAY)
                .column(LEFT, CUT)
                .column(LEFT, CUT)
                .column(LEFT, WRAP);
        if (verbose) {
            table.column(LEFT, STAY).row("When", "What", "Who", "Why", "Update id");
        } else {
            table.row("When", "What", "Who", "Why");
        }
        output.printAll(table, revisions, this::row);
    }

    private TerminalText[] row(OrderRevision revision) {
        Authorship author = revision.author();
        Stream<TerminalText> cells = Stream.of(
                TerminalText.of(revision.when().toString()),
                what(revision),
                TerminalText.of(who(revision)),
                TerminalText.of(author.reason().orElse("")));
        Stream<TerminalText> id =
                Stream.of(TerminalText.of(author.updateId().map(UpdateId::value).orElse("")));
        return (verbose ? Stream.concat(cells, id) : cells).toArray(TerminalText[]::new);
    }

    private static String who(OrderRevision revision) {
        return revision.kind() == OrderRevision.Kind.EXPIRED
                ? ""
                : revision.author().actor().map(Actor::name).orElse("unknown");
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
            case REMOVED -> removal("removed, was ", revision);
            case EXPIRED -> removal("removed by expiry (TTL), was ", revision);
        };
    }

    private Stream<TerminalText> removal(String description, OrderRevision revision) {
        return Stream.of(TerminalText.of(description).plus(status(revision.statusBefore())));
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
