package com.bbws.orders.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a person sees of what is printed to a terminal: as much of ECMA-48 as is printed here. Nothing scrolls away. */
final class Screen {

    private static final Pattern SEQUENCE = Pattern.compile("\u001b\\[([0-9;]*)([A-Za-z])");

    private final int columns;
    private final List<StringBuilder> lines = new ArrayList<>(List.of(new StringBuilder()));
    private int row;
    private int column;

    private Screen(int columns) {
        this.columns = columns;
    }

    /** Returns the lines that are seen, without the blanks at their ends. */
    static List<String> of(String printed, int columns) {
        Screen screen = new Screen(columns);
        screen.print(printed);
        return screen.lines.stream()
                .map(line -> line.toString().stripTrailing())
                .toList();
    }

    private void print(String text) {
        Matcher sequence = SEQUENCE.matcher(text);
        int i = 0;
        while (i < text.length()) {
            if (sequence.region(i, text.length()).lookingAt()) {
                steer(sequence.group(1), sequence.group(2));
                i = sequence.end();
            } else {
                print(text.charAt(i));
                i++;
            }
        }
    }

    private void print(char c) {
        switch (c) {
            case '\r' -> column = 0;
            case '\n' -> nextRow();
            default -> show(c);
        }
    }

    private void show(char c) {
        if (c < ' ') {
            throw new IllegalArgumentException("no such control character is expected: " + (int) c);
        }
        // A terminal goes to the next line only when there is something to show in it.
        if (column == columns) {
            nextRow();
            column = 0;
        }
        StringBuilder line = lines.get(row);
        while (line.length() <= column) {
            line.append(' ');
        }
        line.setCharAt(column, c);
        column++;
    }

    private void nextRow() {
        row++;
        if (row == lines.size()) {
            lines.add(new StringBuilder());
        }
    }

    private void steer(String parameter, String function) {
        if (function.equals("K") && parameter.isEmpty()) {
            StringBuilder line = lines.get(row);
            line.setLength(Math.min(line.length(), column));
        } else if (!function.equals("m")) {
            throw new IllegalArgumentException("no such control sequence is expected: " + parameter + function);
        }
    }
}
