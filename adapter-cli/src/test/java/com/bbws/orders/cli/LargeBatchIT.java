package com.bbws.orders.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.bbws.orders.cli.testing.BatchFixture;
import com.bbws.orders.cli.testing.OrdersProcess;
import com.bbws.orders.cli.testing.Run;
import com.bbws.orders.dynamodb.testing.EmbeddedDynamoDb;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** A batch of ten thousand orders in a heap of 64 MB. */
@EnabledIfSystemProperty(named = "tests.exhaustive", matches = "true", disabledReason = "need -Pexhaustive")
class LargeBatchIT {

    private static final int ROWS = 10_000;

    @TempDir
    private Path folder;

    @Test
    void correctsManyOrdersInLittleMemory() throws Exception {
        BatchFixture batch = new BatchFixture(ROWS);
        String file = batch.fileIn(folder).toString();

        Run run = start(batch, "fix", "--file", file, "--yes", "--parallel", "8");
        Run again = start(batch, "fix", "--file", file, "--yes", "--parallel", "8", "-o", "json");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out().lines()).hasSize(ROWS).allMatch(line -> line.contains("  written  "));
        assertThat(run.err()).endsWith(ROWS + " orders: " + ROWS + " written.\n");
        assertThat(batch.refunded()).hasSize(ROWS);
        JsonNode results = JsonMapper.builder().build().readTree(again.out());
        assertThat(results.findValuesAsText("result")).hasSize(ROWS).containsOnly("unchanged");
    }

    private Run start(BatchFixture batch, String... arguments) throws Exception {
        return OrdersProcess.start(
                        folder, batch.table(), EmbeddedDynamoDb.shared().endpoint(), List.of("-Xmx64m"), arguments)
                .end();
    }
}
