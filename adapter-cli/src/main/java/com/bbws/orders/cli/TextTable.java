package com.bbws.orders.cli;

import static java.util.stream.Collectors.joining;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Rows of text in columns as wide as their widest cell. */
final class TextTable {

    /** Where a cell stands in its column. */
    enum Align {
        LEFT,
        RIGHT
    }

    private static final String GAP = "  ";

    private final List<Align> columns;
    private final List<List<TerminalText>> rows = new ArrayList<>();

    TextTable(Align... columns) {
        this.columns = List.of(columns);
    }

    TextTable row(String... cells) {
        return row(Arrays.stream(cells).map(TerminalText::of).toArray(TerminalText[]::new));
    }

    /** Adds a row; cells that are missing at its end are empty. */
    TextTable row(TerminalText... cells) {
        rows.add(List.of(cells));
        return this;
    }

    void printTo(PrintWriter out) {
        int[] widths = IntStream.range(0, columns.size()).map(this::width).toArray();
        rows.forEach(row -> out.println(line(row, widths)));
    }

    private int width(int column) {
        return rows.stream()
                .filter(row -> column < row.size())
                .mapToInt(row -> row.get(column).width())
                .max()
                .orElse(0);
    }

    private String line(List<TerminalText> row, int[] widths) {
        return IntStream.range(0, row.size())
                .mapToObj(column -> padded(row.get(column), columns.get(column), widths[column]))
                .collect(joining(GAP))
                .stripTrailing();
    }

    private static String padded(TerminalText cell, Align align, int width) {
        String padding = " ".repeat(width - cell.width());
        return align == Align.LEFT ? cell + padding : padding + cell;
    }
}
