package com.bbws.orders.cli.output;

import static java.util.stream.Collectors.joining;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/**
 * Rows of text in columns that are as wide as their widest cell. If the terminal is too narrow, columns shrink as their
 * {@link Fit} allows, starting with the last one.
 */
public final class TextTable {

    /** The alignment of a column. */
    public enum Align {
        LEFT,
        RIGHT
    }

    /** How a column behaves if the terminal is too narrow. */
    public enum Fit {
        /** The column keeps its width. */
        STAY,
        /** The column is omitted, because a part of its text would be misleading. */
        DROP,
        /** The text is truncated at its end. */
        CUT,
        /** The text continues in the next line, wrapped between words if possible. */
        WRAP
    }

    private record Column(Align align, Fit fit) {}

    private static final String GAP = "  ";
    private static final TerminalText NOTHING = TerminalText.of("");
    private static final int UNLIMITED = Integer.MAX_VALUE;

    /** The minimum width of a column that shrinks. */
    private static final int MIN_WIDTH = 8;

    /** Longer words may be split. */
    private static final int LONGEST_WHOLE_WORD = 20;

    private final int columnsOfTerminal;
    private final List<Column> columns = new ArrayList<>();
    private final List<List<TerminalText>> rows = new ArrayList<>();
    private int[] widths = {};

    private TextTable(int columnsOfTerminal) {
        this.columnsOfTerminal = columnsOfTerminal;
    }

    /** Returns a table without a maximum width. */
    static TextTable unlimited() {
        return new TextTable(UNLIMITED);
    }

    /** Returns a table for a terminal of a given width. */
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

    /** Adds a row. Missing cells at its end are empty. */
    public TextTable row(TerminalText... cells) {
        rows.add(List.of(cells));
        return this;
    }

    /**
     * Prints and removes the rows. The first call sets the column widths. Later rows are fitted to them on a terminal; in
     * a table without a maximum width they may be out of line.
     */
    public void printTo(PrintWriter out) {
        if (widths.length == 0) {
            widths = fitted(widths(TerminalText::width), widths(TerminalText::widestWord));
        }
        rows.forEach(row -> print(row, out));
        rows.clear();
    }

    /** Returns the maximum width in each column. */
    private int[] widths(ToIntFunction<TerminalText> width) {
        return IntStream.range(0, columns.size())
                .map(column -> rows.stream()
                        .filter(row -> column < row.size())
                        .mapToInt(row -> width.applyAsInt(row.get(column)))
                        .max()
                        .orElse(0))
                .toArray();
    }

    /** Returns widths that fit the terminal; 0 omits a column. Words are split only if nothing else is enough. */
    private int[] fitted(int[] widths, int[] words) {
        for (int i = widths.length - 1; i >= 0; i--) {
            widths[i] = narrowed(widths, i, Math.min(words[i], LONGEST_WHOLE_WORD));
        }
        for (int i = widths.length - 1; i >= 0; i--) {
            widths[i] = narrowed(widths, i, 0);
        }
        return widths;
    }

    private int narrowed(int[] widths, int column, int word) {
        int width = widths[column];
        int excess = total(widths) - columnsOfTerminal;
        if (excess <= 0) {
            return width;
        }
        return switch (columns.get(column).fit()) {
            case STAY -> width;
            case DROP -> 0;
            case CUT -> width - excess >= MIN_WIDTH ? width - excess : 0;
            case WRAP -> Math.min(width, Math.max(width - excess, Math.max(word, MIN_WIDTH)));
        };
    }

    private static int total(int[] widths) {
        int shown = (int) Arrays.stream(widths).filter(width -> width > 0).count();
        return Arrays.stream(widths).sum() + Math.max(0, shown - 1) * GAP.length();
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
        boolean isCut = columnsOfTerminal < UNLIMITED && columns.get(column).fit() == Fit.CUT;
        TerminalText shown = isCut ? text.cut(width) : text;
        String padding = " ".repeat(Math.max(0, width - shown.width()));
        return columns.get(column).align() == Align.LEFT ? shown + padding : padding + shown;
    }
}
