package com.bbws.orders.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.bbws.orders.cli.batch.CorrectionResult;
import com.bbws.orders.domain.OrderDefect;
import com.bbws.orders.domain.history.OrderRevision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** docs/cli-json.md lists all codes. */
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

    private static String page() throws IOException {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.exists(directory.resolve("docs/cli-json.md"))) {
            directory = directory.getParent();
        }
        return Files.readString(directory.resolve("docs/cli-json.md"));
    }
}
