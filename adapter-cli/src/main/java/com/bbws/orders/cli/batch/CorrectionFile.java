package com.bbws.orders.cli.batch;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import com.bbws.orders.cli.process.CliException;
import com.bbws.orders.cli.process.ExitCode;
import com.bbws.orders.domain.OrderStatus;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
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
public record CorrectionFile(List<CorrectionRow> rows, List<String> malformed, boolean isUnusable) {

    /** What such a file may be written in. */
    public enum Format {
        CSV,
        JSONL;

        /** Returns the name as operators write it. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What stdin is called. */
    public static final String STDIN = "-";

    /** So far blanks are looked over for the first character that says something. */
    private static final int LOOK_AHEAD = 1_000;

    /**
     * Reads a file.
     *
     * @param name its name, or {@code -}
     * @param format what it is written in; empty if its name, or else its first character, tells
     * @param in stdin
     * @throws CliException if it cannot be read at all
     */
    public static CorrectionFile read(String name, Optional<Format> format, InputStream in) {
        String shown = name.equals(STDIN) ? "stdin" : name.isEmpty() ? "''" : name;
        CorrectionFileBuilder rows = new CorrectionFileBuilder(shown);
        try {
            if (name.equals(STDIN)) {
                read(in, format, rows); // not closed: it was not opened here
            } else {
                try (InputStream file = Files.newInputStream(Path.of(name))) {
                    read(file, format.or(() -> byName(name)), rows);
                }
            }
        } catch (CorrectionTextReader.Unreadable unreadable) {
            rows.unusable(unreadable.line(), unreadable.getMessage());
        } catch (CorrectionTextReader.Workbook workbook) {
            throw new CliException(
                    ExitCode.USAGE, shown + " " + workbook.getMessage() + ". Nothing was written.", workbook);
        } catch (NoSuchFileException missing) {
            throw new CliException(ExitCode.USAGE, "There is no file " + shown + ".", missing);
        } catch (IOException failure) {
            throw new CliException(ExitCode.USAGE, shown + " cannot be read.", failure);
        }
        return rows.toFile();
    }

    private static void read(InputStream file, Optional<Format> format, CorrectionFileBuilder rows) throws IOException {
        BufferedReader text = new BufferedReader(CorrectionTextReader.of(file));
        switch (format.orElse(byContent(text))) {
            case CSV -> CsvRowReader.read(text, rows);
            case JSONL -> JsonLinesRowReader.read(text, rows);
        }
    }

    /** Returns how many orders become what, in words. */
    public String summary() {
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
}
