package com.bbws.orders.application;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The code of docs/embedding.md is copied from the example projects, which {@code .ci/examples} builds and runs. */
class EmbeddingGuideTest {

    private static final Pattern CODE = Pattern.compile("(?ms)^ *```(?:java|kotlin|xml)\n(.*?)^ *```$");
    private static final int SNIPPETS_AT_LEAST = 10;

    @Test
    void theCodeOfTheGuideIsThatOfTheExamples() throws IOException {
        List<String> sources = new ArrayList<>();
        for (Path source : sourcesOfExamples()) {
            sources.add(withoutIndentation(Files.readString(source)));
        }

        List<String> snippets = CODE.matcher(Files.readString(Path.of("../docs/embedding.md")))
                .results()
                .map(block -> withoutIndentation(block.group(1)))
                .toList();

        assertThat(snippets)
                .hasSizeGreaterThanOrEqualTo(SNIPPETS_AT_LEAST)
                .allSatisfy(snippet -> assertThat(sources)
                        .withFailMessage("no file of an example contains%n%s", snippet)
                        .anyMatch(source -> source.contains(snippet)));
    }

    private static List<Path> sourcesOfExamples() throws IOException {
        try (Stream<Path> ofDomain = Files.walk(Path.of("../order-domain/examples"));
                Stream<Path> ofDynamoDb = Files.walk(Path.of("../adapter-dynamodb/examples"))) {
            return Stream.concat(ofDomain, ofDynamoDb)
                    .filter(file -> file.toString().matches(".*/(src/.*\\.(java|kt)|pom\\.xml)"))
                    .toList();
        }
    }

    /** A guide shows code with less indentation, and sometimes without the rest of a class. */
    private static String withoutIndentation(String text) {
        return text.lines().map(String::strip).collect(joining("\n", "\n", "\n"));
    }
}
