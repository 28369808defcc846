package com.bbws.orders.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every guarantee in docs/guarantees.md states its limit and links to existing tests. */
class GuaranteesTest {

    private static final Pattern LINK = Pattern.compile("\\[(\\w+)]\\(([^)]+/(\\w+)\\.java)\\)");

    private static final Path DOCS = Path.of("..", "docs").toAbsolutePath().normalize();

    @Test
    void statesTheLimitAndTheProofOfEveryGuarantee() throws IOException {
        List<String> promises = Arrays.stream(page().split("\n\n"))
                .filter(text -> text.startsWith("**"))
                .toList();

        assertThat(promises)
                .hasSizeGreaterThanOrEqualTo(10)
                .allMatch(promise -> promise.contains("*Limits*"))
                .allMatch(promise -> promise.contains("*Proof*") || promise.contains("the gate"));
    }

    @Test
    void linksToExistingTests() throws IOException {
        List<MatchResult> links = LINK.matcher(page()).results().toList();

        assertThat(links).hasSizeGreaterThanOrEqualTo(20).allSatisfy(link -> {
            assertThat(link.group(1)).isEqualTo(link.group(3));
            assertThat(link.group(2)).containsAnyOf("/src/test/java/", "/contract-tests/src/main/java/");
            assertThat(DOCS.resolve(link.group(2)).normalize()).isRegularFile();
        });
    }

    private static String page() throws IOException {
        return Files.readString(DOCS.resolve("guarantees.md"));
    }
}
