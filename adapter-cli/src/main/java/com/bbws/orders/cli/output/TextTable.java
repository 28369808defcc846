package com.bbws.orders.cli.output;

import static java.util.stream.Collectors.joining;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/**
 * Rows of text in columns as wide as their widest cell. Where the terminal is too narrow for that, columns give way as
 * their {@link Fit} allows, the last ones first; a table of columns that never do is as wide as it must be.
 */
public final class TextTable {

    /** Where a cell stands in its column. */
    public enum Align {
        LEFT,
        RIGHT
    }

    /** What becomes of a column that there is no room for. */
    public enum Fit {
        /** It stays: what it says is needed whole. */
        STAY,
        /** It is left out: half of what it says would mislead. */
        DROP,
        /** It is cut short; its end is what it can spare. */
        CUT,
        /** It goes on in the next line, between words as long as there is room for them. */
        WRAP
    }

    private record Column(Align align, Fit fit) {}

    private static final String GAP = "  ";
    private static final TerminalText NOTHING = TerminalText.of("");
    private static final int UNLIMITED = Integer.MAX_VALUE;

    /** A column that is narrower says nothing any more. */
    private static final int NARROWEST = 8;

    /** A longer word is broken so that other columns keep their width. */
    private static final int LONGEST_WHOLE_WORD = 20;

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

    public TextTable column(Align align, Fit fit) {
        columns.add(new Column(align, fit));
        return this;
    }

    public TextTable row(String... cells) {
        return row(Arrays.stream(cells).map(TerminalText::of).toArray(TerminalText[]::new));
    }

    /** Adds a row; cells that are missing at its end are empty. */
    public TextTable row(TerminalText... cells) {
        rows.add(List.of(cells));
        return this;
    }

    /**
     * Prints the rows so far. The first ones decide how wide the columns are; what comes later has to fit in on a terminal,
     * and is out of line elsewhere.
     */
    public void printTo(PrintWriter out) {
        if (widths.length == 0) {
            widths = fitted(widths(TerminalText::width), widths(TerminalText::widestWord));
        }
        rows.forEach(row -> print(row, out));
        rows.clear();
    }

    /** Returns the widest of each column. */
    private int[] widths(ToIntFunction<TerminalText> width) {
        return IntStream.range(0, columns.size())
                .map(column -> rows.stream()
                        .filter(row -> column < row.size())
                        .mapToInt(row -> width.applyAsInt(row.get(column)))
                        .max()
                        .orElse(0))
                .toArray();
    }

    /** A column of no width is not shown at all. Words are broken only if all else is not enough. */
    private int[] fitted(int[] wanted, int[] words) {
        for (int i = wanted.length - 1; i >= 0; i--) {
            wanted[i] = narrowed(wanted, i, Math.min(words[i], LONGEST_WHOLE_WORD));
        }
        for (int i = wanted.length - 1; i >= 0; i--) {
            wanted[i] = narrowed(wanted, i, 0);
        }
        return wanted;
    }

    private int narrowed(int[] wanted, int column, int word) {
        int width = wanted[column];
        int excess = total(wanted) - columnsOfTerminal;
        if (excess <= 0) {
            return width;
        }
        return switch (columns.get(column).fit()) {
            case STAY -> width;
            case DROP -> 0;
            case CUT -> width - excess >= NARROWEST ? width - excess : 0;
            case WRAP -> Math.min(width, Math.max(width - excess, Math.max(word, NARROWEST)));
        };
    }

    private static int total(int[] wanted) {
        int shown = (int) Arrays.stream(wanted).filter(width -> width > 0).count();
        return Arrays.stream(wanted).sum() + Math.max(0, shown - 1) * GAP.length();
    }

    private void print(List<TerminalText> row, PrintWriter out) {
        List<List<TerminalText>> cells = IntStream.range(0, row.size())
                .mapToObj(i -> lines(row.get(i), i))
                .toList();
        int height = cells.stream().mapToInt(List::size).max().orElse(0);
        for (int line = 0; line < height; line++) {
            out.println(line(cells, line).stripTrailing());
        }
    }

    private List<TerminalText> lines(TerminalText text, int column) {
        if (widths[column] == 0) {
            return List.of(NOTHING);
        }
        boolean isWrapped = columns.get(column).fit() == Fit.WRAP && text.width() > widths[column];
        return isWrapped ? text.wrapped(widths[column]) : List.of(text);
    }

    private String line(List<List<TerminalText>> cells, int line) {
        return IntStream.range(0, cells.size())
                .filter(i -> widths[i] > 0)
                .mapToObj(i -> cell(line < cells.get(i).size() ? cells.get(i).get(line) : NOTHING, i, widths[i]))
                .collect(joining(GAP));
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
