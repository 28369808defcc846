package com.bbws.orders.cli.output;

import com.bbws.orders.domain.DisplayText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jline.utils.WCWidth;

/**
 * Text that is safe to print on a terminal. Stored or typed text may contain control sequences; this type replaces
 * them. It may have colours of this program.
 *
 * @param plain the visible text, without colours
 * @param shown the text to print
 */
public record TerminalText(String plain, String shown) {

    /** Replaces a character that must not be printed. */
    private static final char REPLACEMENT = '\uFFFD';

    /** The symbols below U+2E80 that Unicode displays as emoji, two columns wide; jline counts one. */
    private static final String WIDE_SYMBOLS =
            "\u231a\u231b\u23e9\u23ea\u23eb\u23ec\u23f0\u23f3\u25fd\u25fe\u2614\u2615"
                    + "\u2648\u2649\u264a\u264b\u264c\u264d\u264e\u264f\u2650\u2651\u2652\u2653\u267f\u2693\u26a1\u26aa\u26ab"
                    + "\u26bd\u26be\u26c4\u26c5\u26ce\u26d4\u26ea\u26f2\u26f3\u26f5\u26fa\u26fd\u2705\u270a\u270b\u2728\u274c"
                    + "\u274e\u2753\u2754\u2755\u2757\u2795\u2796\u2797\u27b0\u27bf\u2b1b\u2b1c\u2b50\u2b55";

    /** A flag consists of two of these characters and is two columns wide. */
    private static final int FIRST_HALF_OF_A_FLAG = 0x1F1E6;

    private static final int LAST_HALF_OF_A_FLAG = 0x1F1FF;

    /** Characters up to this one are one column wide. */
    private static final int LAST_OF_LATIN = 0x2FF;

    /** Returns the text with all control characters replaced. */
    public static TerminalText of(String text) {
        StringBuilder safe = new StringBuilder();
        text.codePoints().map(c -> isPrintable(c) ? c : REPLACEMENT).forEach(safe::appendCodePoint);
        return new TerminalText(safe.toString(), safe.toString());
    }

    TerminalText inColor(int color) {
        return new TerminalText(plain, "\u001b[" + color + "m" + shown + "\u001b[0m");
    }

    public TerminalText plus(TerminalText next) {
        return new TerminalText(plain + next.plain, shown + next.shown);
    }

    /** Returns the width in columns. */
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

    /** Returns the width of the widest word. */
    int widestWord() {
        return Stream.of(plain.split(" ")).mapToInt(TerminalText::width).max().orElse(0);
    }

    /** Returns the end of the longest prefix of a text that fits a width. */
    private static int end(String text, int width) {
        int used = 0;
        int end = 0;
        while (end < text.length()) {
            int c = text.codePointAt(end);
            used += width(c);
            if (used > width) {
                return end;
            }
            end += Character.charCount(c);
        }
        return end;
    }

    /** Returns this text if it fits a width, else its beginning without colour, with an ellipsis. */
    public TerminalText cut(int width) {
        return width() <= width ? this : of(plain.substring(0, end(plain, width - 1)) + "…");
    }

    /** Returns this text in lines that fit a width, without colour; wrapped between words if possible. */
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

    /**
     * Returns whether a character is shown as it is. A private or unassigned character cannot control the terminal, and a
     * newer Unicode version than that of the JDK may define it.
     */
    public static boolean isPrintable(int c) {
        return switch (Character.getType(c)) {
            case Character.PRIVATE_USE, Character.UNASSIGNED -> true;
            default -> DisplayText.isPrintable(c);
        };
    }
}
