package com.bbws.orders.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.bbws.orders.cli.testing.BatchFixture;
import com.bbws.orders.cli.testing.OrdersProcess;
import com.bbws.orders.cli.testing.Run;
import com.bbws.orders.dynamodb.testing.EmbeddedDynamoDb;
import com.bbws.orders.dynamodb.testing.FaultInjectionProxy;
import com.bbws.orders.dynamodb.testing.FaultInjectionProxy.Fault;
import com.bbws.orders.dynamodb.testing.TableStream;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** An interrupted batch reports correct results, and a second run completes it. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no signals")
@EnabledIfSystemProperty(named = "tests.exhaustive", matches = "true", disabledReason = "need -Pexhaustive")
class InterruptedBatchIT {

    private static final int ROWS = 200;
    private static final int HELD = 30;
    private static final String WRITE = "UpdateItem";

    @TempDir
    private Path folder;

    private final BatchFixture batch = new BatchFixture(ROWS);
    private final FaultInjectionProxy proxy =
            new FaultInjectionProxy(EmbeddedDynamoDb.shared().endpoint());
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    @AfterEach
    void close() {
        released.countDown();
        proxy.close();
    }

    @Test
    void reportsCorrectResultsWhenInterrupted() throws Exception {
        holdOneWrite();
        OrdersProcess running = fix("--parallel", "4");
        reached.await();

        running.interrupt();
        released.countDown();
        Run run = running.end();

        Set<String> written = written(run);
        assertThat(run.exitCode()).isEqualTo(130);
        assertThat(written).hasSizeBetween(HELD - 4, ROWS - 1).isEqualTo(batch.refunded());
        assertThat(run.err())
                .endsWith(ROWS + " orders: " + written.size() + " written, " + (ROWS - written.size())
                        + " not tried.\nRun the same file again. It corrects only the orders that are left.\n");
        correctsTheRest(written.size());
    }

    @Test
    void printsACompleteDocumentWhenInterrupted() throws Exception {
        holdOneWrite();
        OrdersProcess running = fix("--parallel", "4", "-o", "json");
        reached.await();

        running.interrupt();
        released.countDown();
        JsonNode results = JsonMapper.builder().build().readTree(running.end().out());

        assertThat(StreamSupport.stream(results.spliterator(), false)
                        .map(result -> result.get("orderId").asText())
                        .collect(Collectors.toSet()))
                .hasSize(results.size())
                .isEqualTo(batch.refunded());
    }

    @Test
    void interruptsAHangingCallAndReportsAnUnknownOutcome() throws Exception {
        proxy.onEvery(WRITE, Fault.passAfter(this::hold));
        IntStream.range(1, HELD).forEach(number -> proxy.on(WRITE, number, Fault.passAfter(() -> {})));
        OrdersProcess running = fix("--parallel", "1", "-o", "json");
        reached.await();

        running.interrupt();
        Run run = running.end();

        assertThat(run.exitCode()).isEqualTo(130);
        JsonNode results = JsonMapper.builder().build().readTree(run.out());
        assertThat(results).hasSize(HELD);
        JsonNode last = results.get(HELD - 1);
        assertThat(last.get("result").asText()).isEqualTo("unavailable");
        assertThat(last.get("line").asInt()).isEqualTo(HELD + 1);
        assertThat(last.get("message").asText()).contains("The outcome is unknown: the order may have been written");
        assertThat(run.err())
                .endsWith(ROWS + " orders: " + (HELD - 1) + " written, 1 unavailable, " + (ROWS - HELD)
                        + " not tried.\nRun the same file again. It corrects only the orders that are left.\n");
    }

    @Test
    void reportsOnlyWrittenCorrectionsWhenKilled() throws Exception {
        holdOneWrite();
        OrdersProcess running = fix("--parallel", "4");
        reached.await();

        running.kill();
        released.countDown();
        Run run = running.end();

        assertThat(run.exitCode()).isEqualTo(137);
        assertThat(batch.refunded()).containsAll(written(run));
        assertThat(written(run)).hasSizeGreaterThanOrEqualTo(HELD - 4);
        Run again = fix("--parallel", "4").end();
        assertThat(again.exitCode()).isZero();
        assertThat(batch.refunded()).hasSize(ROWS);
    }

    private void correctsTheRest(int done) throws IOException, InterruptedException {
        Run again = fix("--parallel", "4").end();

        assertThat(again.exitCode()).isZero();
        assertThat(again.err()).endsWith(ROWS + " orders: " + (ROWS - done) + " written, " + done + " unchanged.\n");
        assertThat(batch.refunded()).hasSize(ROWS);
        try (TableStream stream = EmbeddedDynamoDb.shared().stream(batch.table().name())) {
            assertThat(stream.next()).as("created, and written once").hasSize(2 * ROWS);
        }
    }

    private void holdOneWrite() {
        proxy.on(WRITE, HELD, Fault.passAfter(this::hold));
    }

    private void hold() {
        reached.countDown();
        try {
            released.await();
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private OrdersProcess fix(String... options) throws IOException {
        List<String> line = new java.util.ArrayList<>(
                List.of("fix", "--file", batch.fileIn(folder).toString(), "--yes"));
        line.addAll(List.of(options));
        return OrdersProcess.start(folder, batch.table(), proxy.endpoint(), List.of(), line.toArray(String[]::new));
    }

    private static Set<String> written(Run run) {
        return run.out()
                .lines()
                .filter(line -> line.contains("  written  "))
                .map(line -> line.strip().split(" +")[1])
                .collect(Collectors.toSet());
    }
}
