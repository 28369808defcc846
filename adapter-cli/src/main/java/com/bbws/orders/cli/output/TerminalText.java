package com.bbws.orders.cli.output;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jline.utils.WCWidth;

/**
 * Text that may be shown on a terminal. What is stored in the table, or typed, could hold sequences that
 * steer the terminal; they do not get through here. Only our own colours do.
 *
 * @param plain what is seen, without colours
 * @param shown what is printed
 */
public record TerminalText(String plain, String shown) {

    /** Stands for a character that is not shown. */
    private static final char REPLACEMENT = '\uFFFD';

    /** The symbols below U+2E80 that Unicode shows as emoji, two columns wide; jline counts one. */
    private static final String WIDE_SYMBOLS =
            "\u231a\u231b\u23e9\u23ea\u23eb\u23ec\u23f0\u23f3\u25fd\u25fe\u2614\u2615"
                    + "\u2648\u2649\u264a\u264b\u264c\u264d\u264e\u264f\u2650\u2651\u2652\u2653\u267f\u2693\u26a1\u26aa\u26ab"
                    + "\u26bd\u26be\u26c4\u26c5\u26ce\u26d4\u26ea\u26f2\u26f3\u26f5\u26fa\u26fd\u2705\u270a\u270b\u2728\u274c"
                    + "\u274e\u2753\u2754\u2755\u2757\u2795\u2796\u2797\u27b0\u27bf\u2b1b\u2b1c\u2b50\u2b55";

    /** Flags are made of two of these, and take two columns. */
    private static final int FIRST_HALF_OF_A_FLAG = 0x1F1E6;

    private static final int LAST_HALF_OF_A_FLAG = 0x1F1FF;

    /** Up to here a character takes one column. */
    private static final int LAST_OF_LATIN = 0x2FF;

    /** Returns any text, made safe. */
    public static TerminalText of(String text) {
        StringBuilder safe = new StringBuilder();
        text.codePoints().map(c -> isShown(c) ? c : REPLACEMENT).forEach(safe::appendCodePoint);
        return new TerminalText(safe.toString(), safe.toString());
    }

    TerminalText inColor(int color) {
        return new TerminalText(plain, "\u001b[" + color + "m" + shown + "\u001b[0m");
    }

    public TerminalText plus(TerminalText next) {
        return new TerminalText(plain + next.plain, shown + next.shown);
    }

    /** Returns how many columns it takes. */
    int width() {
        return width(plain);
    }

    private static int width(String text) {
        return text.codePoints().map(TerminalText::width).sum();
    }

    private static int width(int c) {
        if (c <= LAST_OF_LATIN || c >= FIRST_HALF_OF_A_FLAG && c <= LAST_HALF_OF_A_FLAG) {
            return 1;
        }
        return WIDE_SYMBOLS.indexOf(c) >= 0 ? 2 : Math.max(0, WCWidth.wcwidth(c));
    }

    /** Returns how wide the widest of its words is. */
    int widestWord() {
        return Stream.of(plain.split(" ")).mapToInt(TerminalText::width).max().orElse(0);
    }

    /** Returns where the part of a text ends that takes so many columns at most. */
    private static int end(String text, int width) {
        int taken = 0;
        int end = 0;
        while (end < text.length()) {
            int c = text.codePointAt(end);
            taken += width(c);
            if (taken > width) {
                return end;
            }
            end += Character.charCount(c);
        }
        return end;
    }

    /** Returns its beginning, in no colour, with a sign that there was more. */
    TerminalText cut(int width) {
        return of(plain.substring(0, end(plain, width - 1)) + "…");
    }

    /** Returns it in lines of so many columns at most, in no colour; broken between words where there are some. */
    List<TerminalText> wrapped(int width) {
        List<TerminalText> lines = new ArrayList<>();
        String rest = plain;
        while (width(rest) > width) {
            int end = Math.max(end(rest, width), Character.charCount(rest.codePointAt(0)));
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
    public static boolean isShown(int c) {
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
