package com.bbws.orders.cli.command;

import static com.bbws.orders.domain.OrderStatus.CANCELLED;
import static com.bbws.orders.domain.OrderStatus.PAID;
import static com.bbws.orders.domain.OrderStatus.PENDING;
import static com.bbws.orders.domain.testing.OrderFixtures.TENANT;
import static com.bbws.orders.domain.testing.OrderFixtures.anOrder;
import static org.assertj.core.api.Assertions.assertThat;

import com.bbws.orders.cli.testing.Run;
import com.bbws.orders.cli.testing.TestProcessContext;
import com.bbws.orders.cli.testing.TestTable;
import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.domain.TenantId;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ListCommandTest {

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final TestTable table = TestTable.holding();

    ListCommandTest() {
        put("order_1", PENDING, "2025-12-29T10:00:00Z", true);
        put("order_2", PAID, "2026-01-05T11:57:00.123456", true);
        put("order_3", CANCELLED, "2026-01-04T12:00:00+00:00", false);
        table.put(
                anOrder(TENANT, new OrderId("order_4"), PENDING)
                        .dateCreated("2025-01-01T00:00:00Z")
                        .build(),
                "status",
                AttributeValue.fromS("EXPIRED"));
        table.put(anOrder(new TenantId("tenant_other"), new OrderId("order_5"), PENDING)
                .build());
    }

    @Test
    void listsTheNewestOrdersFirst() {
        assertThat(table.run("list", "--tenant", "tenant_9f1c")).isEqualTo(new Run(0, """
                Order id  Status                    Age              Total  Number          Customer            Created
                order_2   paid                      2 min ago   ZAR 423.32  ORD-2025-00042  thandi@example.com  \
                2026-01-05T11:57:00.123456
                order_3   cancelled (soft-deleted)  1 day ago   ZAR 423.32  ORD-2025-00042  thandi@example.com  \
                2026-01-04T12:00:00+00:00
                order_1   pending                   7 days ago  ZAR 423.32  ORD-2025-00042  thandi@example.com  \
                2025-12-29T10:00:00Z
                order_4   EXPIRED (unreadable)      1 year ago  ZAR 423.32  ORD-2025-00042  thandi@example.com  \
                2025-01-01T00:00:00Z
                """, ""));
    }

    @Test
    void fitsTheTerminalWithoutTruncatingIdsOrAmounts() {
        TestProcessContext terminal = table.process().typing("");

        Run wide = terminal.wide(87).run("list", "--tenant", "tenant_9f1c", "--no-color");
        Run narrow = terminal.wide(50).run("list", "--tenant", "tenant_9f1c", "--no-color");

        assertThat(wide.out().lines()).allMatch(line -> line.length() <= 87);
        assertThat(wide.out())
                .startsWith("Order id  Status                    Age              Total  Number          Customer\n");
        assertThat(wide.out()).contains("thandi@exa…");
        assertThat(narrow.out().lines()).allMatch(line -> line.length() <= 50);
        assertThat(narrow.out()).startsWith("Order id  Status                    Age\n");
    }

    @Test
    void colorsEachStatus() {
        assertThat(table.process()
                        .typing("")
                        .run("list", "--tenant", "tenant_9f1c")
                        .out())
                .contains("order_2   \u001b[36mpaid\u001b[0m", "\u001b[31mcancelled\u001b[0m (soft-deleted)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --status paid                              | order_2
            --status paid --status pending             | order_2 order_1
            --limit 2                                  | order_2 order_3
            --status pending --limit 1                 | order_1
            --since 2026-01-04                         | order_2 order_3
            --since 2026-01-04T12:00:01Z               | order_2
            --until 2026-01-04                         | order_3 order_1 order_4
            --until 2026-01-04T12:00:00Z               | order_3 order_1 order_4
            --until 2026-01-04T11:59:59Z               | order_1 order_4
            --since 2025-12-29 --until 2025-12-29      | order_1
            --since 0000-01-01 --until 9999-12-31      | order_2 order_3 order_1 order_4
            --since 2025-12-29T12:00:00+02:00 --limit 9 | order_2 order_3 order_1
            """)
    void filtersByStatusTimeAndLimit(String options, String ids) throws JsonProcessingException {
        assertThat(ids(options.split(" "))).containsExactly(ids.split(" "));
    }

    @Test
    void printsAJsonListOfOrders() throws JsonProcessingException {
        Run run = table.run("list", "--tenant", "tenant_9f1c", "-o", "json");

        JsonNode list = JSON.readTree(run.out());
        assertThat(run.err()).isEmpty();
        assertThat(list.get(0).get("status").asText()).isEqualTo("paid");
        assertThat(list.get(1).get("active").asBoolean()).isFalse();
        assertThat(list.get(3).get("status").asText()).isEqualTo("EXPIRED");
        assertThat(list.get(3).get("problems")).hasSize(1);
        assertThat(run.out()).contains("\"total\": 423.32");
    }

    @Test
    void printsTheSameListAsYaml() throws JsonProcessingException {
        String[] list = {"list", "--tenant", "tenant_9f1c", "-o"};

        String json = table.run(list[0], list[1], list[2], list[3], "json").out();
        String yaml = table.run(list[0], list[1], list[2], list[3], "yaml").out();

        assertThat(YAMLMapper.builder().build().readTree(yaml)).isEqualTo(JSON.readTree(json));
    }

    @Test
    void printsAnEmptyListIfThereAreNoOrders() {
        String[] list = {"list", "--tenant", "tenant_unknown", "-o"};

        assertThat(table.run("list", "--tenant", "tenant_unknown"))
                .isEqualTo(new Run(
                        0,
                        "",
                        "Tenant tenant_unknown has no orders in " + table.name() + ". Check the tenant id."
                                + " 'orders verify --tenant' also finds orders without index keys.\n"));
        assertThat(table.run(list[0], list[1], list[2], list[3], "json").out()).isEqualTo("[ ]\n");
        assertThat(table.run(list[0], list[1], list[2], list[3], "yaml").out()).isEqualTo("[]\n");
    }

    @Test
    void explainsAnEmptyListOnStderr() {
        assertThat(table.run("list", "--tenant", "tenant_typo", "-o", "json"))
                .satisfies(run -> assertThat(run.out()).isEqualTo("[ ]\n"))
                .satisfies(run -> assertThat(run.err()).startsWith("Tenant tenant_typo has no orders in "));
    }

    @Test
    void distinguishesATenantWithoutOrdersFromAnEmptyResult() {
        String sentence = "Tenant tenant_9f1c has orders, but none with this status and time.\n";

        assertThat(table.run("list", "--tenant", "tenant_9f1c", "--since", "2099-01-01"))
                .isEqualTo(new Run(0, "", sentence));
        assertThat(table.run("list", "--tenant", "tenant_9f1c", "--until", "1999-01-01", "-o", "json"))
                .isEqualTo(new Run(0, "[ ]\n", sentence));
    }

    @ParameterizedTest
    @CsvSource({
        "list --tenant t --limit x, --limit, must be a whole number",
        "list --tenant t --limit 1.5, --limit, must be a whole number",
        "list --tenant t --limit 99999999999999999999, --limit, must be at most 9223372036854775807",
        "verify --all --segments x, --segments, must be a whole number",
        "verify --all --max-rcu x, --max-rcu, must be a number",
        "fix --file f --parallel 4x, --parallel, must be a whole number"
    })
    void rejectsAnInvalidNumber(String line, String option, String rule) {
        Run run = table.run(line.split(" "));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("Error: Invalid value for option '" + option + "': " + rule + "\n");
    }

    @Test
    void alignsCharactersThatAreTwoColumnsWide() {
        TestTable wide = TestTable.holding(
                anOrder(TENANT, new OrderId("order_1"), PENDING)
                        .orderNumber("注文-42")
                        .build(),
                anOrder(TENANT, new OrderId("order_2"), PENDING)
                        .orderNumber("\ud83d\ude00 \u2705 42")
                        .build(),
                anOrder(TENANT, new OrderId("order_3"), PENDING)
                        .orderNumber("ORD-2025")
                        .build());

        assertThat(wide.run("list", "--tenant", "tenant_9f1c").out())
                .contains("注文-42   thandi@", "\ud83d\ude00 \u2705 42  thandi@", "ORD-2025  thandi@");
    }

    @Test
    void readsAllPages() throws JsonProcessingException {
        TestTable large = TestTable.holding();
        for (int i = 0; i < 250; i++) {
            large.put(anOrder(TENANT, new OrderId("order_" + i), PENDING)
                    .dateCreated("2026-01-01T00:00:00.%06dZ".formatted(i))
                    .build());
        }

        Run text = large.run("list", "--tenant", "tenant_9f1c");

        assertThat(text.out().lines()).hasSize(251);
        assertThat(text.out().lines().filter(line -> line.startsWith("Order id")))
                .hasSize(1);
        assertThat(JSON.readTree(large.run("list", "--tenant", "tenant_9f1c", "-o", "json")
                        .out()))
                .hasSize(250);
    }

    @Test
    void keepsTheColumnWidthsOfTheFirstRows() {
        TestTable large = TestTable.holding();
        for (int i = 0; i < 150; i++) {
            String id = (i < 100 ? "order_" : "an_order_with_a_rather_long_id_") + i;
            large.put(anOrder(TENANT, new OrderId(id), PENDING)
                    .dateCreated("2026-01-01T00:00:00.%06dZ".formatted(1_000 - i))
                    .build());
        }

        Run run = large.process().typing("").wide(100).run("list", "--tenant", "tenant_9f1c", "--no-color");

        assertThat(run.out().lines().skip(1))
                .hasSize(150)
                .allMatch(line -> line.contains("ORD-2025-00042  thandi@example.com"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--limit 0",
                "--limit many",
                "--status payed",
                "--since yesterday",
                "--since 2026-02-30",
                "--until 12:00",
                "--until 2026-01-04 --since 2026-01-05",
                "--until +12345-01-01T00:00:00Z"
            })
    void rejectsAnInvalidOption(String option) {
        String[] words = option.split(" ");

        List<String> line = new ArrayList<>(List.of("list", "--tenant", "tenant_9f1c"));
        line.addAll(List.of(words));
        Run run = table.run(line.toArray(String[]::new));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(words[0]);
    }

    @Test
    void requiresATenant() {
        assertThat(table.run("list").exitCode()).isEqualTo(2);
        assertThat(table.run("list", "--tenant", "a#b").err()).startsWith("Error: --tenant must be ");
    }

    private void put(String id, OrderStatus status, String dateCreated, boolean active) {
        table.put(anOrder(new OrderKey(TENANT, new OrderId(id)), status)
                .dateCreated(dateCreated)
                .active(active)
                .build());
    }

    private List<String> ids(String... options) throws JsonProcessingException {
        List<String> line = new ArrayList<>(List.of("list", "--tenant", "tenant_9f1c", "-o", "json"));
        line.addAll(List.of(options));
        return StreamSupport.stream(
                        JSON.readTree(table.run(line.toArray(String[]::new)).out())
                                .spliterator(),
                        false)
                .map(order -> order.get("id").asText())
                .toList();
    }
}
