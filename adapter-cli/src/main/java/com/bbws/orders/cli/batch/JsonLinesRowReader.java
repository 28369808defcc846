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

/** Reads corrections from JSON Lines: one object per line, whose values are strings or null. Empty lines are skipped. */
final class JsonLinesRowReader {

    private static final JsonFactory JSON = new JsonFactory();
    private static final String NOT_AN_OBJECT = "not JSON Lines: each line must be one JSON object";

    private final CorrectionFileBuilder builder;

    private JsonLinesRowReader(CorrectionFileBuilder builder) {
        this.builder = builder;
    }

    static void read(BufferedReader text, CorrectionFileBuilder builder) throws IOException {
        JsonLinesRowReader reader = new JsonLinesRowReader(builder);
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
                builder.row(line, fields);
            }
        } catch (JsonProcessingException malformed) {
            builder.malformed(line, NOT_AN_OBJECT);
        } catch (MalformedLine malformed) {
            builder.malformed(line, malformed.getMessage());
        }
    }

    private static Map<String, String> fields(JsonParser parser) throws IOException, MalformedLine {
        Map<String, String> fields = new HashMap<>();
        Set<String> seen = new HashSet<>();
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new MalformedLine(NOT_AN_OBJECT);
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
            throw new MalformedLine(NOT_AN_OBJECT);
        }
        return fields;
    }

    private static final class MalformedLine extends Exception {
        MalformedLine(String reason) {
            super(reason);
        }
    }
}
