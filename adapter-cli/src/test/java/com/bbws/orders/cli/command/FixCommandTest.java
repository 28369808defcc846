package com.bbws.orders.cli.command;

import static com.bbws.orders.domain.testing.OrderFixtures.ID;
import static com.bbws.orders.domain.testing.OrderFixtures.KEY;
import static com.bbws.orders.domain.testing.OrderFixtures.TENANT;
import static com.bbws.orders.domain.testing.OrderFixtures.aPaidOrder;
import static com.bbws.orders.domain.testing.OrderFixtures.anOrder;
import static org.assertj.core.api.Assertions.assertThat;

import com.bbws.orders.cli.testing.Run;
import com.bbws.orders.cli.testing.TestTable;
import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.domain.OrderUpdate;
import com.bbws.orders.domain.PaymentField;
import com.bbws.orders.domain.TenantId;
import com.bbws.orders.dynamodb.testing.EmbeddedDynamoDb;
import com.bbws.orders.dynamodb.testing.FaultInjectionProxy;
import com.bbws.orders.dynamodb.testing.FaultInjectionProxy.Fault;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class FixCommandTest {

    private final TestTable table =
            TestTable.holding(anOrder(KEY, OrderStatus.COMPLETED).build());
    private final Map<String, AttributeValue> untouched = table.item(TENANT, ID);

    @Test
    void writesTheCorrectionAndItsReasonAndShowsTheOverriddenRule() {
        Run run = table.run("fix", "order_4d2e", "--status", "refunded", "--reason", "Chargeback 4711", "--yes");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEqualTo("""
                Order ORD-2025-00042, order_4d2e of tenant tenant_9f1c in %s:
                  Status      completed  -> refunded
                  Updated by  shop       -> cli:thandi
                  Reason      (none)     -> Chargeback 4711
                  Note: the API does not allow completed -> refunded. This correction overrides that rule.
                Written.
                """.formatted(table.name()));
        assertThat(run.out()).contains("Status             refunded\n", "Reason             Chargeback 4711\n");
        assertThat(table.order().status()).isEqualTo(OrderStatus.REFUNDED);
        assertThat(table.order().lastUpdateReason()).contains("Chargeback 4711");
        assertThat(table.order().lastUpdatedBy()).contains("cli:thandi");
    }

    @Test
    void showsNoOverriddenRuleForAnOrdinaryTransition() {
        TestTable paid = TestTable.holding(aPaidOrder());

        Run run = paid.run("fix", "order_4d2e", "--status", "processing", "--reason", "Stuck", "--yes");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).doesNotContain("Note: the API");
    }

    @Test
    void setsPaymentDetailsOfACompletedOrder() {
        Run run = table.run(
                "fix",
                "order_4d2e",
                "--status=completed",
                "--reason=Payment was lost",
                "--payment-method=eft",
                "--transaction-id=txn-7",
                "--yes");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).contains("Payment method  (none)  -> eft", "Transaction id  (none)  -> txn-7");
        assertThat(table.order().paymentDetails().orElseThrow().get(PaymentField.TRANSACTION_ID))
                .contains("txn-7");
    }

    @Test
    void correctsAnUnknownStatus() {
        TestTable unreadable = TestTable.holding()
                .put(anOrder(KEY, OrderStatus.PENDING).build(), "status", AttributeValue.fromS("EXPIRED"));

        Run run = unreadable.run("fix", "order_4d2e", "--status", "cancelled", "--reason", "A bug", "--yes");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).contains("Status      EXPIRED  -> cancelled");
        assertThat(unreadable.order().status()).isEqualTo(OrderStatus.CANCELLED);
    }

    @Test
    void printsTheUnreadableOrderAsADocumentAfterADryRun() {
        TestTable unreadable = TestTable.holding()
                .put(anOrder(KEY, OrderStatus.PENDING).build(), "status", AttributeValue.fromS("EXPIRED"));

        Run run =
                unreadable.run("fix", "order_4d2e", "--status", "paid", "--reason", "A bug", "--dry-run", "-o", "json");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("\"status\": \"EXPIRED\"", "\"problems\"");
        assertThat(unreadable.item(TENANT, ID)).containsEntry("status", AttributeValue.fromS("EXPIRED"));
    }

    @Test
    void rejectsAnOrderThatIsUnreadableForAnotherReason() {
        TestTable unreadable = TestTable.holding()
                .put(anOrder(KEY, OrderStatus.COMPLETED).build(), "dateLastUpdated", AttributeValue.fromBool(true));

        Run run = unreadable.run("fix", "order_4d2e", "--status", "refunded", "--reason", "x", "--yes");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).isEqualTo("""
                Error: The API rejects updates of this order because its dateLastUpdated is a value of type BOOL, not text. 'orders fix' \
                cannot correct it. Contact the team whose service wrote it.
                """);
        assertThat(unreadable.item(TENANT, ID)).containsEntry("status", AttributeValue.fromS("completed"));
    }

    @Test
    void rejectsControlCharactersInAReason() {
        Run run = table.run("fix", "order_4d2e", "--status", "refunded", "--reason", "a\u001b[31m", "--yes");

        assertThat(run)
                .isEqualTo(new Run(
                        2,
                        "",
                        "Error: --reason must not have control characters: character 2 is U+001B\n"
                                + "Use 'orders fix --help' for more information.\n"));
        assertThatNothingIsWritten();
    }

    @Test
    void showsTheOverriddenPaymentRule() {
        String[] processing = {
            "fix", "order_1", "--reason", "x", "--status", "processing", "--transaction-id", "t", "--dry-run"
        };
        TestTable paid = TestTable.holding(anOrder(new OrderKey(TENANT, new OrderId("order_1")), OrderStatus.PAID)
                .build());
        TestTable already =
                TestTable.holding(anOrder(new OrderKey(TENANT, new OrderId("order_1")), OrderStatus.PROCESSING)
                        .build());

        assertThat(paid.run(processing).err())
                .contains("  Note: the API does not allow paid -> processing with payment details. This correction");
        assertThat(already.run(processing).err())
                .contains("  Note: the API does not allow new payment details when the status is processing. This");
    }

    @Test
    void writesNothingIfTheOrderIsUpToDate() {
        Run run = table.run("fix", "order_4d2e", "--status", "completed", "--reason", "Just to be sure", "--yes");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEqualTo("Already up to date. Nothing was written.\n");
        assertThatNothingIsWritten();
    }

    @Test
    void writesNothingInADryRun() {
        Run run = table.run("fix", "order_4d2e", "--status", "refunded", "--reason", "x", "--dry-run");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).endsWith("Dry run. Nothing was written.\n");
        assertThatNothingIsWritten();
    }

    @Test
    void asksBeforeWriting() {
        String[] fix = {"fix", "order_4d2e", "--status", "refunded", "--reason", "x"};

        Run rejected = table.run(fix);
        Run no = table.process().typing("n\n").run(fix);
        assertThatNothingIsWritten();
        Run yes = table.process().typing("y\n").run(fix);

        assertThat(rejected.exitCode()).isEqualTo(2);
        assertThat(rejected.err()).contains("Use --yes to write");
        assertThat(no.exitCode()).isEqualTo(1);
        assertThat(yes.exitCode()).isZero();
        assertThat(table.order().status()).isEqualTo(OrderStatus.REFUNDED);
    }

    @Test
    void rejectsAnInvalidCorrectionAndShowsTheAllowedOnes() {
        Run run = table.run("fix", "order_4d2e", "--status", "pending", "--reason", "x", "--yes");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).isEqualTo("""
                Error: A correction cannot change the status from completed to pending.
                Current status: completed (final)
                Also allowed with 'orders fix': processing, refunded
                Current version: 2025-12-30T10:00:00Z
                """);
        assertThatNothingIsWritten();
    }

    @Test
    void rejectsPaymentDetailsForAnUnpaidStatus() {
        TestTable paid = TestTable.holding(aPaidOrder());

        Run run = paid.run("fix", "order_4d2e", "--status=cancelled", "--transaction-id=txn-9", "--reason=x", "--yes");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("can set payment details only if").doesNotContain("txn-9");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fix|order_4d2e|--status|refunded",
                "fix|order_4d2e|--reason|x",
                "fix|order_4d2e|--status|refunded|--reason|",
                "fix|order_4d2e|--status|refunded|--reason|  ",
                "fix|--status|refunded|--reason|x",
                "fix|order_4d2e|--status|payed|--reason|x",
                "fix|order_4d2e|--status|refunded|--reason|x|--format|csv",
                "fix|order_4d2e|--status|refunded|--reason|x|--keep-going",
                "fix|order_4d2e|--status|refunded|--reason|x|--parallel|2",
                "fix|order_4d2e|--status|refunded|--reason|Zo\uFFFD",
                "fix|order_4d2e|--file|f.csv",
                "fix|--file|f.csv|--status|paid",
                "fix|--file|f.csv|--reason|x",
                "fix|--file|f.csv|--tenant|t",
                "fix|--file|f.csv|--transaction-id|t",
                "fix|--file|f.csv|--parallel|0",
                "fix|--file|f.csv|--parallel|65",
                "fix|--file|f.csv|--format|xml"
            })
    void rejectsAnInvalidCommandLine(String line) {
        Run run = table.run(line.split("\\|", -1));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("Error: ");
        assertThatNothingIsWritten();
    }

    @Test
    void rejectsAReasonOfMoreThan500Characters() {
        Run run = table.run("fix", "order_4d2e", "--status", "refunded", "--reason", "x".repeat(501), "--yes");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("Error: --reason must be at most 500 characters\n");
    }

    @Test
    void reportsADeletedOrAbsentOrderAsNotFound() {
        TestTable deleted = TestTable.holding(
                anOrder(KEY, OrderStatus.COMPLETED).active(false).build());
        String[] fix = {"fix", "order_4d2e", "--status", "refunded", "--reason", "x", "--yes"};

        assertThat(deleted.run(fix).exitCode()).isEqualTo(3);
        assertThat(deleted.run(fix).err())
                .contains(". It does not exist or is soft-deleted. 'orders get' shows soft-deleted orders.");
        assertThat(TestTable.holding().run(fix).exitCode()).isEqualTo(3);
    }

    @Test
    void requiresTheTenantIfSeveralHaveTheOrder() {
        TestTable both = TestTable.holding(
                anOrder(KEY, OrderStatus.COMPLETED).build(),
                anOrder(new OrderKey(new TenantId("tenant_other"), ID), OrderStatus.COMPLETED)
                        .build());
        String[] fix = {"fix", "order_4d2e", "--status", "refunded", "--reason", "x", "--yes"};

        Run run = both.run(fix);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("tenant_9f1c, tenant_other");
        assertThat(both.run(
                                "fix",
                                "order_4d2e",
                                "--tenant",
                                "tenant_other",
                                "--status",
                                "refunded",
                                "--reason",
                                "x",
                                "--yes")
                        .exitCode())
                .isZero();
        assertThat(both.order().status()).isEqualTo(OrderStatus.COMPLETED);
    }

    @Test
    void reportsAConflictWithAFasterWriter() {
        TestTable paid = TestTable.holding(aPaidOrder());
        try (FaultInjectionProxy proxy =
                new FaultInjectionProxy(EmbeddedDynamoDb.shared().endpoint())) {
            proxy.on("UpdateItem", 1, Fault.passAfter(() -> paid.update(OrderUpdate.to(OrderStatus.CANCELLED))));

            Run run = paid.processOver(proxy.endpoint())
                    .run("fix", "order_4d2e", "--status", "refunded", "--reason", "x", "--yes");

            assertThat(run.exitCode()).isEqualTo(4);
            assertThat(run.err()).contains("Current status: cancelled");
        }
        assertThat(paid.order().status()).isEqualTo(OrderStatus.CANCELLED);
    }

    @Test
    void reportsAnUnknownOutcomeIfTheResponseIsLost() {
        try (FaultInjectionProxy proxy =
                new FaultInjectionProxy(EmbeddedDynamoDb.shared().endpoint())) {
            proxy.onEvery("UpdateItem", Fault.dropRequest());
            proxy.on("UpdateItem", 4, Fault.dropResponseAfter(() -> proxy.onEvery("GetItem", Fault.dropRequest())));

            Run run = table.processOver(proxy.endpoint())
                    .run("fix", "order_4d2e", "--status", "refunded", "--reason", "x", "--yes");

            assertThat(run.exitCode()).isEqualTo(5);
            assertThat(run.err()).contains("It is unknown whether the change was written.", "The outcome is unknown");
        }
        assertThat(table.order().status()).isEqualTo(OrderStatus.REFUNDED);
    }

    @Test
    void reportsThatNothingWasWrittenIfThatIsCertain() {
        try (FaultInjectionProxy proxy =
                new FaultInjectionProxy(EmbeddedDynamoDb.shared().endpoint())) {
            proxy.onEvery("UpdateItem", Fault.dropRequest());

            Run run = table.processOver(proxy.endpoint())
                    .run("fix", "order_4d2e", "--status", "refunded", "--reason", "x", "--yes");

            assertThat(run.exitCode()).isEqualTo(5);
            assertThat(run.err()).contains("nothing has been written so far").doesNotContain("certain");
        }
    }

    private void assertThatNothingIsWritten() {
        assertThat(table.item(TENANT, ID)).isEqualTo(untouched);
    }
}
