package com.bbws.orders.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * Text that may be shown on a terminal. What is stored in the table, or typed by somebody, could hold sequences that
 * steer the terminal; they do not get through here. Only our own colours do.
 *
 * @param plain what is seen, without colours
 * @param shown what is printed
 */
record TerminalText(String plain, String shown) {

    /** Stands for a character that is not shown. */
    private static final char REPLACEMENT = '\uFFFD';

    /** Returns any text, made safe. */
    static TerminalText of(String text) {
        StringBuilder safe = new StringBuilder();
        text.codePoints().map(c -> isShown(c) ? c : REPLACEMENT).forEach(safe::appendCodePoint);
        return new TerminalText(safe.toString(), safe.toString());
    }

    TerminalText inColor(int color) {
        return new TerminalText(plain, "\u001b[" + color + "m" + shown + "\u001b[0m");
    }

    TerminalText plus(TerminalText next) {
        return new TerminalText(plain + next.plain, shown + next.shown);
    }

    /** Returns how many columns it takes. */
    int width() {
        return plain.codePointCount(0, plain.length());
    }

    /** Returns its beginning, in no colour, with a sign that there was more. */
    TerminalText cut(int width) {
        return of(plain.substring(0, plain.offsetByCodePoints(0, width - 1)) + "…");
    }

    /** Returns it in lines of so many columns at most, in no colour; broken between words where there are some. */
    List<TerminalText> wrapped(int width) {
        List<TerminalText> lines = new ArrayList<>();
        String rest = plain;
        while (rest.codePointCount(0, rest.length()) > width) {
            int end = rest.offsetByCodePoints(0, width);
            int space = rest.lastIndexOf(' ', end);
            int cut = space > 0 ? space : end;
            lines.add(of(rest.substring(0, cut).stripTrailing()));
            rest = rest.substring(cut).stripLeading();
        }
        lines.add(of(rest));
        return lines;
    }

    @Override
    public String toString() {
        return shown;
    }

    /** Tells whether a character is one to be seen, and does not steer the terminal. */
    static boolean isShown(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
