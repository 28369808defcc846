package com.bbws.orders.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.bbws.orders.domain.LockToken;
import com.bbws.orders.lambda.testing.response.OpenApiDocument;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** docs/api.md agrees with openapi.yaml, with the service and with the sample client. */
class ApiGuideTest {

    private static final Pattern TYPESCRIPT = Pattern.compile("(?ms)^```ts\n(.*?)^```$");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Path CLIENT = Path.of("src/client");

    private final String guide = read(Path.of("../docs/api.md"));

    @Test
    void theErrorReferenceHasOneRowForEachCode() {
        assertThat(matches("(?m)^\\| \\d{3} \\| `([A-Z_]+)` \\|"))
                .containsExactlyInAnyOrderElementsOf(texts("/components/schemas/ErrorResponse/properties/code/enum"));
    }

    @Test
    void theErrorReferenceHasTheStatusesOfTheDescription() {
        List<String> described = OpenApiDocument.responseExamples().entrySet().stream()
                .filter(example -> example.getValue().has("code"))
                .map(example -> "| " + example.getKey().split(" ")[0] + " | `"
                        + example.getValue().get("code").asText() + "` |")
                .distinct()
                .toList();

        assertThat(matches("(?m)^(\\| \\d{3} \\| `[A-Z_]+` \\|)")).containsExactlyInAnyOrderElementsOf(described);
    }

    @Test
    void explainsEachCodeOfAnInvalidField() {
        assertThat(codesOfTableUnder("### Invalid fields"))
                .containsExactlyInAnyOrderElementsOf(texts("/components/schemas/FieldError/properties/code/enum"));
    }

    @Test
    void explainsEachReason() {
        assertThat(codesOfTableUnder("### Reasons"))
                .containsExactlyInAnyOrderElementsOf(texts("/components/schemas/ErrorResponse/properties/reason/enum"));
    }

    @Test
    void namesTheHeadersThatAPageMaySendAndRead() {
        String allowed = OpenApiDocument.preflight().headers().get("Access-Control-Allow-Headers");

        assertThat(codesBetween("A page may send the headers", "Each other header"))
                .containsExactly(allowed.split(","));
        assertThat(codesBetween("A page can read the headers", "The browser sends"))
                .containsExactly("ETag", "Retry-After", "x-request-id");
    }

    @Test
    void theExamplesOfVersionsAreTheETagsOfTheService() {
        List<MatchResult> examples = Pattern.compile("(?m)^\\| `(.+?)`(?: \\(.*\\))? \\| `(\".+\")` \\|$")
                .matcher(guide)
                .results()
                .toList();

        assertThat(examples)
                .hasSizeGreaterThanOrEqualTo(4)
                .allSatisfy(example -> assertThat(EntityTag.of(new LockToken(example.group(1))))
                        .isEqualTo(example.group(2)));
    }

    @Test
    void theSampleClientContainsTheTypeScriptOfTheGuide() {
        String source = unindented(read(CLIENT.resolve("orders.ts")) + read(CLIENT.resolve("quick-start.ts")));

        assertThat(TYPESCRIPT.matcher(guide).results().map(block -> unindented(block.group(1))))
                .hasSizeGreaterThanOrEqualTo(8)
                .allSatisfy(block -> assertThat(source).contains(block));
    }

    private List<String> codesOfTableUnder(String heading) {
        String section = guide.substring(guide.indexOf(heading) + heading.length());
        return Pattern.compile("(?m)^\\| `([a-z_]+)` \\|")
                .matcher(section.substring(0, section.indexOf("\n## ")).split("\n### ", 2)[0])
                .results()
                .map(row -> row.group(1))
                .toList();
    }

    private List<String> codesBetween(String start, String end) {
        int from = guide.indexOf(start);
        return CODE.matcher(guide.substring(from, guide.indexOf(end, from)))
                .results()
                .map(code -> code.group(1))
                .toList();
    }

    private List<String> matches(String regex) {
        return Pattern.compile(regex)
                .matcher(guide)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private static List<String> texts(String pointer) {
        Stream<JsonNode> values =
                StreamSupport.stream(OpenApiDocument.at(pointer).spliterator(), false);
        return values.map(JsonNode::asText).toList();
    }

    private static String unindented(String text) {
        return text.replaceAll("(?m)^ +", "");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
