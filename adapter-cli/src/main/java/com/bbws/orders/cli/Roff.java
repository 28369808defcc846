package com.bbws.orders.cli;

import java.util.List;
import java.util.Locale;

/** A page in the language of man pages, in which nothing that is put on it can be taken for a command. */
final class Roff {

    private final StringBuilder page = new StringBuilder();

    Roff title(String name, String date, String source, String manual) {
        return line(".TH " + argument(name.toUpperCase(Locale.ROOT)) + " 1 " + date + " " + argument(source) + " "
                        + argument(manual))
                // Commands are there to be copied: no hyphen is added to a word, and no blank to a line.
                .line(".nh")
                .line(".ad l");
    }

    Roff section(String heading) {
        return line(".SH " + argument(heading));
    }

    Roff text(String text) {
        return line(escaped(text));
    }

    Roff paragraphs(List<String> texts) {
        for (int i = 0; i < texts.size(); i++) {
            if (i > 0) {
                line(".PP");
            }
            text(texts.get(i));
        }
        return this;
    }

    Roff item(String term, String text) {
        return line(".TP").line("\\fB" + inline(term) + "\\fR").text(text);
    }

    /** Adds lines that stay as they are. */
    Roff verbatim(List<String> lines) {
        line(".nf");
        lines.forEach(this::text);
        return line(".fi");
    }

    @Override
    public String toString() {
        return page.toString();
    }

    private Roff line(String line) {
        page.append(line).append('\n');
        return this;
    }

    private static String argument(String text) {
        return "\"" + inline(text).replace("\"", "\\(dq") + "\"";
    }

    /** A dot or a quote that begins a line would make it a command. */
    private static String escaped(String text) {
        String inline = inline(text);
        return inline.startsWith(".") || inline.startsWith("'") ? "\\&" + inline : inline;
    }

    /** Characters that roff would draw as finer ones, or read as its own, and which must be copied as they are. */
    private static String inline(String text) {
        StringBuilder inline = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '\\' -> inline.append("\\e");
                case '-' -> inline.append("\\-");
                case '\'' -> inline.append("\\(aq");
                case '`' -> inline.append("\\(ga");
                case '^' -> inline.append("\\(ha");
                case '~' -> inline.append("\\(ti");
                case '\n', '\r', '\t' -> inline.append(' ');
                default -> append(inline, c);
            }
        });
        return inline.toString();
    }

    private static void append(StringBuilder inline, int c) {
        if (c < 0x80) {
            inline.appendCodePoint(c);
        } else {
            inline.append(String.format("\\[u%04X]", c));
        }
    }
}
