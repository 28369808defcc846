package com.bbws.orders.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.bbws.orders.dynamodb.testing.EmbeddedDynamoDb;
import com.bbws.orders.dynamodb.testing.UnreliableLink;
import com.bbws.orders.dynamodb.testing.UnreliableLink.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** How far what a batch printed may be from what it wrote, when it gets no time for any account. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no signals")
class KilledBatchIT {

    private static final int ROWS = 100;
    private static final int HELD = 50;
    private static final int PARALLEL = 4;
    private static final String WRITE = "UpdateItem";

    @TempDir
    private Path folder;

    private final BatchFixture batch = new BatchFixture(ROWS);
    private final UnreliableLink link =
            new UnreliableLink(EmbeddedDynamoDb.shared().endpoint());
    private final CountDownLatch reached = new CountDownLatch(PARALLEL);
    private final CountDownLatch released = new CountDownLatch(1);

    @AfterEach
    void close() {
        released.countDown();
        link.close();
    }

    @Test
    void hasPrintedAllThatWasWrittenButWhatItDidJustThen() throws Exception {
        holdTheAnswersOfAllWorkers();
        OrdersProcess running = fix();
        reached.await();

        running.kill();
        Run run = running.end();

        List<String> printed = written(run);
        assertThat(run.exitCode()).isEqualTo(137);
        assertThat(printed).hasSize(HELD).doesNotHaveDuplicates();
        assertThat(batch.refunded()).hasSize(HELD + PARALLEL).containsAll(printed);
        assertThat(run.err()).doesNotContain("written");
    }

    @Test
    void leavesToASecondRunWhatWasNotWrittenAndNoMore() throws Exception {
        holdTheAnswersOfAllWorkers();
        OrdersProcess running = fix();
        reached.await();
        running.kill();
        running.end();
        released.countDown();
        int writes = link.requests(WRITE);

        Run again = fix().end();

        int done = HELD + PARALLEL;
        assertThat(again.exitCode()).isZero();
        assertThat(again.err()).endsWith("%d orders: %d written, %d unchanged.\n".formatted(ROWS, ROWS - done, done));
        assertThat(again.out().lines()).hasSize(ROWS);
        assertThat(link.requests(WRITE) - writes).isEqualTo(ROWS - done);
        assertThat(batch.refunded()).hasSize(ROWS);
    }

    /** All workers' writes are carried out, and then none of them hears of it. */
    private void holdTheAnswersOfAllWorkers() {
        for (int number = HELD + 1; number <= HELD + PARALLEL; number++) {
            link.on(WRITE, number, Fault.dropAnswerAfter(this::hold));
        }
    }

    private void hold() {
        reached.countDown();
        try {
            released.await();
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private OrdersProcess fix() throws IOException {
        return OrdersProcess.start(
                folder,
                batch.table(),
                link.endpoint(),
                List.of(),
                "fix",
                "--yes",
                "--parallel",
                Integer.toString(PARALLEL),
                "--file",
                batch.fileIn(folder).toString());
    }

    private static List<String> written(Run run) {
        List<String> ids = new ArrayList<>();
        run.out().lines().forEach(line -> {
            assertThat(line).contains("  written      completed -> refunded");
            ids.add(line.strip().split(" +")[1]);
        });
        return ids;
    }
}
