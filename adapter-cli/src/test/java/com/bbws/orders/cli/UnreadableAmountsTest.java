package com.bbws.orders.cli;

import static com.bbws.orders.domain.testing.OrderFixtures.ID;
import static com.bbws.orders.domain.testing.OrderFixtures.KEY;
import static com.bbws.orders.domain.testing.OrderFixtures.TENANT;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromL;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import com.bbws.orders.cli.testing.Run;
import com.bbws.orders.cli.testing.TestTable;
import com.bbws.orders.dynamodb.testing.OrderItems;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** How commands show an amount that cannot be read: as it is stored, without the sums that depend on it. */
class UnreadableAmountsTest {

    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final String TAX_PROBLEM = "tax: found '40,37', expected a number such as 1234.50";
    private static final String DISCOUNT_PROBLEM = "items.0.discount: found '29,90', expected a number such as 1234.50";

    private final Map<String, AttributeValue> item = OrderItems.hosting(KEY);

    @Test
    void getShowsAnUnreadableTaxAndOmitsTheTotal() {
        item.put("tax", fromS("40,37"));

        Run run = table().run("get", "order_4d2e");

        assertThat(run).isEqualTo(new Run(0, """
                Order number   ORD-2025-00017
                Order id       order_4d2e
                Tenant         tenant_9f1c
                Status         pending
                Next statuses  payment_pending, paid, cancelled
                Problem        tax: found '40,37', expected a number such as 1234.50
                Created        2025-12-30T09:58:00Z (6 days ago)
                Last updated   2025-12-30T10:00:00Z (6 days ago)
                Updated by     shop

                Product            Quantity  Unit price  Discount  Amount
                Hosting, one year         2      149.50     29.90  269.10
                Subtotal                                           269.10
                Tax                                                     ?
                Shipping                                             0.00
                Total ZAR                                               ?
                """, ""));
    }

    @Test
    void getShowsAnUnreadableDiscountAndOmitsTheSums() {
        putInLine("discount", fromS("29,90"));

        Run run = table().run("get", "order_4d2e");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("Problem        " + DISCOUNT_PROBLEM + "\n")
                .endsWith("""
                Product            Quantity  Unit price  Discount  Amount
                Hosting, one year         2      149.50         ?       ?
                Subtotal                                                ?
                Tax                                                 40.37
                Shipping                                             0.00
                Total ZAR                                               ?
                """);
    }

    @Test
    void documentsHaveTheProblemsAndOmitTheSums() throws JsonProcessingException {
        item.put("tax", fromS("40,37"));
        putInLine("discount", fromS("29,90"));
        TestTable table = table();

        JsonNode order = document(table.run("get", "order_4d2e", "-o", "json"));
        JsonNode list = document(table.run("list", "--tenant", TENANT.value(), "-o", "json"));

        assertThat(order.path("problems"))
                .isEqualTo(JSON.createArrayNode().add(DISCOUNT_PROBLEM).add(TAX_PROBLEM));
        assertThat(order.has("tax")).isFalse();
        assertThat(order.has("subtotal")).isFalse();
        assertThat(order.has("total")).isFalse();
        assertThat(order.path("items").path(0).has("discount")).isFalse();
        assertThat(order.path("items").path(0).has("subtotal")).isFalse();
        assertThat(list).isEqualTo(JSON.createArrayNode().add(order));
    }

    @Test
    void listOmitsTheTotal() {
        item.put("tax", fromS("40,37"));

        Run run = table().run("list", "--tenant", TENANT.value());

        assertThat(run).isEqualTo(new Run(0, """
                Order id    Status   Age         Total  Number          Customer  Created
                order_4d2e  pending  6 days ago      ?  ORD-2025-00017            2025-12-30T09:58:00Z
                """, ""));
    }

    @Test
    void verifyReportsTheAmountsButNotTheSums() throws JsonProcessingException {
        item.put("tax", fromS("40,37"));
        putInLine("discount", fromS("29,90"));
        putInLine("quantity", fromN("3000000000"));
        TestTable table = table();

        assertThat(table.run("verify", "--tenant", TENANT.value()))
                .isEqualTo(new Run(1, """
                order_4d2e of tenant_9f1c: defect: items.0.quantity: found 3000000000, expected at most 2147483647: it \
                is too large (unreadable_amount)
                order_4d2e of tenant_9f1c: defect: items.0.discount: found '29,90', expected a number such as 1234.50 \
                (unreadable_amount)
                order_4d2e of tenant_9f1c: defect: tax: found '40,37', expected a number such as 1234.50 \
                (unreadable_amount)
                """, "1 order: 1 with defects, 0 with warnings only.\n"));
        assertThat(document(table.run("verify", "--all", "-o", "json")).get(2)).isEqualTo(JSON.readTree("""
                {"orderId": "order_4d2e", "tenantId": "tenant_9f1c", "severity": "defect",
                 "kind": "unreadable_amount", "attribute": "tax", "found": "40,37",
                 "expected": "a number such as 1234.50"}"""));
    }

    @Test
    void updateAndFixKeepTheUnreadableAmounts() {
        item.put("tax", fromS("40,37"));
        TestTable table = table();

        assertThat(table.run("update", "order_4d2e", "--status", "paid", "--yes")
                        .exitCode())
                .isZero();
        assertThat(table.run("fix", "order_4d2e", "--status", "refunded", "--reason", "Paid twice", "--yes")
                        .exitCode())
                .isZero();

        assertThat(table.item(TENANT, ID))
                .containsEntry("status", fromS("refunded"))
                .containsEntry("tax", fromS("40,37"));
    }

    @Test
    void getShowsAnUnreadableAmountOfAnOrderWithAnUnknownStatus() {
        item.put("status", fromS("EXPIRED"));
        item.put("tax", fromS("40,37"));
        TestTable table = table();

        Run run = table.run("get", "order_4d2e");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains("Problem       status: found 'EXPIRED'", "Problem       " + TAX_PROBLEM + "\n")
                .endsWith("Total ZAR                                               ?\n");
        assertThat(table.run("fix", "order_4d2e", "--status", "pending", "--reason", "A bug", "--yes")
                        .exitCode())
                .isZero();
    }

    @Test
    void verifyReportsInvalidAmounts() {
        item.put("total", fromN("-309.47"));
        item.put("campaign", AttributeValue.fromM(Map.of("discountPercentage", fromN("110"))));

        assertThat(table().run("verify", "--all").out()).isEqualTo("""
                order_4d2e of tenant_9f1c: defect: total: found -309.47, expected 309.47 (wrong_amount)
                order_4d2e of tenant_9f1c: defect: total: found -309.47, expected 0 or more (negative_amount)
                order_4d2e of tenant_9f1c: warning: campaign.discountPercentage: found 110, expected 0 to 100 \
                (wrong_percentage)
                """);
    }

    private void putInLine(String name, AttributeValue value) {
        item.put("items", fromL(List.of(OrderItems.with(item.get("items").l().get(0), name, value))));
    }

    private TestTable table() {
        return TestTable.holding().put(item);
    }

    private static JsonNode document(Run run) throws JsonProcessingException {
        return JSON.readTree(run.out());
    }
}
