package com.bbws.orders.cli.batch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Reads corrections from JSON Lines: one object a line, its values strings or null. Lines without content are skipped. */
final class JsonLinesRowReader {

    private static final JsonFactory JSON = new JsonFactory();

    private final CorrectionFileBuilder rows;

    private JsonLinesRowReader(CorrectionFileBuilder rows) {
        this.rows = rows;
    }

    static void read(BufferedReader text, CorrectionFileBuilder rows) throws IOException {
        JsonLinesRowReader reader = new JsonLinesRowReader(rows);
        int line = 1;
        for (String json = text.readLine(); json != null; json = text.readLine()) {
            if (!CorrectionFileBuilder.isBlank(json)) {
                reader.read(line, json);
            }
            line++;
        }
    }

    private void read(int line, String json) throws IOException {
        try (JsonParser parser = JSON.createParser(json)) {
            Map<String, String> fields = fields(parser);
            if (!CorrectionFileBuilder.isEmpty(fields.values())) {
                rows.row(line, fields);
            }
        } catch (JsonProcessingException malformed) {
            rows.malformed(line, "not JSON Lines: one object a line");
        } catch (MalformedLine malformed) {
            rows.malformed(line, malformed.getMessage());
        }
    }

    private static Map<String, String> fields(JsonParser parser) throws IOException, MalformedLine {
        Map<String, String> fields = new HashMap<>();
        Set<String> seen = new HashSet<>();
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new MalformedLine("not JSON Lines: one object a line");
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            if (!CorrectionFileBuilder.FIELDS.contains(name)) {
                throw new MalformedLine("unknown key: " + CorrectionFileBuilder.shown(name));
            }
            if (!seen.add(name)) {
                throw new MalformedLine("duplicate key '" + name + "'");
            }
            switch (parser.nextToken()) {
                case VALUE_STRING -> fields.put(name, parser.getText());
                case VALUE_NULL -> {}
                default -> throw new MalformedLine(name + " must be a string");
            }
        }
        if (parser.nextToken() != null) {
            throw new MalformedLine("there is more on the line than one JSON object");
        }
        return fields;
    }

    private static final class MalformedLine extends Exception {
        MalformedLine(String reason) {
            super(reason);
        }
    }
}
