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

/** {@code orders fix --file} whose workers meet the same fault at the same time: the account still adds up. */
class ParallelBatchUnderFaultsTest {

    private static final int ROWS = 60;
    private static final int PASSED = 10;
    private static final int PARALLEL = 8;

    /** So many failures in a row are taken for the end. */
    private static final int HOPELESS = 20;

    private static final String WRITE = "UpdateItem";
    private static final Pattern ACCOUNT =
            Pattern.compile("60 orders: (\\d+) written, (\\d+) unavailable, (\\d+) not tried\\.\n");

    @TempDir
    private Path folder;

    private final BatchFixture batch = new BatchFixture(ROWS);
    private final FaultInjectionProxy link =
            new FaultInjectionProxy(EmbeddedDynamoDb.shared().endpoint());

    @AfterEach
    void close() {
        link.close();
    }

    @Test
    void reportsEveryRowWhenTheBatchStops() throws IOException {
        link.onEvery(WRITE, Fault.error(400, "AccessDeniedException", "no"));
        IntStream.rangeClosed(1, PASSED).forEach(number -> link.on(WRITE, number, Fault.passAfter(() -> {})));

        Run run = fix();
        Matcher account = ACCOUNT.matcher(run.err());

        assertThat(run.exitCode()).isEqualTo(5);
        assertThat(account.find()).as(run.err()).isTrue();
        int written = Integer.parseInt(account.group(1));
        int unavailable = Integer.parseInt(account.group(2));
        int untried = Integer.parseInt(account.group(3));
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
                .forEach(number -> link.on(WRITE, number, Fault.dropResponse()));

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
                .processOver(link.endpoint())
                .run(
                        "fix",
                        "--yes",
                        "--parallel",
                        Integer.toString(PARALLEL),
                        "--file",
                        batch.fileIn(folder).toString());
    }
}
