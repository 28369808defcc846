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
 * Reads corrections from CSV (RFC 4180) as spreadsheet programs write it: the first line names the columns, in any order, and
 * shows what separates them. A line {@code sep=;} before it says so. Rows without content are skipped.
 */
final class CsvRowReader {

    /** Where a header has several of them equally often, the first of them counts. */
    private static final List<Character> SEPARATORS = List.of(',', ';', '\t');

    /** A line for Excel, which some programs quote as if it were a cell. */
    private static final Pattern SEPARATOR_LINE =
            Pattern.compile("\"?sep=(.?)(.*)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"?");

    private final CorrectionFileBuilder rows;

    /** How many lines stand before those that the parser gets. */
    private int linesBefore;

    /** Where the row begins that is read. */
    private int line = 1;

    private CsvRowReader(CorrectionFileBuilder rows) {
        this.rows = rows;
    }

    static void read(BufferedReader text, CorrectionFileBuilder rows) throws IOException {
        new CsvRowReader(rows).read(text);
    }

    private void read(BufferedReader text) throws IOException {
        Optional<Character> separator = separator(text);
        if (separator.isEmpty()) {
            rows.unusable(linesBefore, "sep= must be followed by a comma, a semicolon or a tab");
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
            if (malformed.getCause() instanceof CorrectionTextReader.Unreadable unreadable) {
                throw unreadable; // not the parser's, though it wraps it
            }
            // The parser is lost from here on: nothing tells where the next row begins.
            rows.unusable(line, "not CSV: " + CorrectionFileBuilder.shown(malformed.getOriginalMessage()));
        }
    }

    /** Reads up to the header, and returns what separates its columns; empty if a line before it names something else. */
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
            rows.unusable(1, "the file is empty: its first line must name the columns");
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

    /** Returns the next row that has content, if there is one. */
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
            rows.malformed(line, fieldCount(cells.size(), named) + advice(columns.subList(cells.size(), named)));
            return;
        }
        if (filled > columns.size()) {
            rows.malformed(
                    line, fieldCount(filled, named) + " (put quotation marks around a field that holds the separator)");
            return;
        }
        Map<String, String> fields = new HashMap<>();
        for (int i = 0; i < filled; i++) {
            if (!columns.get(i).isEmpty()) {
                fields.put(columns.get(i), cells.get(i));
            } else if (!CorrectionFileBuilder.isBlank(cells.get(i))) {
                rows.malformed(line, "there is text in column " + (i + 1) + ", which has no name");
                return;
            }
        }
        rows.row(line, fields);
    }

    /** Returns how many cells there are without the empty ones at the end. */
    private static int width(List<String> cells) {
        int width = cells.size();
        while (width > 0 && CorrectionFileBuilder.isBlank(cells.get(width - 1))) {
            width--;
        }
        return width;
    }

    private static String fieldCount(int cells, int columns) {
        return "the number of fields is " + cells + ", the number of columns is " + columns;
    }

    /** A row that is cut off may lack a cell in its middle: to take the last cells for empty would shift the others. */
    private static String advice(List<String> missing) {
        return Collections.disjoint(missing, CorrectionFileBuilder.REQUIRED)
                ? " (Excel may leave out empty cells at the end of a row: make " + CorrectionFileBuilder.REASON
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
        complain(unknown, "unknown columns: ");
        complain(repeated, "repeated columns: ");
        complain(missing, "missing columns: ");
        return unknown.isEmpty() && repeated.isEmpty() && missing.isEmpty();
    }

    private void complain(List<String> names, String about) {
        if (!names.isEmpty()) {
            rows.unusable(
                    line,
                    about + names.stream().map(CorrectionFileBuilder::shown).collect(joining(", ")));
        }
    }

    /**
     * Returns a cell without the space around it. The parser has removed what it knows of, but for that in quotes; so a cell
     * that still has some was quoted, and is kept.
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
