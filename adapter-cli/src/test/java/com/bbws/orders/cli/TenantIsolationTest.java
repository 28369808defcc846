package com.bbws.orders.cli;

import static com.bbws.orders.domain.testing.OrderFixtures.ID;
import static com.bbws.orders.domain.testing.OrderFixtures.TENANT;
import static com.bbws.orders.domain.testing.OrderFixtures.aPendingOrder;
import static com.bbws.orders.domain.testing.OrderFixtures.anOrder;
import static org.assertj.core.api.Assertions.assertThat;

import com.bbws.orders.cli.process.ExitCode;
import com.bbws.orders.cli.testing.Run;
import com.bbws.orders.cli.testing.TestProcessContext;
import com.bbws.orders.cli.testing.TestTable;
import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.domain.TenantId;
import com.bbws.orders.dynamodb.testing.EmbeddedDynamoDb;
import com.bbws.orders.dynamodb.testing.FaultInjectionProxy;
import com.bbws.orders.dynamodb.testing.OrderItems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A command for one tenant shows and changes no order of another tenant, not even whether it exists. */
class TenantIsolationTest {

    private static final String FILE = """
            {"orderId":"order_4d2e","status":"paid","reason":"r","tenant":"tenant_other"}
            """;

    @Test
    void testsEveryCommandForATenant() {
        TestProcessContext.commandLine().getSubcommands().forEach((name, command) -> {
            if (command.getCommandSpec().findOption("--tenant") != null) {
                assertThat(commandsForATenant()).as(name).anyMatch(line -> line.startsWith(name));
            }
        });
    }

    @ParameterizedTest
    @MethodSource("commandsForATenant")
    void treatsAnotherTenantsOrderAsNotFound(String command) {
        assertThat(outputOf(command + " --tenant tenant_other", holdingTheVictims()))
                .isEqualTo(outputOf(command + " --tenant tenant_other", TestTable.holding()));
    }

    static List<String> commandsForATenant() {
        return List.of(
                "get order_4d2e",
                "get order_4d2e --history",
                "get order_4d2e -o json",
                "history order_4d2e",
                "list",
                "list -o json",
                "list --status pending --since 2020-01-01",
                "verify",
                "update order_4d2e --status paid --yes",
                "update order_4d2e --status paid --dry-run",
                "update order_4d2e --status completed --if-match stale --yes",
                "fix order_4d2e --status paid --reason r --yes",
                "fix order_4d2e --status refunded --reason r --dry-run");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fix --file - --yes", "fix --file - --dry-run"})
    void changesNoOrderOfAnotherTenantFromAFile(String command) {
        assertThat(outputOf(command, holdingTheVictims())).isEqualTo(outputOf(command, TestTable.holding()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TENANT#tenant_9f1c",
                "tenant_9f1c#",
                "tenant_9f1c#ORDER#order_4d2e",
                " tenant_9f1c",
                "tenant_9f1c\u00a0",
                "tenant_9f1c\0",
                "\uff54enant_9f1c",
                "t\u0435nant_9f1c",
                "te\u0301nant_9f1c",
                "tenant\uff3f9f1c",
                "%74enant_9f1c",
                "tenant_9f1c,tenant_other",
                "tenant_9f1*",
                ""
            })
    void rejectsATenantIdWithSimilarCharacters(String tenant) {
        TestTable table = holdingTheVictims();
        List<Map<String, AttributeValue>> before = table.items();
        try (FaultInjectionProxy proxy =
                new FaultInjectionProxy(EmbeddedDynamoDb.shared().endpoint())) {
            for (String command : List.of(
                    "get order_4d2e",
                    "history order_4d2e",
                    "list",
                    "verify",
                    "update order_4d2e --status paid --yes",
                    "fix order_4d2e --status paid --reason r --yes")) {
                List<String> arguments = new ArrayList<>(List.of(command.split(" ")));
                arguments.addAll(List.of("--tenant", tenant));

                Run run = table.processOver(proxy.endpoint()).run(arguments.toArray(String[]::new));

                assertThat(run.exitCode()).as(command).isEqualTo(ExitCode.USAGE.number());
                assertThat(run.out()).as(command).isEmpty();
            }
            assertThat(proxy.requests()).isEmpty();
        }
        assertThat(table.items()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"get order_4d2e --tenant tenant_9f1c", "list --tenant tenant_9f1c", "get order_4d2e"})
    void usesTheTenantOfTheKeyInsteadOfTheAttribute(String command) {
        TestTable table = TestTable.holding();
        Map<String, AttributeValue> lies =
                new HashMap<>(OrderItems.of(anOrder(new OrderKey(new TenantId("tenant_other"), ID), OrderStatus.PENDING)
                        .build()));
        lies.put("tenantId", AttributeValue.fromS(TENANT.value()));
        lies.put("GSI1_PK", AttributeValue.fromS("TENANT#" + TENANT.value()));
        table.put(lies);

        Run run = table.run(command.split(" "));

        assertThat(run.out()).doesNotContain(TENANT.value());
        if (command.contains("--tenant")) {
            assertThat(run.out()).doesNotContain("ORD-2025-00042", "order_4d2e");
        } else {
            assertThat(run.out()).contains("tenant_other");
        }
    }

    /** Returns exit code, output, errors and calls of a command that must not change the table. */
    private static String outputOf(String command, TestTable table) {
        List<Map<String, AttributeValue>> before = table.items();
        try (FaultInjectionProxy proxy =
                new FaultInjectionProxy(EmbeddedDynamoDb.shared().endpoint())) {
            Run run = table.processOver(proxy.endpoint()).reading(FILE).run(command.split(" "));
            assertThat(table.items()).isEqualTo(before);
            return (run + " " + new TreeMap<>(proxy.requests())).replace(table.name(), "the table");
        }
    }

    private static TestTable holdingTheVictims() {
        return TestTable.holding(
                aPendingOrder(),
                anOrder(new OrderKey(TENANT, new OrderId("order_5")), OrderStatus.COMPLETED)
                        .build());
    }
}
