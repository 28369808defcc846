package com.bbws.orders.application;

import static com.bbws.orders.domain.OrderDefect.Kind.UNREADABLE_AMOUNT;
import static com.bbws.orders.domain.OrderStatus.PAYMENT_PENDING;
import static com.bbws.orders.domain.OrderStatus.PENDING;
import static com.bbws.orders.domain.testing.OrderFixtures.ID;
import static com.bbws.orders.domain.testing.OrderFixtures.KEY;
import static com.bbws.orders.domain.testing.OrderFixtures.TENANT;
import static com.bbws.orders.domain.testing.OrderFixtures.UNKNOWN_STATUS;
import static com.bbws.orders.domain.testing.OrderFixtures.aPaidOrder;
import static com.bbws.orders.domain.testing.OrderFixtures.aPaymentKeeping;
import static com.bbws.orders.domain.testing.OrderFixtures.anExpiredOrder;
import static com.bbws.orders.domain.testing.OrderFixtures.anOrder;
import static com.bbws.orders.domain.testing.OrderFixtures.paymentFields;
import static com.bbws.orders.domain.testing.OrderFixtures.rand;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import com.bbws.orders.domain.BillingAddress;
import com.bbws.orders.domain.Campaign;
import com.bbws.orders.domain.EmailAddress;
import com.bbws.orders.domain.LineItem;
import com.bbws.orders.domain.LockToken;
import com.bbws.orders.domain.Money;
import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.OrderDefect;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.domain.PaymentDetails;
import com.bbws.orders.domain.StoredOrder;
import com.bbws.orders.domain.StoredValue;
import com.bbws.orders.domain.UnreadableOrder;
import java.io.IOException;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OrderDocumentTest {

    private static final String FIELDS = "Fields of the order: ";

    private static final Order FULL = anOrder(TENANT, ID, PAYMENT_PENDING)
            .items(List.of(LineItem.reconstitute()
                    .id("item_1")
                    .productId("prod_hosting")
                    .productName("Hosting, one year")
                    .quantity(StoredValue.known(2))
                    .unitPrice(StoredValue.known(rand("149.5")))
                    .discount(StoredValue.known(rand("29.9")))
                    .dateCreated("2025-12-30T09:58:00Z")
                    .dateLastUpdated("2025-12-30T09:59:00Z")
                    .lastUpdatedBy("shop")
                    .active(true)
                    .build()))
            .paymentDetails(aPaymentKeeping("paymentId", "p-1"))
            .lastUpdateReason("paid at the desk")
            .build();

    @Test
    void hasTheFieldsOfTheContractInOrder() throws IOException {
        String contract = Files.readString(Path.of("../docs/contract.md"));
        int start = contract.indexOf(FIELDS) + FIELDS.length();
        String fields = contract.substring(start, contract.indexOf('.', start));

        assertThat(OrderDocument.of(FULL).keySet()).containsExactly(fields.split(",\\s+"));
    }

    @Test
    void publishesEveryAttributeExceptTheReasonAndTheIdOfTheLastWrite() {
        Map<String, String> renamed = Map.of("lockToken", "dateLastUpdated", "statusText", "status");

        assertThat(Stream.of(StoredOrder.class.getMethods())
                        .filter(method -> method.getReturnType() == Optional.class)
                        .map(Method::getName)
                        .map(name -> renamed.getOrDefault(name, name))
                        .filter(name -> !OrderDocument.of(FULL).containsKey(name)))
                .containsExactlyInAnyOrder("lastUpdateReason", "lastUpdateId");
    }

    @Test
    void showsTheOrdersOwnFields() {
        assertThat(OrderDocument.of(FULL))
                .containsEntry("id", "order_4d2e")
                .containsEntry("orderNumber", "ORD-2025-00042")
                .containsEntry("tenantId", "tenant_9f1c")
                .containsEntry("customerEmail", "thandi@example.com")
                .containsEntry("status", "payment_pending")
                .containsEntry("subtotal", new BigDecimal("269.10"))
                .containsEntry("tax", new BigDecimal("55.22"))
                .containsEntry("shipping", new BigDecimal("0.00"))
                .containsEntry("total", new BigDecimal("324.32"))
                .containsEntry("currency", "ZAR")
                .containsEntry("paymentMethod", "payfast")
                .containsEntry("pdfUrl", "https://example.com/orders/42.pdf")
                .containsEntry("dateCreated", "2025-12-30T09:58:00Z")
                .containsEntry("dateLastUpdated", "2025-12-30T10:00:00Z")
                .containsEntry("lastUpdatedBy", "shop")
                .containsEntry("active", true);
    }

    @Test
    void showsOnlyTheKnownPaymentFields() {
        assertThat(member("paymentDetails"))
                .containsExactly(
                        Map.entry("method", "payfast"),
                        Map.entry("transactionId", "txn-1"),
                        Map.entry("payfastPaymentId", "pf-77"),
                        Map.entry("paidAt", "2026-01-05T13:59:58+02:00"));
    }

    @Test
    void showsALine() {
        assertThat(OrderDocument.of(FULL).get("items"))
                .asInstanceOf(LIST)
                .singleElement()
                .satisfies(line -> assertThat(map(line))
                        .containsExactly(
                                Map.entry("id", "item_1"),
                                Map.entry("productId", "prod_hosting"),
                                Map.entry("productName", "Hosting, one year"),
                                Map.entry("quantity", 2),
                                Map.entry("unitPrice", new BigDecimal("149.50")),
                                Map.entry("discount", new BigDecimal("29.90")),
                                Map.entry("subtotal", new BigDecimal("269.10")),
                                Map.entry("dateCreated", "2025-12-30T09:58:00Z"),
                                Map.entry("dateLastUpdated", "2025-12-30T09:59:00Z"),
                                Map.entry("lastUpdatedBy", "shop"),
                                Map.entry("active", true)));
    }

    @Test
    void showsTheCampaign() {
        assertThat(member("campaign"))
                .containsExactly(
                        Map.entry("id", "camp_1"),
                        Map.entry("code", "SUMMER10"),
                        Map.entry("description", "Ten percent off hosting"),
                        Map.entry("discountPercentage", new BigDecimal("10")),
                        Map.entry("productId", "prod_hosting"),
                        Map.entry("termsConditionsLink", "https://example.com/terms"),
                        Map.entry("fromDate", "2025-12-01"),
                        Map.entry("toDate", "2026-01-31"),
                        Map.entry("isValid", true),
                        Map.entry("dateCreated", "2025-11-01T08:00:00Z"),
                        Map.entry("dateLastUpdated", "2025-11-01T08:00:00Z"),
                        Map.entry("lastUpdatedBy", "marketing"),
                        Map.entry("active", true));
    }

    @Test
    void showsTheBillingAddress() {
        assertThat(member("billingAddress"))
                .containsExactly(
                        Map.entry("street", "1 Long Street"),
                        Map.entry("city", "Cape Town"),
                        Map.entry("province", "Western Cape"),
                        Map.entry("postalCode", "8001"),
                        Map.entry("country", "ZA"));
    }

    @Test
    void hidesUnknownFieldsAndTheReasonOfACorrection() {
        assertThat(leaves(OrderDocument.of(FULL)))
                .doesNotContain("p-1", "paid at the desk")
                .contains("txn-1");
        assertThat(OrderDocument.of(FULL).toString()).doesNotContain("paymentId=", "Reason");
    }

    @Test
    void containsOnlyMapsListsAndScalars() {
        assertThat(leaves(OrderDocument.of(FULL)))
                .isNotEmpty()
                .allSatisfy(leaf ->
                        assertThat(leaf.getClass()).isIn(String.class, BigDecimal.class, Integer.class, Boolean.class));
    }

    @Test
    void omitsAbsentFields() {
        Order bare = Order.builder(KEY, PENDING).build();

        assertThat(OrderDocument.of(bare))
                .containsExactly(
                        Map.entry("id", "order_4d2e"),
                        Map.entry("tenantId", "tenant_9f1c"),
                        Map.entry("status", "pending"),
                        Map.entry("active", true));
    }

    @Test
    void omitsAbsentFieldsOfParts() {
        Optional<String> none = Optional.empty();
        Order order = Order.builder(KEY, PENDING)
                .currency("ZAR")
                .subtotal(rand("99"))
                .items(List.of(LineItem.reconstitute().productId("prod_domain").build()))
                .paymentDetails(PaymentDetails.of(paymentFields(none, none, Optional.of("pf-77"), none)))
                .campaign(Campaign.builder().code(Optional.of("SUMMER10")).build())
                .billingAddress(new BillingAddress(none, none, none, none, Optional.of("ZA")))
                .build();

        assertThat(OrderDocument.of(order))
                .containsExactly(
                        Map.entry("id", "order_4d2e"),
                        Map.entry("tenantId", "tenant_9f1c"),
                        Map.entry("status", "pending"),
                        Map.entry("paymentDetails", Map.of("payfastPaymentId", "pf-77")),
                        Map.entry("items", List.of(Map.of("productId", "prod_domain"))),
                        Map.entry("subtotal", new BigDecimal("99.00")),
                        Map.entry("total", new BigDecimal("99.00")),
                        Map.entry("currency", "ZAR"),
                        Map.entry("campaign", Map.of("code", "SUMMER10")),
                        Map.entry("billingAddress", Map.of("country", "ZA")),
                        Map.entry("active", true));
    }

    @Test
    void omitsPaymentDetailsWithUnknownFieldsOnly() {
        PaymentDetails others = PaymentDetails.reconstitute(
                paymentFields(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
                Map.of("paymentId", "p-1"));
        Order order = Order.builder(KEY, PENDING).paymentDetails(others).build();

        assertThat(OrderDocument.of(order)).doesNotContainKey("paymentDetails");
    }

    @Test
    void showsAnEmptyListOfLines() {
        Order order =
                Order.builder(KEY, PENDING).currency("JPY").items(List.of()).build();

        assertThat(OrderDocument.of(order))
                .containsEntry("items", List.of())
                .containsEntry("subtotal", new BigDecimal("0"))
                .containsEntry("total", new BigDecimal("0"));
    }

    @Test
    void showsASoftDeletedOrderAsNotActive() {
        Order order = anOrder(TENANT, ID, PENDING).active(false).build();

        assertThat(OrderDocument.of(order)).containsEntry("active", false);
    }

    @Test
    void showsAnInvalidEmailAddressAndAnyLockTokenUnchanged() {
        Order order = Order.builder(KEY, PENDING)
                .customerEmail(EmailAddress.reconstitute("None"))
                .lockToken(new LockToken("2025-12-30 10:00:00+00:00"))
                .build();

        assertThat(OrderDocument.of(order))
                .containsEntry("customerEmail", "None")
                .containsEntry("dateLastUpdated", "2025-12-30 10:00:00+00:00");
    }

    @ParameterizedTest
    @EnumSource
    void showsTheStatusInLowerCase(OrderStatus status) {
        assertThat(OrderDocument.of(anOrder(TENANT, ID, status).build())).containsEntry("status", status.wireName());
    }

    @ParameterizedTest
    @CsvSource({
        "299,      ZAR, 299.00",
        "299.005,  ZAR, 299.005",
        "299,      JPY, 299",
        "299,      KWD, 299.000",
        "299.5,    QQQ, 299.5",
        "1E+3,     ZAR, 1000.00"
    })
    void showsAmountsWithTheDecimalsOfTheirCurrency(String amount, String currency, String shown) {
        Order order = Order.builder(KEY, PENDING)
                .currency(currency)
                .subtotal(Money.of(amount, currency))
                .build();

        assertThat(OrderDocument.of(order).get("total")).hasToString(shown);
    }

    @Test
    void isUnmodifiable() {
        Map<String, Object> document = OrderDocument.of(aPaidOrder());

        assertThat(document).isUnmodifiable();
        assertThat(map(document.get("paymentDetails"))).isUnmodifiable();
        assertThat(map(document.get("campaign"))).isUnmodifiable();
        assertThat(map(document.get("billingAddress"))).isUnmodifiable();
        assertThat(document.get("items"))
                .asInstanceOf(LIST)
                .isUnmodifiable()
                .allSatisfy(line -> assertThat(map(line)).isUnmodifiable());
    }

    private static Map<String, Object> member(String name) {
        return map(OrderDocument.of(FULL).get(name));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object member) {
        return (Map<String, Object>) member;
    }

    private static List<Object> leaves(Object node) {
        if (node instanceof Map<?, ?> map) {
            return leavesOf(map.values().stream());
        }
        if (node instanceof List<?> list) {
            return leavesOf(list.stream());
        }
        return List.of(node);
    }

    private static List<Object> leavesOf(Stream<?> nodes) {
        return nodes.flatMap(node -> leaves(node).stream())
                .map(Object.class::cast)
                .toList();
    }

    @Test
    void showsTheReadableFieldsAndTheProblemsOfAnUnreadableOrder() {
        Map<String, Object> document = OrderDocument.withProblems(anExpiredOrder(TENANT, ID));
        Map<String, Object> whole = new LinkedHashMap<>(
                OrderDocument.of(anOrder(TENANT, ID, PENDING).build()));

        whole.put("status", "EXPIRED");
        whole.put("problems", List.of("status: found 'EXPIRED', expected a known status"));
        assertThat(document).containsExactlyEntriesOf(whole);
    }

    @Test
    void isTheSameForOperatorsIfTheOrderHasNoProblems() {
        assertThat(OrderDocument.withProblems(FULL)).isEqualTo(OrderDocument.of(FULL));
    }

    @Test
    void omitsUnreadableFieldsAndShowsTheProblemsToOperatorsOnly() {
        OrderDefect comma = new OrderDefect(UNREADABLE_AMOUNT, "tax", "40,37", "a number", "tax: found '40,37'");
        Order order = anOrder(TENANT, ID, PENDING)
                .tax(StoredValue.unreadable(List.of(comma)))
                .build();
        Map<String, Object> published = new LinkedHashMap<>(
                OrderDocument.of(anOrder(TENANT, ID, PENDING).build()));
        published.remove("tax");
        published.remove("total");

        assertThat(OrderDocument.of(order)).containsExactlyEntriesOf(published);
        published.put("problems", List.of("tax: found '40,37'"));
        assertThat(OrderDocument.withProblems(order)).containsExactlyEntriesOf(published);
    }

    @Test
    void showsAllProblemsOfAnUnreadableOrder() {
        UnreadableOrder order = anExpiredOrder(KEY)
                .unreadable(new OrderDefect(UNREADABLE_AMOUNT, "total", "309,47", "a number"))
                .build();

        assertThat(OrderDocument.withProblems(order))
                .containsEntry(
                        "problems",
                        List.of(
                                "status: found 'EXPIRED', expected a known status",
                                "total: found 309,47, expected a number"));
    }

    @Test
    void omitsAnAbsentStatus() {
        UnreadableOrder order = UnreadableOrder.builder(KEY, Optional.empty(), List.of(UNKNOWN_STATUS))
                .build();

        assertThat(OrderDocument.withProblems(order))
                .doesNotContainKey("status")
                .containsKeys("id", "problems");
    }
}
