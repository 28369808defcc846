package com.bbws.orders.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.bbws.orders.cli.batch.CorrectionResult;
import com.bbws.orders.cli.testing.TestProcessContext;
import com.bbws.orders.domain.OrderDefect;
import com.bbws.orders.domain.history.OrderRevision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The manuals name each command, and docs/cli-json.md lists all codes. */
class DocumentationTest {

    @ParameterizedTest
    @EnumSource
    void listsEveryKindOfFinding(OrderDefect.Kind kind) throws IOException {
        assertThat(page()).containsOnlyOnce("`" + kind + "`");
    }

    @ParameterizedTest
    @EnumSource
    void listsEveryKindOfResult(CorrectionResult.Kind kind) throws IOException {
        assertThat(page()).containsOnlyOnce("`" + kind + "`");
    }

    @ParameterizedTest
    @EnumSource
    void listsEveryKindOfRevision(OrderRevision.Kind kind) throws IOException {
        assertThat(page()).containsPattern("\\| .*`" + kind + "`.* \\|");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void explainsEveryCommand(String command) throws IOException {
        assertThat(page("docs/cli.md")).containsPattern("\\borders " + command + "\\b");
        assertThat(page("docs/contract.md")).containsPattern("\\|.*`" + command + "\\b.*\\|");
        assertThat(page("CHANGELOG.md")).containsPattern("`(orders )?" + command + "\\b");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void describesTheDocumentOfEveryCommand(String command) throws IOException {
        if (!Set.of("completion", "help").contains(command)) {
            assertThat(page()).containsPattern("\\| .*`" + command + "\\b.* \\|");
        }
    }

    static Set<String> commands() {
        return TestProcessContext.commandLine().getSubcommands().keySet();
    }

    private static String page() throws IOException {
        return page("docs/cli-json.md");
    }

    private static String page(String name) throws IOException {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.exists(directory.resolve(name))) {
            directory = directory.getParent();
        }
        return Files.readString(directory.resolve(name));
    }
}
