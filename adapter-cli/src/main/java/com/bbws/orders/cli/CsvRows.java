package com.bbws.orders.cli;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads corrections from CSV (RFC 4180) whose first line names the columns, in any order. */
final class CsvRows {

    private final CorrectionRows rows;

    /** Where the row begins that is read. */
    private int line = 1;

    private CsvRows(CorrectionRows rows) {
        this.rows = rows;
    }

    static void read(Reader text, CorrectionRows rows) throws IOException {
        new CsvRows(rows).read(text);
    }

    private void read(Reader text) throws IOException {
        try (MappingIterator<String[]> lines = CsvMapper.builder()
                .enable(CsvParser.Feature.WRAP_AS_ARRAY)
                .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
                .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
                .build()
                .readerFor(String[].class)
                .readValues(text)) {
            read(lines);
        } catch (JsonProcessingException malformed) {
            if (malformed.getCause() instanceof BoundedLines.LineTooLong tooLong) {
                throw tooLong; // not the parser's, though it wraps it
            }
            // The parser is lost from here on: nobody knows where the next row begins.
            rows.unusable(line, "not CSV: " + CorrectionRows.shown(malformed.getOriginalMessage()));
        }
    }

    private void read(MappingIterator<String[]> lines) throws IOException {
        if (!lines.hasNextValue()) {
            rows.unusable(1, "the file is empty: its first line must name the columns");
            return;
        }
        List<String> columns =
                Arrays.stream(lines.nextValue()).map(String::strip).toList();
        if (!isHeader(columns)) {
            return;
        }
        while (lines.hasNextValue()) {
            line = lines.getCurrentLocation().getLineNr();
            String[] cells = lines.nextValue();
            if (cells.length == columns.size()) {
                Map<String, String> fields = new HashMap<>();
                for (int i = 0; i < cells.length; i++) {
                    fields.put(columns.get(i), cells[i]);
                }
                rows.row(line, fields);
            } else {
                rows.malformed(line, "there are " + cells.length + " fields and " + columns.size() + " columns");
            }
        }
    }

    private boolean isHeader(List<String> columns) {
        Set<String> seen = new HashSet<>();
        List<String> unknown = columns.stream()
                .filter(name -> !CorrectionRows.FIELDS.contains(name))
                .toList();
        List<String> repeated = columns.stream().filter(name -> !seen.add(name)).toList();
        List<String> missing = CorrectionRows.REQUIRED.stream()
                .filter(name -> !columns.contains(name))
                .toList();
        complain(unknown, "unknown columns: ");
        complain(repeated, "repeated columns: ");
        complain(missing, "missing columns: ");
        return unknown.isEmpty() && repeated.isEmpty() && missing.isEmpty();
    }

    private void complain(List<String> names, String about) {
        if (!names.isEmpty()) {
            rows.unusable(1, about + names.stream().map(CorrectionRows::shown).collect(joining(", ")));
        }
    }
}
