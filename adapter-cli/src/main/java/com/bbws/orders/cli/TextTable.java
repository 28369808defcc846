package com.bbws.orders.cli;

import static java.util.stream.Collectors.joining;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rows of text in columns as wide as their widest cell. Where the terminal is too narrow for that, columns give way as
 * their {@link Fit} allows, the last ones first; a table of columns that never do is as wide as it must be.
 */
final class TextTable {

    /** Where a cell stands in its column. */
    enum Align {
        LEFT,
        RIGHT
    }

    /** What becomes of a column that there is no room for. */
    enum Fit {
        /** It stays: what it says is needed whole. */
        STAY,
        /** It is left out: half of what it says would mislead. */
        DROP,
        /** It is cut short; its end is what it can spare. */
        CUT,
        /** It goes on in the next line. Only for a last column. */
        WRAP
    }

    private record Column(Align align, Fit fit) {}

    private static final String GAP = "  ";
    private static final int UNLIMITED = Integer.MAX_VALUE;

    /** A column that is narrower says nothing any more. */
    private static final int NARROWEST = 8;

    private final int columnsOfTerminal;
    private final List<Column> columns = new ArrayList<>();
    private final List<List<TerminalText>> rows = new ArrayList<>();
    private int[] widths = {};

    private TextTable(int columnsOfTerminal) {
        this.columnsOfTerminal = columnsOfTerminal;
    }

    /** Returns a table that may be as wide as it likes. */
    static TextTable unlimited() {
        return new TextTable(UNLIMITED);
    }

    /** Returns a table for a terminal of so many columns. */
    static TextTable within(int columnsOfTerminal) {
        return new TextTable(columnsOfTerminal);
    }

    TextTable column(Align align, Fit fit) {
        columns.add(new Column(align, fit));
        return this;
    }

    TextTable row(String... cells) {
        return row(Arrays.stream(cells).map(TerminalText::of).toArray(TerminalText[]::new));
    }

    /** Adds a row; cells that are missing at its end are empty. */
    TextTable row(TerminalText... cells) {
        rows.add(List.of(cells));
        return this;
    }

    /**
     * Prints the rows so far. The first ones decide how wide the columns are; what comes later has to fit in on a terminal,
     * and is out of line elsewhere.
     */
    void printTo(PrintWriter out) {
        if (widths.length == 0) {
            widths = fitted(IntStream.range(0, columns.size()).map(this::width).toArray());
        }
        rows.forEach(row -> print(row, out));
        rows.clear();
    }

    private int width(int column) {
        return rows.stream()
                .filter(row -> column < row.size())
                .mapToInt(row -> row.get(column).width())
                .max()
                .orElse(0);
    }

    /** A column of no width is not shown at all. */
    private int[] fitted(int[] wanted) {
        for (int i = wanted.length - 1; i >= 0; i--) {
            int excess = total(wanted) - columnsOfTerminal;
            if (excess > 0) {
                wanted[i] = narrowed(wanted[i], excess, columns.get(i).fit());
            }
        }
        return wanted;
    }

    private static int narrowed(int width, int excess, Fit fit) {
        return switch (fit) {
            case STAY -> width;
            case DROP -> 0;
            case CUT -> width - excess >= NARROWEST ? width - excess : 0;
            case WRAP -> Math.max(width - excess, NARROWEST);
        };
    }

    private static int total(int[] wanted) {
        int shown = (int) Arrays.stream(wanted).filter(width -> width > 0).count();
        return Arrays.stream(wanted).sum() + Math.max(0, shown - 1) * GAP.length();
    }

    private void print(List<TerminalText> row, PrintWriter out) {
        int last = row.size() - 1;
        int left = IntStream.range(0, last)
                .map(i -> widths[i] + (widths[i] > 0 ? GAP.length() : 0))
                .sum();
        List<TerminalText> lines =
                columns.get(last).fit() == Fit.WRAP && row.get(last).width() > widths[last]
                        ? row.get(last).wrapped(widths[last])
                        : List.of(row.get(last));
        String begin = IntStream.range(0, last)
                .filter(i -> widths[i] > 0)
                .mapToObj(i -> cell(row.get(i), i, widths[i]) + GAP)
                .collect(joining());
        out.println((begin + (widths[last] > 0 ? cell(lines.get(0), last, widths[last]) : "")).stripTrailing());
        lines.stream().skip(1).forEach(line -> out.println((" ".repeat(left) + line).stripTrailing()));
    }

    private String cell(TerminalText text, int column, int width) {
        boolean isCut = columnsOfTerminal < UNLIMITED
                && text.width() > width
                && columns.get(column).fit() == Fit.CUT;
        TerminalText shown = isCut ? text.cut(width) : text;
        String padding = " ".repeat(Math.max(0, width - shown.width()));
        return columns.get(column).align() == Align.LEFT ? shown + padding : padding + shown;
    }
}
