package com.bbws.orders.cli.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.function.UnaryOperator;

/** Writes a document as JSON or YAML. Loads Jackson, which tables do not need: they appear faster. */
final class DocumentWriter {

    private final ObjectWriter writer;
    private final UnaryOperator<String> finish;

    private DocumentWriter(ObjectWriter writer, UnaryOperator<String> finish) {
        this.writer = writer;
        this.finish = finish;
    }

    static DocumentWriter json() {
        return new DocumentWriter(jsonWriter(), UnaryOperator.identity());
    }

    /** Strings keep their quotes: a YAML parser reads {@code 2025-12-30T10:00:00Z} without quotes as a timestamp. */
    static DocumentWriter yaml() {
        return new DocumentWriter(
                YAMLMapper.builder()
                        .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                        .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
                        .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                        .disable(YAMLGenerator.Feature.SPLIT_LINES)
                        .build()
                        .writer(),
                ControlCharacterEscapes::inYaml);
    }

    static ObjectWriter jsonWriter() {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        Separators separators =
                Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER);
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(separators)
                .withObjectIndenter(indenter)
                .withArrayIndenter(indenter);
        return JsonMapper.builder()
                .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                .build()
                .writer(printer)
                .with(new ControlCharacterEscapes());
    }

    String text(Object document) {
        try {
            return finish.apply(writer.writeValueAsString(document)).stripTrailing();
        } catch (JsonProcessingException unexpected) {
            throw new IllegalStateException("cannot write a document of maps, lists and scalars", unexpected);
        }
    }
}
