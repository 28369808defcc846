package com.bbws.orders.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import com.bbws.orders.domain.OrderStatus;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A file of corrections, read and checked as a whole.
 *
 * @param rows the corrections, in the file's order
 * @param malformed what is wrong with the other lines: file, line, reason
 * @param isUnusable whether what is wrong is not in single lines, so that no row can be trusted
 */
record CorrectionFile(List<CorrectionRow> rows, List<String> malformed, boolean isUnusable) {

    /** What such a file may be written in. */
    enum Format {
        CSV,
        JSONL;

        /** Returns the name as operators write it. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What stdin is called. */
    static final String STDIN = "-";

    /** So far blanks are looked over for the first character that says something. */
    private static final int LOOK_AHEAD = 1_000;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /**
     * Reads a file.
     *
     * @param name its name, or {@code -}
     * @param format what it is written in; empty if its name, or else its first character, tells
     * @param in stdin
     * @throws CommandFailed if it cannot be read at all
     */
    static CorrectionFile read(String name, Optional<Format> format, BufferedReader in) {
        String shown = name.equals(STDIN) ? "stdin" : name.isEmpty() ? "''" : name;
        CorrectionRows rows = new CorrectionRows(shown);
        try {
            if (name.equals(STDIN)) {
                read(bounded(in), format, rows); // whose end is not ours to bring about
            } else {
                try (BufferedReader text = Files.newBufferedReader(Path.of(name), UTF_8)) {
                    read(bounded(text), format.or(() -> byName(name)), rows);
                }
            }
        } catch (BoundedLines.LineTooLong tooLong) {
            rows.unusable(tooLong.line(), tooLong.getMessage());
        } catch (CharacterCodingException notUtf8) {
            throw new CommandFailed(ExitCode.USAGE, shown + " is not UTF-8 text. Nothing was written.", notUtf8);
        } catch (NoSuchFileException missing) {
            throw new CommandFailed(ExitCode.USAGE, "There is no file " + shown + ".", missing);
        } catch (IOException failure) {
            throw new CommandFailed(ExitCode.USAGE, shown + " cannot be read.", failure);
        }
        return rows.toFile();
    }

    private static BufferedReader bounded(Reader text) {
        return new BufferedReader(new BoundedLines(text));
    }

    private static void read(BufferedReader text, Optional<Format> format, CorrectionRows rows) throws IOException {
        skipByteOrderMark(text);
        switch (format.orElse(byContent(text))) {
            case CSV -> CsvRows.read(text, rows);
            case JSONL -> JsonLinesRows.read(text, rows);
        }
    }

    /** Returns how many orders become what, in words. */
    String summary() {
        return rows.stream()
                .collect(groupingBy(
                        row -> row.correction().status(), () -> new EnumMap<>(OrderStatus.class), counting()))
                .entrySet()
                .stream()
                .map(entry -> entry.getValue() + " to " + entry.getKey().wireName())
                .collect(joining(", "));
    }

    private static Optional<Format> byName(String name) {
        String lowerCase = name.toLowerCase(Locale.ROOT);
        if (lowerCase.endsWith(".csv")) {
            return Optional.of(Format.CSV);
        }
        return lowerCase.endsWith(".jsonl") || lowerCase.endsWith(".ndjson")
                ? Optional.of(Format.JSONL)
                : Optional.empty();
    }

    /** No header of ours begins as JSON does, with a brace, or in the wrong place with a bracket. */
    private static Format byContent(BufferedReader text) throws IOException {
        text.mark(LOOK_AHEAD);
        int first = text.read();
        for (int i = 1; i < LOOK_AHEAD && Character.isWhitespace(first); i++) {
            first = text.read();
        }
        text.reset();
        return first == '{' || first == '[' ? Format.JSONL : Format.CSV;
    }

    private static void skipByteOrderMark(BufferedReader text) throws IOException {
        text.mark(1);
        if (text.read() != BYTE_ORDER_MARK) {
            text.reset();
        }
    }
}
