package com.bbws.orders.cli.batch;

import static java.util.Comparator.comparingLong;
import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads corrections from CSV (RFC 4180) as spreadsheet programs write it. The first line names the columns, in any
 * order; the separator is detected from it, or set by a line such as {@code sep=;} before it. Empty rows are skipped.
 */
final class CsvRowReader {

    /** If a header contains several of them equally often, the first one is used. */
    private static final List<Character> SEPARATORS = List.of(',', ';', '\t');

    /** A line for Excel. Some programs put it in quotes like a cell. */
    private static final Pattern SEPARATOR_LINE =
            Pattern.compile("\"?sep=(.?)(.*)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"?");

    private final CorrectionFileBuilder builder;

    /** The number of lines before the first one that the parser reads. */
    private int linesBefore;

    /** The line number of the current row. */
    private int line = 1;

    private CsvRowReader(CorrectionFileBuilder builder) {
        this.builder = builder;
    }

    static void read(BufferedReader text, CorrectionFileBuilder builder) throws IOException {
        new CsvRowReader(builder).read(text);
    }

    private void read(BufferedReader text) throws IOException {
        Optional<Character> separator = separator(text);
        if (separator.isEmpty()) {
            builder.unusable(linesBefore, "sep= must be followed by a comma, a semicolon or a tab");
            return;
        }
        try (MappingIterator<String[]> lines = CsvMapper.builder()
                .enable(CsvParser.Feature.WRAP_AS_ARRAY)
                .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
                .enable(CsvParser.Feature.TRIM_SPACES)
                .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
                .build()
                .readerFor(String[].class)
                .with(CsvSchema.emptySchema().withColumnSeparator(separator.get()))
                .readValues(text)) {
            read(lines);
        } catch (JsonProcessingException malformed) {
            if (malformed.getCause() instanceof CorrectionTextReader.InvalidTextException invalid) {
                throw invalid; // the parser wraps it
            }
            // After a syntax error the start of the next row is unknown.
            builder.unusable(line, "not CSV: " + CorrectionFileBuilder.shown(malformed.getOriginalMessage()));
        }
    }

    /** Reads up to the header and returns the separator; empty if a {@code sep=} line names an unsupported one. */
    private Optional<Character> separator(BufferedReader text) throws IOException {
        String first = next(text);
        while (first != null && isEmpty(first)) {
            linesBefore++;
            first = next(text);
        }
        if (first == null) {
            return Optional.of(SEPARATORS.get(0));
        }
        Matcher named = SEPARATOR_LINE.matcher(first);
        if (named.matches()) {
            linesBefore++;
            boolean isEnd = Set.of("", "\"").contains(named.group(2).strip());
            return SEPARATORS.stream()
                    .filter(candidate -> isEnd && named.group(1).equals(candidate.toString()))
                    .findFirst();
        }
        text.reset();
        String bare = QUOTED.matcher(first).replaceAll("");
        return Optional.of(Collections.max(
                SEPARATORS,
                comparingLong(
                        candidate -> bare.chars().filter(c -> c == candidate).count())));
    }

    private static String next(BufferedReader text) throws IOException {
        text.mark(CorrectionTextReader.MAX_LINE_LENGTH + 2);
        return text.readLine();
    }

    private static boolean isEmpty(String line) {
        return line.chars().allMatch(c -> CorrectionFileBuilder.isSpace(c) || SEPARATORS.contains((char) c));
    }

    private void read(MappingIterator<String[]> lines) throws IOException {
        Optional<List<String>> header = nextRow(lines);
        if (header.isEmpty()) {
            builder.unusable(1, "the file is empty. The first line must name the columns");
            return;
        }
        List<String> columns = header.get().stream().map(CsvRowReader::strip).toList();
        if (!isHeader(columns)) {
            return;
        }
        for (Optional<List<String>> row = nextRow(lines); row.isPresent(); row = nextRow(lines)) {
            read(row.get(), columns);
        }
    }

    /** Returns the next row that is not empty. */
    private Optional<List<String>> nextRow(MappingIterator<String[]> lines) throws IOException {
        while (lines.hasNextValue()) {
            line = linesBefore + lines.getCurrentLocation().getLineNr();
            List<String> cells =
                    Arrays.stream(lines.nextValue()).map(CsvRowReader::trimmed).toList();
            if (!CorrectionFileBuilder.isEmpty(cells)) {
                return Optional.of(cells);
            }
        }
        return Optional.empty();
    }

    private void read(List<String> cells, List<String> columns) {
        int named = width(columns);
        int filled = width(cells);
        if (cells.size() < named) {
            builder.malformed(line, fieldCount(cells.size(), named) + advice(columns.subList(cells.size(), named)));
            return;
        }
        if (filled > columns.size()) {
            builder.malformed(
                    line, fieldCount(filled, named) + " (put a field that contains the separator in quotation marks)");
            return;
        }
        Map<String, String> fields = new HashMap<>();
        for (int i = 0; i < filled; i++) {
            if (!columns.get(i).isEmpty()) {
                fields.put(columns.get(i), cells.get(i));
            } else if (!CorrectionFileBuilder.isBlank(cells.get(i))) {
                builder.malformed(line, "column " + (i + 1) + " has text but no name");
                return;
            }
        }
        builder.row(line, fields);
    }

    /** Returns the number of cells without the empty ones at the end. */
    private static int width(List<String> cells) {
        int width = cells.size();
        while (width > 0 && CorrectionFileBuilder.isBlank(cells.get(width - 1))) {
            width--;
        }
        return width;
    }

    private static String fieldCount(int cells, int columns) {
        return "this line has " + cells + " fields, but the header has " + columns + " columns";
    }

    /** A short row may lack a cell in its middle, so its missing cells must not be taken as empty. */
    private static String advice(List<String> missing) {
        return Collections.disjoint(missing, CorrectionFileBuilder.REQUIRED)
                ? " (Excel may omit empty cells at the end of a row. Make " + CorrectionFileBuilder.REASON
                        + " the last column)"
                : "";
    }

    private boolean isHeader(List<String> columns) {
        Set<String> seen = new HashSet<>();
        List<String> named = columns.stream().filter(name -> !name.isEmpty()).toList();
        List<String> unknown = named.stream()
                .filter(name -> !CorrectionFileBuilder.FIELDS.contains(name))
                .toList();
        List<String> repeated = named.stream().filter(name -> !seen.add(name)).toList();
        List<String> missing = CorrectionFileBuilder.REQUIRED.stream()
                .filter(name -> !columns.contains(name))
                .toList();
        reject(unknown, "unknown columns: ");
        reject(repeated, "duplicate columns: ");
        reject(missing, "missing columns: ");
        return unknown.isEmpty() && repeated.isEmpty() && missing.isEmpty();
    }

    private void reject(List<String> names, String problem) {
        if (!names.isEmpty()) {
            builder.unusable(
                    line,
                    problem + names.stream().map(CorrectionFileBuilder::shown).collect(joining(", ")));
        }
    }

    /**
     * Returns a cell without surrounding white space. The parser has already removed ASCII white space outside of quotes,
     * so a cell that still has it was quoted and is kept.
     */
    private static String trimmed(String cell) {
        boolean isQuoted = !cell.isEmpty() && (cell.charAt(0) <= ' ' || cell.charAt(cell.length() - 1) <= ' ');
        return isQuoted ? cell : strip(cell);
    }

    private static String strip(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && CorrectionFileBuilder.isSpace(text.charAt(start))) {
            start++;
        }
        while (start < end && CorrectionFileBuilder.isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }
}
