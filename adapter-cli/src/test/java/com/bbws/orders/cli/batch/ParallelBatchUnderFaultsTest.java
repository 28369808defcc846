package com.bbws.orders.cli.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.bbws.orders.cli.testing.BatchFixture;
import com.bbws.orders.cli.testing.Run;
import com.bbws.orders.dynamodb.testing.EmbeddedDynamoDb;
import com.bbws.orders.dynamodb.testing.FaultInjectionProxy;
import com.bbws.orders.dynamodb.testing.FaultInjectionProxy.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code orders fix --file} with parallel failures: the summary is still correct. */
class ParallelBatchUnderFaultsTest {

    /** More than the batch can try: a success that is reported late restarts the count of failures, once per worker. */
    private static final int ROWS = 300;

    private static final int PASSED = 10;
    private static final int PARALLEL = 8;

    /** The batch stops after this number of consecutive failures. */
    private static final int HOPELESS = 20;

    private static final String WRITE = "UpdateItem";
    private static final Pattern SUMMARY =
            Pattern.compile(ROWS + " orders: (\\d+) written, (\\d+) unavailable, (\\d+) not tried\\.\n");

    @TempDir
    private Path folder;

    private final BatchFixture batch = new BatchFixture(ROWS);
    private final FaultInjectionProxy proxy =
            new FaultInjectionProxy(EmbeddedDynamoDb.shared().endpoint());

    @AfterEach
    void close() {
        proxy.close();
    }

    @Test
    void reportsEveryRowWhenTheBatchStops() throws IOException {
        proxy.onEvery(WRITE, Fault.error(400, "AccessDeniedException", "no"));
        IntStream.rangeClosed(1, PASSED).forEach(number -> proxy.on(WRITE, number, Fault.passAfter(() -> {})));

        Run run = fix();
        Matcher summary = SUMMARY.matcher(run.err());

        assertThat(run.exitCode()).isEqualTo(5);
        assertThat(summary.find()).as(run.err()).isTrue();
        int written = Integer.parseInt(summary.group(1));
        int unavailable = Integer.parseInt(summary.group(2));
        int untried = Integer.parseInt(summary.group(3));
        assertThat(written).isEqualTo(PASSED);
        assertThat(unavailable).isGreaterThanOrEqualTo(HOPELESS);
        assertThat(written + unavailable + untried).isEqualTo(ROWS);
        assertThat(run.out().lines()).hasSize(written + unavailable).doesNotHaveDuplicates();
        assertThat(run.out().lines().filter(line -> line.contains("  written  ")))
                .hasSize(batch.refunded().size());
    }

    @Test
    void writesOnceIfResponsesAreLost() throws IOException {
        IntStream.iterate(1, number -> number <= ROWS, number -> number + 5)
                .forEach(number -> proxy.on(WRITE, number, Fault.dropResponse()));

        Run run = fix();

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out().lines())
                .hasSize(ROWS)
                .doesNotHaveDuplicates()
                .allMatch(line -> line.contains("  written  "));
        assertThat(run.err()).endsWith(ROWS + " orders: " + ROWS + " written.\n");
        assertThat(batch.writes())
                .hasSize(ROWS)
                .allSatisfy((order, writes) -> assertThat(writes).isOne());
    }

    private Run fix() throws IOException {
        return batch.table()
                .processOver(proxy.endpoint())
                .run(
                        "fix",
                        "--yes",
                        "--parallel",
                        Integer.toString(PARALLEL),
                        "--file",
                        batch.fileIn(folder).toString());
    }
}
