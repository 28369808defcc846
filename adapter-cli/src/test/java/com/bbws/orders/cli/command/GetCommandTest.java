package com.bbws.orders.cli.command;

import static com.bbws.orders.domain.testing.OrderFixtures.ID;
import static com.bbws.orders.domain.testing.OrderFixtures.KEY;
import static com.bbws.orders.domain.testing.OrderFixtures.TENANT;
import static com.bbws.orders.domain.testing.OrderFixtures.aPaidOrder;
import static com.bbws.orders.domain.testing.OrderFixtures.aPendingOrder;
import static com.bbws.orders.domain.testing.OrderFixtures.anOrder;
import static org.assertj.core.api.Assertions.assertThat;

import com.bbws.orders.application.OrderDocument;
import com.bbws.orders.cli.output.TerminalText;
import com.bbws.orders.cli.testing.Run;
import com.bbws.orders.cli.testing.TestTable;
import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.domain.TenantId;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class GetCommandTest {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    @Test
    void showsAnOrder() {
        Run run = TestTable.holding(aPaidOrder()).run("get", "order_4d2e");

        assertThat(run).isEqualTo(new Run(0, """
                Order number        ORD-2025-00042
                Order id            order_4d2e
                Tenant              tenant_9f1c
                Status              paid
                Next statuses       processing, cancelled
                                    Also allowed with 'orders fix': pending, payment_pending, refunded
                Customer            thandi@example.com
                Billing address     1 Long Street, Cape Town, Western Cape, 8001, ZA
                Campaign            SUMMER10, 10%, Ten percent off hosting
                Requested payment   payfast
                Payment method      payfast
                Transaction id      txn-1
                PayFast payment id  pf-77
                Paid at             2026-01-05T13:59:58+02:00 (just now)
                PDF                 https://example.com/orders/42.pdf
                Created             2025-12-30T09:58:00Z (6 days ago)
                Last updated        2026-01-05T11:59:00.000000Z (1 min ago)
                Updated by          alice@example.com

                Product            Quantity  Unit price  Discount  Amount
                Hosting, one year         2      149.50     29.90  269.10
                example.co.za             1       99.00      0.00   99.00
                Subtotal                                           368.10
                Tax                                                 55.22
                Shipping                                             0.00
                Total ZAR                                          423.32
                """, ""));
    }

    @Test
    void showsEveryTextOfTheDocument() {
        Run run = TestTable.holding(aPaidOrder()).run("get", "order_4d2e");

        assertThat(OrderDocument.of(aPaidOrder()).values().stream().filter(String.class::isInstance))
                .hasSizeGreaterThan(10)
                .allSatisfy(text -> assertThat(run.out()).contains((String) text));
    }

    @Test
    void showsAnOrderWithFewAttributes() {
        Order bare = Order.builder(KEY, OrderStatus.COMPLETED).build();

        Run run = TestTable.holding(bare).run("get", "order_4d2e");

        assertThat(run.out()).isEqualTo("""
                Order id       order_4d2e
                Tenant         tenant_9f1c
                Status         completed
                Next statuses  none (completed is final)
                               Also allowed with 'orders fix': processing, refunded

                Total  ?
                """);
    }

    @Test
    void printsTheDocumentOfTheApi() {
        Run run = TestTable.holding(aPaidOrder()).run("get", "order_4d2e", "-o", "json");

        assertThat(run.exitCode()).isZero();
        assertThat(read(JSON, run)).isEqualTo(tree(OrderDocument.of(aPaidOrder())));
        assertThat(run.out())
                .startsWith("{\n  \"id\": \"order_4d2e\",\n")
                .contains("\"items\": [\n    {\n", "\"unitPrice\": 149.50", "\"shipping\": 0.00", "\"total\": 423.32")
                .endsWith("}\n");
    }

    @Test
    void printsTheSameDocumentAsYaml() {
        Run run = TestTable.holding(aPaidOrder()).run("get", "order_4d2e", "-o", "yaml");

        assertThat(run.exitCode()).isZero();
        assertThat(read(YAML, run)).isEqualTo(tree(OrderDocument.of(aPaidOrder())));
        assertThat(run.out())
                .startsWith("id: \"order_4d2e\"\n")
                .contains("unitPrice: 149.50\n", "dateCreated: \"2025-12-30T09:58:00Z\"\n");
    }

    @Test
    void writesAmountsWithoutExponents() {
        TestTable table = TestTable.holding()
                .put(aPendingOrder(), "shipping", AttributeValue.fromN("0.0000000001"))
                .put(
                        anOrder(new OrderKey(TENANT, new OrderId("big")), OrderStatus.PENDING)
                                .build(),
                        "tax",
                        AttributeValue.fromN("1E+20"));

        assertThat(table.run("get", "order_4d2e", "-o", "json").out()).contains("\"shipping\": 0.0000000001");
        assertThat(table.run("get", "big", "-o", "yaml").out()).contains("tax: 100000000000000000000.00\n");
    }

    @Test
    void findsAnOrderThatIsNotInTheIndexWithItsTenant() {
        TestTable table = TestTable.holding().putWithoutIndexKeys(aPendingOrder());

        Run lookedUp = table.run("get", "order_4d2e");
        Run read = table.run("get", "order_4d2e", "--tenant", "tenant_9f1c");

        assertThat(lookedUp.exitCode()).isEqualTo(3);
        assertThat(lookedUp.out()).isEmpty();
        assertThat(lookedUp.err()).contains("order_4d2e", "--tenant");
        assertThat(read.exitCode()).isZero();
    }

    @Test
    void requiresTheTenantIfSeveralTenantsHaveTheOrder() {
        TestTable table = TestTable.holding(
                aPendingOrder(),
                anOrder(new OrderKey(new TenantId("tenant_1"), ID), OrderStatus.PAID)
                        .build());

        Run ambiguous = table.run("get", "order_4d2e");
        Run clear = table.run("get", "order_4d2e", "--tenant", "tenant_1");

        assertThat(ambiguous)
                .isEqualTo(
                        new Run(
                                2,
                                "",
                                "Error: Several tenants have an order order_4d2e: tenant_1, tenant_9f1c. Use --tenant to select one.\n"));
        assertThat(clear.out()).contains("tenant_1").doesNotContain("tenant_9f1c");
    }

    @Test
    void doesNotFindAnotherTenantsOrder() {
        Run run = TestTable.holding(aPendingOrder()).run("get", "order_4d2e", "--tenant", "tenant_1");

        assertThat(run).isEqualTo(new Run(3, "", "Error: Order order_4d2e not found\n"));
    }

    @Test
    void marksADeletedOrder() {
        TestTable table = TestTable.holding(
                anOrder(KEY, OrderStatus.PENDING).active(false).build());

        Run text = table.run("get", "order_4d2e");
        Run document = table.run("get", "order_4d2e", "-o", "json");

        assertThat(text.exitCode()).isZero();
        assertThat(text.out()).contains("pending (soft-deleted)\n", "none (the order is soft-deleted)\n");
        assertThat(read(JSON, document).get("active").asBoolean()).isFalse();
    }

    /** The suggested command must select the same order when it is copied. */
    @Test
    void repeatsTheSelectingOptionsInTheSuggestedCommand() {
        TestTable table = TestTable.holding().put(aPendingOrder(), "status", AttributeValue.fromS("EXPIRED"));

        Run run = table.run(
                "--table=" + table.name(), "get", "order_4d2e", "--tenant", "tenant_9f1c", "--region", "af-south-1");

        assertThat(run.err())
                .endsWith("orders fix order_4d2e --status pending --reason '…' --table " + table.name()
                        + " --region af-south-1 --tenant tenant_9f1c\n");
    }

    @Test
    void showsTheProblemsOfAnUnreadableOrder() {
        TestTable table = TestTable.holding().put(aPendingOrder(), "status", AttributeValue.fromS("EXPIRED"));

        Run text = table.run("get", "order_4d2e");
        Run document = table.run("get", "order_4d2e", "-o", "json");

        assertThat(text.exitCode()).isEqualTo(1);
        assertThat(text.out()).startsWith("""
                Order number       ORD-2025-00042
                Order id           order_4d2e
                Tenant             tenant_9f1c
                Status             EXPIRED
                Problem            status: found 'EXPIRED', expected one of pending, payment_pending, paid, \
                processing, completed, cancelled, refunded
                Customer           thandi@example.com
                """).endsWith("Total ZAR                                          423.32\n");
        assertThat(text.err())
                .isEqualTo(
                        "Error: The API rejects updates of this order because its status 'EXPIRED' is unknown. To correct it: orders fix"
                                + " order_4d2e --status pending --reason '…'\n");
        assertThat(document.exitCode()).isEqualTo(1);
        Map<String, Object> expected = new LinkedHashMap<>(OrderDocument.of(aPendingOrder()));
        expected.put("status", "EXPIRED");
        expected.put(
                "problems",
                List.of(
                        "status: found 'EXPIRED', expected one of pending, payment_pending, paid, processing, completed,"
                                + " cancelled, refunded"));
        assertThat(read(JSON, document)).isEqualTo(tree(expected));
    }

    @Test
    void showsAnOrderWithAnUnreadableVersion() {
        TestTable table = TestTable.holding().put(aPendingOrder(), "dateLastUpdated", AttributeValue.fromBool(true));

        Run run = table.run("get", "order_4d2e");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains(
                        "Status             pending\n", "dateLastUpdated: found a value of type BOOL, expected text\n")
                .doesNotContain("Next statuses");
    }

    @Test
    void showsAnOrderWithoutStatus() {
        TestTable table = TestTable.holding().put(aPendingOrder(), "status", AttributeValue.fromNul(true));

        assertThat(table.run("get", "order_4d2e").out())
                .contains("Status             (none)\n", "status: found nothing, expected one of ");
    }

    @Test
    void wrapsLongTextOnTheTerminal() {
        TestTable table = TestTable.holding(anOrder(KEY, OrderStatus.CANCELLED)
                .lastUpdateReason("The customer cancelled by mistake and called us about it today")
                .build());

        Run run = table.process().typing("").wide(60).run("get", "order_4d2e", "--no-color");

        assertThat(run.out()).contains("""
                Reason             The customer cancelled by mistake and
                                   called us about it today
                """);
        assertThat(run.out().lines()).allMatch(line -> line.length() <= 60);
    }

    @Test
    void marksADeletedUnreadableOrder() {
        TestTable table = TestTable.holding()
                .put(
                        anOrder(KEY, OrderStatus.PENDING).active(false).build(),
                        "status",
                        AttributeValue.fromS("EXPIRED"));

        assertThat(table.run("get", "order_4d2e").out()).contains("Status             EXPIRED (soft-deleted)\n");
        assertThat(read(JSON, table.run("get", "order_4d2e", "-o", "json"))
                        .get("active")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void escapesControlCharactersInJson() {
        String hostile = "1\u001b]0;owned\u0007\u009b2J\u202e\u007f\n2 \u00e9\ud83d\ude00";
        TestTable table = TestTable.holding().put(aPendingOrder(), "orderNumber", AttributeValue.fromS(hostile));

        Run run = table.run("get", "order_4d2e", "-o", "json");

        assertThat(read(JSON, run).get("orderNumber").asText()).isEqualTo(hostile);
        assertThat(run.out()).contains("\u00e9\ud83d\ude00").doesNotContain("\u001b", "\u009b", "\u202e", "\u007f");
    }

    @Test
    void escapesControlCharactersInYaml() {
        String hostile =
                "1\u001b]0;owned\u0007\u009b2J\u202e\u2066\u200b\u007f\u2028\n2 \u00e9\ud83d\ude00\udb40\udc01";
        TestTable table = TestTable.holding().put(aPendingOrder(), "orderNumber", AttributeValue.fromS(hostile));

        Run run = table.run("get", "order_4d2e", "-o", "yaml");

        assertThat(read(YAML, run).get("orderNumber").asText()).isEqualTo(hostile);
        assertThat(run.out()).contains("\\u202e", "\u00e9\ud83d\ude00");
        assertThat(run.out().codePoints().filter(c -> c != '\n')).allMatch(TerminalText::isPrintable);
    }

    @Test
    void showsTheStoredFormOfAStatus() {
        TestTable table = TestTable.holding()
                .put(
                        anOrder(new OrderKey(TENANT, new OrderId("a")), OrderStatus.PAID)
                                .build(),
                        "status",
                        AttributeValue.fromBool(true))
                .put(
                        anOrder(new OrderKey(TENANT, new OrderId("b")), OrderStatus.PAID)
                                .build(),
                        "status",
                        AttributeValue.fromS("bezahlt_ü"));

        assertThat(table.run("get", "a").out()).contains("Status             true\n", "status: found 'true', expected");
        assertThat(table.run("get", "b").out())
                .contains("Status             bezahlt_ü\n", "status: found 'bezahlt_ü', expected");
        assertThat(table.run("get", "b").err()).contains("because its status 'bezahlt_ü' is unknown.");
        assertThat(table.run("list", "--tenant", "tenant_9f1c").out())
                .contains("true (unreadable)", "bezahlt_ü (unreadable)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "get ORD-2025-00042",
                "get ord-2025-00042 --tenant tenant_9f1c",
                "history ORD-2025-00042",
                "history ORD-2025-00042 --tenant tenant_9f1c",
                "update ORD-2025-00042 --status paid --yes",
                "update ORD-2025-00042 --status paid --yes --tenant tenant_9f1c",
                "fix ORD-2025-00042 --status paid --reason x --yes",
                "fix ORD-2025-00042 --status paid --reason x --yes --tenant tenant_9f1c"
            })
    void rejectsAnOrderNumberInPlaceOfAnId(String line) {
        Run run = TestTable.holding(aPendingOrder()).run(line.split(" "));

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .startsWith("Error: ")
                .endsWith(
                        " This looks like an order number. Use the order id: 'orders list --tenant TENANT' shows both.\n")
                .hasLineCount(1);
    }

    @Test
    void acceptsAnIdThatLooksLikeAnOrderNumber() {
        TestTable table =
                TestTable.holding(anOrder(new OrderKey(TENANT, new OrderId("ORD-2025-00042")), OrderStatus.PAID)
                        .build());

        assertThat(table.run("get", "ORD-2025-00042").exitCode()).isZero();
    }

    @Test
    void replacesControlCharactersOnATerminal() {
        TestTable table = TestTable.holding()
                .put(aPendingOrder(), "orderNumber", AttributeValue.fromS("1\u001b]0;owned\u0007\u009b2J\u202e\n2"));

        Run run = table.process().typing("").run("get", "order_4d2e", "--no-color");

        assertThat(run.out())
                .contains("Order number       1\uFFFD]0;owned\uFFFD\uFFFD2J\uFFFD\uFFFD2\n")
                .doesNotContain("\u001b");
    }

    @Test
    void showsTheReasonOfACorrection() {
        Order corrected = anOrder(KEY, OrderStatus.REFUNDED)
                .lastUpdateReason("Chargeback")
                .build();

        assertThat(TestTable.holding(corrected).run("get", "order_4d2e").out())
                .contains("Reason             Chargeback\n")
                .contains("none (refunded is final)");
    }

    @Test
    void changesNothing() {
        TestTable table = TestTable.holding(aPendingOrder());
        var before = table.item(TENANT, ID);

        table.run("get", "order_4d2e");

        assertThat(table.item(TENANT, ID)).isEqualTo(before);
    }

    private static JsonNode read(ObjectMapper format, Run run) {
        try {
            return format.readTree(run.out());
        } catch (JsonProcessingException unreadable) {
            throw new AssertionError("not a document: " + run, unreadable);
        }
    }

    private static JsonNode tree(Map<String, Object> document) {
        try {
            return JSON.readTree(JSON.writeValueAsString(document));
        } catch (JsonProcessingException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
