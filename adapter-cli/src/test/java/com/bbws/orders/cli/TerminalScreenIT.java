package com.bbws.orders.cli;

import static com.bbws.orders.domain.testing.OrderFixtures.aPaidOrder;
import static com.bbws.orders.domain.testing.OrderFixtures.aPendingOrder;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.dynamodb.testing.EmbeddedDynamoDb;
import com.bbws.orders.dynamodb.testing.UnreliableLink;
import com.bbws.orders.dynamodb.testing.UnreliableLink.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person sees in the end of a long work that shows its progress, results and questions on one terminal. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TerminalScreenIT {

    private static final int ROWS = 40;
    private static final int HELD = 20;
    private static final int WIDE = 160;
    private static final String WRITE = "UpdateItem";

    /** The bar when the one write that is held has been asked for: count, total, time taken and time to go. */
    private static final String HALF_WAY = (HELD - 1) + "/" + ROWS + " (0:00:";

    @TempDir
    private Path folder;

    private final BatchFixture batch = new BatchFixture(ROWS);
    private final UnreliableLink link =
            new UnreliableLink(EmbeddedDynamoDb.shared().endpoint());
    private final CountDownLatch released = new CountDownLatch(1);
    private final List<TerminalSession> sessions = new ArrayList<>();

    @AfterEach
    void close() {
        released.countDown();
        sessions.forEach(TerminalSession::close);
        link.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {80, WIDE})
    void hasNothingButTheQuestionTheResultsAndTheAccount(int columns) throws Exception {
        holdOneWrite();
        TerminalSession session = start(columns, "orders fix --parallel 1 --file " + batch.fileIn(folder));

        session.await("Write this? [y/N] ").type("y\n").await(HALF_WAY);
        released.countDown();
        Run run = session.end();

        assertThat(run.exitCode()).isZero();
        List<String> expected = new ArrayList<>(List.of(
                ROWS + " orders in " + batch.table().name() + ": " + ROWS + " to refunded.", "Write this? [y/N] y"));
        expected.addAll(results(ROWS));
        expected.add(ROWS + " orders: " + ROWS + " written.");
        expected.add("");
        assertThat(Screen.of(run.out(), columns)).isEqualTo(expected);
    }

    @Test
    void isLeftCleanByCtrlC() throws Exception {
        holdOneWrite();
        TerminalSession session = start(WIDE, "orders fix --yes --parallel 1 --file " + batch.fileIn(folder));

        session.await(HALF_WAY).interruptBatch();
        released.countDown();
        Run run = session.end();

        int written = batch.refunded().size();
        assertThat(run.exitCode()).isEqualTo(130);
        assertThat(written).isBetween(HELD, ROWS - 1);
        assertThat(Screen.of(run.out(), WIDE))
                .containsSequence(results(written))
                .endsWith(
                        ROWS + " orders: " + written + " written, " + (ROWS - written) + " not tried.",
                        "Run the same file again: it repairs what is left.",
                        "");
    }

    @Test
    void writesNothingAfterCtrlCInPlaceOfAnAnswer() throws Exception {
        TestTable table = TestTable.holding(aPendingOrder());
        TerminalSession one = start(table, WIDE, "orders update order_4d2e --status cancelled");
        TerminalSession many = start(WIDE, "orders fix --file " + batch.fileIn(folder));

        one.await("Write this? [y/N] ").interrupt();
        many.await("Write this? [y/N] ").interrupt();

        assertThat(one.end().exitCode()).isEqualTo(130);
        assertThat(many.end().exitCode()).isEqualTo(130);
        assertThat(table.order().status()).isEqualTo(OrderStatus.PENDING);
        assertThat(batch.refunded()).isEmpty();
    }

    @Test
    void hasEveryFindingOfAVerificationOnce() throws Exception {
        IntStream.rangeClosed(2, 4).forEach(number -> link.on("Scan", number, Fault.passAfter(() -> await(released))));
        TerminalSession session = start(WIDE, "orders verify --all");

        session.await("/" + ROWS + " (");
        released.countDown();
        Run run = session.end();

        assertThat(run.exitCode()).isZero();
        List<String> seen = Screen.of(run.out(), WIDE);
        assertThat(seen)
                .hasSize(ROWS + 2)
                .endsWith(ROWS + " orders: 0 with defects, " + ROWS + " with warnings only.", "");
        IntStream.range(0, ROWS)
                .forEach(i -> assertThat(seen)
                        .filteredOn(line -> line.startsWith(BatchFixture.id(i).value() + " of tenant_9f1c: warning: "))
                        .hasSize(1));
    }

    @Test
    void keepsTheProgressOfAVerificationOutOfAFile() throws Exception {
        Run run = start(WIDE, "orders verify --all 2> log.txt").end();

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).doesNotContain("\u001b", "/" + ROWS + " (");
        assertThat(folder.resolve("log.txt"))
                .hasContent(ROWS + " orders: 0 with defects, " + ROWS + " with warnings only.");
    }

    @Test
    void keepsColorsOutOfAFile() throws Exception {
        TestTable table = TestTable.holding(aPaidOrder());

        Run run = start(table, WIDE, "orders get order_4d2e > order.txt").end();

        assertThat(run).isEqualTo(new Run(0, "", ""));
        assertThat(Files.readString(folder.resolve("order.txt"), UTF_8))
                .contains("Status              paid")
                .doesNotContain("\u001b", "\r");
    }

    private static List<String> results(int rows) {
        return IntStream.range(0, rows)
                .mapToObj(i -> "%5d  %s  written      completed -> refunded"
                        .formatted(i + 2, BatchFixture.id(i).value()))
                .toList();
    }

    private void holdOneWrite() {
        link.on(WRITE, HELD, Fault.passAfter(() -> await(released)));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private TerminalSession start(int columns, String commands) throws Exception {
        return start(batch.table(), columns, commands);
    }

    private TerminalSession start(TestTable table, int columns, String commands) throws Exception {
        TerminalSession session = TerminalSession.start(folder, table, link.endpoint(), columns, commands);
        sessions.add(session);
        return session;
    }
}
