package com.bbws.orders.cli.batch;

import static com.bbws.orders.domain.testing.OrderFixtures.TENANT;
import static com.bbws.orders.domain.testing.OrderFixtures.anOrder;
import static org.assertj.core.api.Assertions.assertThat;

import com.bbws.orders.cli.testing.BatchFixture;
import com.bbws.orders.cli.testing.Run;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.domain.testing.MostlyWaits;
import com.bbws.orders.dynamodb.testing.EmbeddedDynamoDb;
import com.bbws.orders.dynamodb.testing.FaultInjectionProxy;
import com.bbws.orders.dynamodb.testing.FaultInjectionProxy.Fault;
import com.bbws.orders.dynamodb.testing.ItemAtSizeLimit;
import com.bbws.orders.dynamodb.testing.OrderItems;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code orders fix --file} with failures of DynamoDB. */
@MostlyWaits
class BatchUnderFaultsTest {

    private static final int ROWS = 60;
    private static final String WRITE = "UpdateItem";

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
    void completesUnderThrottling() throws IOException {
        IntStream.range(20, 32).forEach(number -> proxy.on(WRITE, number, Fault.throttle()));

        Run run = fix("--parallel", "4");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).endsWith(ROWS + " orders: " + ROWS + " written.\n");
        assertThat(batch.refunded()).hasSize(ROWS);
        assertThat(proxy.requests(WRITE)).isEqualTo(ROWS + 12);
        assertThat(batch.writes())
                .hasSize(ROWS)
                .allSatisfy((order, writes) -> assertThat(writes).isOne());
    }

    @Test
    void completesDuringTransactionsOfOtherServices() throws IOException {
        Fault conflict = Fault.error(400, "TransactionConflictException", "Transaction is ongoing for the item");
        IntStream.range(20, 32).forEach(number -> proxy.on(WRITE, number, conflict));

        Run run = fix("--parallel", "4");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).endsWith(ROWS + " orders: " + ROWS + " written.\n");
        assertThat(proxy.requests(WRITE)).isEqualTo(ROWS + 12);
    }

    @Test
    void reportsALongTransactionAsAConflict() {
        proxy.onEvery(WRITE, Fault.error(400, "TransactionConflictException", "Transaction is ongoing for the item"));

        Run row = batch.table()
                .processOver(proxy.endpoint())
                .reading("orderId,status,reason\norder_00001,refunded,x\n")
                .run("fix", "--file", "-", "--yes");
        Run one = batch.table()
                .processOver(proxy.endpoint())
                .run("fix", "order_00001", "--status", "refunded", "--reason", "x", "--yes");

        assertThat(row.exitCode()).isEqualTo(1);
        assertThat(row.out()).contains("conflict", "another service is changing the order now");
        assertThat(one.exitCode()).isEqualTo(4);
        assertThat(one.err()).contains("Nothing was written: another service is changing the order");
        assertThat(batch.writes().get("order_00001")).isZero();
    }

    @Test
    void rejectsAnOrderThatIsTooLargeAndContinues() throws IOException {
        ItemAtSizeLimit.put(
                EmbeddedDynamoDb.shared().client(),
                batch.table().name(),
                OrderItems.of(anOrder(new OrderKey(TENANT, BatchFixture.id(1)), OrderStatus.COMPLETED)
                        .build()));

        Run run = fix("--parallel", "1");
        Run one = batch.table().run("fix", "order_00001", "--status", "refunded", "--reason", "x".repeat(100), "--yes");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains(
                        "    3  order_00001  refused      Order order_00001 has reached the size limit of the database"
                                + " and cannot be changed. The maximum is 400 KB per order. Contact the team");
        assertThat(run.err()).endsWith("60 orders: 59 written, 1 refused.\n");
        assertThat(batch.refunded()).hasSize(ROWS - 1);
        assertThat(one.exitCode()).isEqualTo(1);
        assertThat(one.err()).contains("Contact the team whose service writes the large attribute");
    }

    @Test
    void countsAWriteWithALostResponseOnce() throws IOException {
        proxy.on(WRITE, 7, Fault.dropResponse());

        Run run = fix("--parallel", "1");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines()).hasSize(ROWS).allMatch(line -> line.contains("  written  "));
        assertThat(batch.writes().get("order_00006")).isOne();
    }

    @Test
    void stopsAfterManyFailuresAndCorrectsTheRestLater() throws IOException {
        proxy.onEvery(WRITE, Fault.error(400, "AccessDeniedException", "no"));
        IntStream.rangeClosed(1, 10).forEach(number -> proxy.on(WRITE, number, Fault.passAfter(() -> {})));

        Run run = fix("--parallel", "1");
        Run again = batch.table().run("fix", "--file", batch.fileIn(folder).toString(), "--yes");

        assertThat(run.exitCode()).isEqualTo(5);
        assertThat(run.out().lines()).hasSize(30);
        assertThat(run.out()).contains("unavailable", "dynamodb:UpdateItem").doesNotContain("unknown");
        assertThat(run.err()).endsWith("""
                60 orders: 10 written, 20 unavailable, 30 not tried.
                Stopped: DynamoDB failed for 20 orders in a row.
                Correct the cause, then run the same file again. It corrects only the orders that are left.
                """);
        assertThat(again.exitCode()).isZero();
        assertThat(again.err()).endsWith("60 orders: 50 written, 10 unchanged.\n");
        assertThat(batch.refunded()).hasSize(ROWS);
    }

    @Test
    void exitsAsUnavailableIfEveryRowFails() throws IOException {
        proxy.onEvery(WRITE, Fault.error(400, "AccessDeniedException", "no"));

        Run run = batch.table()
                .processOver(proxy.endpoint())
                .reading("orderId,status,reason\norder_00001,refunded,x\n")
                .run("fix", "--file", "-", "--yes");

        assertThat(run.exitCode()).isEqualTo(5);
        assertThat(run.err())
                .endsWith(
                        "1 order: 1 unavailable.\nCorrect the cause, then run the same file again. It corrects only the orders that are left.\n");
    }

    @Test
    void continuesAfterSomeFailures() throws IOException {
        IntStream.rangeClosed(5, 9)
                .forEach(number -> proxy.on(WRITE, number, Fault.error(400, "AccessDeniedException", "no")));

        Run run = fix("--parallel", "1");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .endsWith(
                        "60 orders: 55 written, 5 unavailable.\nRun the same file again. It corrects only the orders that are left.\n");
    }

    private Run fix(String... options) throws IOException {
        String[] line = {"fix", "--file", batch.fileIn(folder).toString(), "--yes", options[0], options[1]};
        return batch.table().processOver(proxy.endpoint()).run(line);
    }
}
