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
 * A file of corrections, completely read and checked.
 *
 * @param rows the valid rows, in the order of the file
 * @param malformed the errors of the other lines: file, line, reason
 * @param isUnusable whether an error affects the whole file, so that no row can be trusted
 */
public record CorrectionFile(List<CorrectionRow> rows, List<String> malformed, boolean isUnusable) {

    /** The file formats. */
    public enum Format {
        CSV,
        JSONL;

        /** Returns the name as operators type it. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The file name that means stdin. */
    public static final String STDIN = "-";

    /** The maximum number of characters to read when detecting the format. */
    private static final int LOOK_AHEAD = 1_000;

    /**
     * Reads a file.
     *
     * @param name the file name, or {@code -} for stdin
     * @param format the format; empty to detect it from the name, else from the first character
     * @param in stdin
     * @throws CliException if the file cannot be read, or is not text
     */
    public static CorrectionFile read(String name, Optional<Format> format, InputStream in) {
        String shown = name.equals(STDIN) ? "stdin" : name.isEmpty() ? "''" : name;
        CorrectionFileBuilder builder = new CorrectionFileBuilder(shown);
        try {
            if (name.equals(STDIN)) {
                read(in, format, builder); // not closed: stdin was not opened here
            } else {
                try (InputStream file = Files.newInputStream(Path.of(name))) {
                    read(file, format.or(() -> byName(name)), builder);
                }
            }
        } catch (CorrectionTextReader.InvalidTextException invalid) {
            builder.unusable(invalid.line(), invalid.getMessage());
        } catch (CorrectionTextReader.WorkbookException workbook) {
            throw new CliException(
                    ExitCode.USAGE, shown + " " + workbook.getMessage() + ". Nothing was written.", workbook);
        } catch (NoSuchFileException missing) {
            throw new CliException(ExitCode.USAGE, "File " + shown + " not found.", missing);
        } catch (IOException failure) {
            throw new CliException(ExitCode.USAGE, "Cannot read " + shown + ".", failure);
        }
        return builder.build();
    }

    private static void read(InputStream file, Optional<Format> format, CorrectionFileBuilder builder)
            throws IOException {
        BufferedReader text = new BufferedReader(CorrectionTextReader.of(file));
        switch (format.orElse(byContent(text))) {
            case CSV -> CsvRowReader.read(text, builder);
            case JSONL -> JsonLinesRowReader.read(text, builder);
        }
    }

    /** Returns the number of rows for each new status, such as {@code 2 to paid, 1 to refunded}. */
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

    /** Detects JSON from its first character. No column name starts with a brace or a bracket. */
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
