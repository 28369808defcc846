package com.bbws.orders.cli.command;

import static com.bbws.orders.domain.testing.OrderFixtures.ID;
import static com.bbws.orders.domain.testing.OrderFixtures.KEY;
import static com.bbws.orders.domain.testing.OrderFixtures.TENANT;
import static com.bbws.orders.domain.testing.OrderFixtures.aPaidOrder;
import static com.bbws.orders.domain.testing.OrderFixtures.aPendingOrder;
import static com.bbws.orders.domain.testing.OrderFixtures.anOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import com.bbws.orders.cli.testing.Run;
import com.bbws.orders.cli.testing.TestProcessContext;
import com.bbws.orders.cli.testing.TestTable;
import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.domain.TenantId;
import com.bbws.orders.dynamodb.testing.EmbeddedDynamoDb;
import com.bbws.orders.dynamodb.testing.FaultInjectionProxy;
import com.bbws.orders.dynamodb.testing.FaultInjectionProxy.Fault;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerifyCommandTest {

    private static final TenantId OTHER = new TenantId("tenant_other");

    @Test
    void findsNothingInValidOrders() {
        TestTable table = TestTable.holding(aPaidOrder());

        assertThat(table.run("verify", "--all"))
                .isEqualTo(new Run(0, "", "1 order: 0 with defects, 0 with warnings only.\n"));
        assertThat(table.run("verify", "--tenant", "tenant_9f1c").exitCode()).isZero();
    }

    @Test
    void reportsATenantWithoutOrders() {
        TestTable table = TestTable.holding(aPaidOrder());
        String sentence = "0 orders: 0 with defects, 0 with warnings only.\nTenant tenant_typo has no orders in "
                + table.name() + ". Check the tenant id.\n";

        assertThat(table.run("verify", "--tenant", "tenant_typo")).isEqualTo(new Run(0, "", sentence));
        assertThat(table.run("verify", "--tenant", "tenant_typo", "-o", "json"))
                .isEqualTo(new Run(0, "[ ]\n", sentence));
    }

    @Test
    void showsNoProgressOnADumbTerminal() {
        TestProcessContext terminal =
                TestTable.holding(aPaidOrder()).process().typing("").withErrAsTerminal(true);

        assertThat(terminal.with("TERM", "xterm").run("verify", "--all").err()).contains("\u001b[K");
        assertThat(terminal.with("TERM", "dumb").run("verify", "--all").err())
                .isEqualTo("1 order: 0 with defects, 0 with warnings only.\n");
    }

    @Test
    void reportsTheOrderTheDefectTheAttributeAndTheExpectedValue() {
        TestTable table = TestTable.holding().put(aPendingOrder(), "total", fromN("1"));

        assertThat(table.run("verify", "--all"))
                .isEqualTo(new Run(1, """
                order_4d2e of tenant_9f1c: defect: total: found 1, expected 423.32 (wrong_amount)
                """, "1 order: 1 with defects, 0 with warnings only.\n"));
    }

    @Test
    void reportsMissingPaymentDetailsAsAWarning() {
        TestTable table = TestTable.holding(anOrder(KEY, OrderStatus.COMPLETED).build());

        Run run = table.run("verify", "--tenant", "tenant_9f1c");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEqualTo("""
                order_4d2e of tenant_9f1c: warning: payment details are missing although the order is completed \
                (missing_payment_details)
                """);
        assertThat(run.err()).isEqualTo("1 order: 0 with defects, 1 with warnings only.\n");
    }

    @Test
    void reportsUnreadableOrdersAndContinues() {
        TestTable table = TestTable.holding(aPaidOrder())
                .put(
                        anOrder(new OrderKey(TENANT, new OrderId("order_a")), OrderStatus.PENDING)
                                .build(),
                        "status",
                        fromS("EXPIRED"))
                .put(
                        anOrder(new OrderKey(OTHER, new OrderId("order_b")), OrderStatus.PENDING)
                                .build(),
                        "dateLastUpdated",
                        software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromBool(false))
                .put(
                        anOrder(new OrderKey(OTHER, new OrderId("order_c")), OrderStatus.PENDING)
                                .build(),
                        "PK",
                        fromS("TENANT#a b"));

        Run run = table.run("verify", "--all", "--segments", "8");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains(
                        "order_a of tenant_9f1c: defect: status: found 'EXPIRED'",
                        "order_b of tenant_other: defect: dateLastUpdated: found a value of type BOOL",
                        "order_c of a b: defect: PK: found TENANT#a b");
        assertThat(run.err()).isEqualTo("4 orders: 3 with defects, 0 with warnings only.\n");
    }

    @Test
    void findsAnOrderWithoutIndexKeys() {
        TestTable table = TestTable.holding().putWithoutIndexKeys(aPendingOrder());

        Run run = table.run("verify", "--tenant", "tenant_9f1c");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out().lines()).hasSize(4).allMatch(line -> line.contains("(missing_index_key)"));
    }

    @Test
    void findsNothingAfterACorrection() {
        TestTable table = TestTable.holding().put(aPendingOrder(), "status", fromS("EXPIRED"));
        assertThat(table.run("verify", "--tenant", "tenant_9f1c").exitCode()).isEqualTo(1);

        table.run("fix", "order_4d2e", "--status", "pending", "--reason", "A bug", "--yes");

        assertThat(table.run("verify", "--tenant", "tenant_9f1c").exitCode()).isZero();
    }

    @Test
    void verifiesOnlyTheGivenTenant() {
        TestTable table = TestTable.holding()
                .put(anOrder(new OrderKey(OTHER, ID), OrderStatus.PENDING).build(), "total", fromN("1"));

        assertThat(table.run("verify", "--tenant", "tenant_9f1c").exitCode()).isZero();
        assertThat(table.run("verify", "--tenant", "tenant_other").exitCode()).isEqualTo(1);
    }

    @Test
    void printsAJsonListOfFindings() throws JsonProcessingException {
        TestTable table = TestTable.holding().put(aPendingOrder(), "total", fromN("1"));

        Run run = table.run("verify", "--all", "-o", "json");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(JsonMapper.builder().build().readTree(run.out()))
                .isEqualTo(JsonMapper.builder().build().readTree("""
                        [{"orderId": "order_4d2e", "tenantId": "tenant_9f1c", "severity": "defect",
                          "kind": "wrong_amount", "attribute": "total", "found": "1", "expected": "423.32"}]"""));
    }

    @Test
    void findsEverythingWithARateLimit() {
        TestTable table = TestTable.holding().put(aPendingOrder(), "total", fromN("1"));

        Run run = table.run("verify", "--all", "--max-rcu", "10000");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out().lines()).hasSize(1);
    }

    @Test
    void showsTheFindingsSoFarIfTheDatabaseFails() {
        TestTable table = TestTable.holding();
        for (int i = 0; i < 250; i++) {
            table.put(
                    anOrder(new OrderKey(TENANT, new OrderId("order_" + i)), OrderStatus.PENDING)
                            .build(),
                    "total",
                    fromN("1"));
        }
        try (FaultInjectionProxy proxy =
                new FaultInjectionProxy(EmbeddedDynamoDb.shared().endpoint())) {
            proxy.on("Query", 2, Fault.error(400, "AccessDeniedException", "no"));

            Run run = table.processOver(proxy.endpoint()).run("verify", "--tenant", "tenant_9f1c");

            assertThat(run.exitCode()).isEqualTo(5);
            assertThat(run.out().lines()).hasSize(200);
            assertThat(run.err()).contains("dynamodb:Query");
        }
    }

    @Test
    void endsImmediatelyWhenInterruptedWhileItWaits() {
        TestTable table = TestTable.holding();
        for (int i = 0; i < 250; i++) {
            table.put(anOrder(new OrderKey(TENANT, new OrderId("order_" + i)), OrderStatus.PENDING)
                    .build());
        }
        AtomicReference<Runnable> interrupt = new AtomicReference<>();
        try (FaultInjectionProxy proxy =
                new FaultInjectionProxy(EmbeddedDynamoDb.shared().endpoint())) {
            // With this limit the second page is hours away. Ctrl-C is pressed during the first page.
            proxy.on("Query", 1, Fault.passAfter(() -> new Thread(interrupt.get()).start()));

            Run run = table.processOver(proxy.endpoint())
                    .with(onInterrupt -> {
                        interrupt.set(onInterrupt);
                        return () -> {};
                    })
                    .run("verify", "--tenant", "tenant_9f1c", "--max-rcu", "0.001", "-o", "json");

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.out()).isEqualTo("[ ]\n");
            assertThat(run.err()).isEqualTo("Interrupted. The findings are not complete.\n");
        }
    }

    @Test
    void reportsAnInterruption() {
        TestTable table = TestTable.holding(aPendingOrder());
        TestProcessContext process = table.process().with(onInterrupt -> {
            Thread signal = new Thread(onInterrupt);
            signal.start();
            // Ctrl-C is handled before anything is read: the thread sets a flag and then waits for the end.
            while (signal.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
            return () -> {};
        });

        Run run = process.run("verify", "--all", "-o", "json");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEqualTo("[ ]\n");
        assertThat(run.err()).isEqualTo("Interrupted. The findings are not complete.\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "verify",
                "verify --all --tenant t",
                "verify --all --segments 0",
                "verify --all --segments 65",
                "verify --all --max-rcu 0",
                "verify --all --max-rcu -1",
                "verify --all --max-rcu NaN",
                "verify --tenant a#b"
            })
    void rejectsAnInvalidCommandLine(String line) {
        Run run = TestProcessContext.withVariables(java.util.Map.of()).run(line.split(" "));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("Error: ").doesNotContain("Error: Error");
    }
}
