package com.bbws.orders.dynamodb;

import static com.bbws.orders.domain.OrderDefect.Kind.UNREADABLE_AMOUNT;
import static com.bbws.orders.domain.OrderStatus.CANCELLED;
import static com.bbws.orders.domain.OrderStatus.PAID;
import static com.bbws.orders.domain.OrderStatus.PAYMENT_PENDING;
import static com.bbws.orders.domain.OrderStatus.PENDING;
import static com.bbws.orders.domain.testing.OrderFixtures.ALICE;
import static com.bbws.orders.domain.testing.OrderFixtures.ID;
import static com.bbws.orders.domain.testing.OrderFixtures.NOON;
import static com.bbws.orders.domain.testing.OrderFixtures.aPayment;
import static com.bbws.orders.domain.testing.OrderFixtures.anExpiredOrder;
import static com.bbws.orders.domain.testing.OrderFixtures.anOrder;
import static com.bbws.orders.domain.testing.OrderFixtures.paymentFields;
import static com.bbws.orders.domain.testing.OrderFixtures.rand;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromBool;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromL;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromM;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromNul;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import com.bbws.orders.domain.BillingAddress;
import com.bbws.orders.domain.Campaign;
import com.bbws.orders.domain.EmailAddress;
import com.bbws.orders.domain.LineItem;
import com.bbws.orders.domain.LockToken;
import com.bbws.orders.domain.Money;
import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.OrderChange;
import com.bbws.orders.domain.OrderDefect;
import com.bbws.orders.domain.OrderException;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.domain.OrderUpdate;
import com.bbws.orders.domain.PaymentDetails;
import com.bbws.orders.domain.PaymentField;
import com.bbws.orders.domain.TenantId;
import com.bbws.orders.domain.UnreadableOrder;
import com.bbws.orders.domain.UpdateId;
import com.bbws.orders.domain.port.StoreException;
import com.bbws.orders.dynamodb.testing.OrderItems;
import com.bbws.orders.dynamodb.testing.ProcessorTime;
import com.bbws.orders.dynamodb.testing.TestTable;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads items in all formats of the other services (docs/contract.md, 2), and keeps them through an update. */
class OrderItemReaderTest {

    private static final TestTable TABLE = TestTable.embedded();
    private static final Set<String> WRITTEN_WITH_EVERY_CHANGE =
            Set.of("dateLastUpdated", "lastUpdatedBy", "lastUpdateReason", "lastUpdateId", "status");

    private final TenantId tenant = new TenantId("tenant_" + UUID.randomUUID());

    static Stream<String> items() throws IOException, URISyntaxException {
        return namesIn("/items");
    }

    static Stream<String> unreadableItems() throws IOException, URISyntaxException {
        return namesIn("/items/unreadable").map(name -> "unreadable/" + name);
    }

    @ParameterizedTest
    @MethodSource("items")
    void changesOnlyTheStatusTokenAndActor(String name) throws IOException {
        put(name);
        Map<String, AttributeValue> before = stored();
        OrderStatus next = found().status().successors().iterator().next();

        OrderChange change = update(OrderUpdate.to(next));

        assertThat(without(WRITTEN_WITH_EVERY_CHANGE, stored())).isEqualTo(without(WRITTEN_WITH_EVERY_CHANGE, before));
        assertThat(stored()).containsEntry("status", fromS(next.wireName()));
        assertThat(found()).usingRecursiveComparison().isEqualTo(change.after());
    }

    @ParameterizedTest
    @MethodSource("items")
    void storesChangedPaymentDetailsAsAMap(String name) throws IOException {
        put(name);
        Map<String, AttributeValue> before = stored();
        Map<String, ?> others =
                found().paymentDetails().map(PaymentDetails::unknownFields).orElse(Map.of());

        OrderChange change = update(OrderUpdate.to(PAID, aPayment()));

        Set<String> written = Set.of(
                "dateLastUpdated", "lastUpdatedBy", "lastUpdateReason", "lastUpdateId", "status", "paymentDetails");
        assertThat(without(written, stored())).isEqualTo(without(written, before));
        assertThat(storedPayment())
                .containsEntry("method", fromS("payfast"))
                .containsEntry("transactionId", fromS("txn-1"))
                .containsEntry("payfastPaymentId", fromS("pf-77"))
                .containsEntry("paidAt", fromS("2026-01-05T13:59:58+02:00"));
        assertThat(without(Set.of("method", "transactionId", "payfastPaymentId", "paidAt"), storedPayment()))
                .isEqualTo(others);
        assertThat(found()).usingRecursiveComparison().isEqualTo(change.after());
    }

    @ParameterizedTest
    @MethodSource("unreadableItems")
    void isUnreadableWithAnInvalidStatusOrLockToken(String name) throws IOException {
        put(name);

        assertThatExceptionOfType(StoreException.Unreadable.class)
                .isThrownBy(() -> TABLE.repository().find(new OrderKey(tenant, ID)));
        assertThat(TABLE.search().inspect(new OrderKey(tenant, ID))).containsInstanceOf(UnreadableOrder.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            status-expired         | EXPIRED | UNKNOWN_STATUS       | status: found 'EXPIRED', expected
            status-empty           | ''      | UNKNOWN_STATUS       | status: found '', expected
            status-missing         |         | UNKNOWN_STATUS       | status: found nothing, expected
            status-null            |         | UNKNOWN_STATUS       | status: found nothing, expected
            status-list            |         | UNKNOWN_STATUS       | status: found a value of type L, expected
            date-last-updated-flag | pending | UNREADABLE_ATTRIBUTE | dateLastUpdated: found a value of type BOOL, expected
            """)
    void reportsTheDefect(String name, String storedStatus, OrderDefect.Kind kind, String problem) throws IOException {
        put("unreadable/" + name);

        UnreadableOrder unreadable = unreadable();

        assertThat(unreadable.isActive()).isTrue();
        assertThat(unreadable.statusText()).isEqualTo(Optional.ofNullable(storedStatus));
        assertThat(unreadable.defects()).singleElement().satisfies(defect -> {
            assertThat(defect.kind()).isEqualTo(kind);
            assertThat(defect.sentence()).startsWith(problem);
        });
    }

    @Test
    void reportsAnUnknownStatusShortAndPrintable() {
        put(Map.of("status", fromS("\u001b[31mEXPIRED\n" + "x".repeat(100_000))));

        assertThat(unreadable().defects())
                .singleElement()
                .extracting(OrderDefect::found)
                .isEqualTo("' [31mEXPIRED " + "x".repeat(26) + "…'");
    }

    static List<Arguments> statusesOfOtherTypes() {
        return List.of(
                arguments(fromS("BEZAHLT_GRÖSSE"), "BEZAHLT_GRÖSSE"),
                arguments(fromS("支払い済み"), "支払い済み"),
                arguments(fromN("5"), "5"),
                arguments(fromBool(true), "true"));
    }

    @ParameterizedTest
    @MethodSource("statusesOfOtherTypes")
    void reportsAStatusOfAnotherType(AttributeValue stored, String shown) {
        put(Map.of("status", stored));

        assertThat(unreadable().statusText()).contains(shown);
        assertThat(unreadable().defects())
                .singleElement()
                .extracting(OrderDefect::found)
                .isEqualTo("'" + shown + "'");
        assertThat(unreadable().isCorrectable()).isTrue();
    }

    static List<AttributeValue> statusesWithArbitraryContent() {
        return List.of(
                fromL(List.of(fromS("paid"), fromN("1"))),
                fromM(Map.of("transactionId", fromS("txn-1"))),
                AttributeValue.fromSs(List.of("paid")),
                AttributeValue.fromNs(List.of("1")),
                AttributeValue.fromB(SdkBytes.fromUtf8String("paid")));
    }

    /** Logs and the history contain a status, so it must not contain confidential data. */
    @ParameterizedTest
    @MethodSource("statusesWithArbitraryContent")
    void reportsOnlyTheTypeOfAStatusWithArbitraryContent(AttributeValue stored) {
        put(Map.of("status", stored));

        assertThat(unreadable().statusText()).isEmpty();
        assertThat(unreadable().defects())
                .singleElement()
                .extracting(OrderDefect::found)
                .isEqualTo("a value of type " + stored.type());
        assertThat(unreadable().isCorrectable()).isTrue();
    }

    @Test
    void readsTheOtherAttributesOfAnOrderWithAnUnknownStatus() {
        Order order = anOrder(tenant, ID, PENDING).build();
        Map<String, AttributeValue> item = new HashMap<>(OrderItems.of(order));
        item.put("status", fromS("EXPIRED"));
        TABLE.put(item);

        assertThat(unreadable())
                .usingRecursiveComparison()
                .ignoringFields("storedStatus", "defects")
                .isEqualTo(anExpiredOrder(tenant, ID));
    }

    @Test
    void readsAnOrderThatHasOnlyAStatus() throws IOException {
        put("status-only");

        assertThat(found())
                .usingRecursiveComparison()
                .isEqualTo(Order.builder(new OrderKey(tenant, ID), PENDING).build());
    }

    @ParameterizedTest
    @EnumSource
    void readsAStatusInUpperCase(OrderStatus status) {
        put(Map.of("status", fromS(status.name())));

        assertThat(found().status()).isEqualTo(status);
    }

    @Test
    void readsAnItemWithAStatusInUpperCase() throws IOException {
        put("status-in-upper-case");

        assertThat(found().status()).isEqualTo(PAID);
    }

    @Test
    void readsPendingPaymentAsPaymentPending() throws IOException {
        put("status-pending-payment");

        assertThat(found().status()).isEqualTo(PAYMENT_PENDING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-date-last-updated", "date-last-updated-null"})
    void writesAFirstTokenToAnOrderWithoutOne(String name) throws IOException {
        put(name);
        assertThat(found().lockToken()).isEmpty();

        update(OrderUpdate.to(CANCELLED));

        assertThat(stored()).containsEntry("dateLastUpdated", fromS("2026-01-05T12:00:00.000000Z"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            token-to-the-second      | 2025-12-30T10:00:00Z
            token-to-the-microsecond | 2025-12-30T10:00:00.123456Z
            token-without-zone       | 2025-12-30T10:00:00.123456
            token-with-offset        | 2025-12-30T10:00:00+00:00
            token-not-a-date    | v7 "ä" 100%
            date-last-updated-number | 1767088800.5
            """)
    void keepsTheTextOfATokenAndReplacesItByTheStandardFormat(String name, String token) throws IOException {
        put(name);
        assertThat(found().lockToken()).contains(new LockToken(token));

        update(OrderUpdate.to(CANCELLED));

        assertThat(stored()).containsEntry("dateLastUpdated", fromS("2026-01-05T12:00:00.000000Z"));
    }

    @Test
    void readsATextTokenThatLooksLikeANumber() {
        put(Map.of("status", fromS("pending"), "dateLastUpdated", fromS("20251230100000")));

        update(OrderUpdate.to(CANCELLED));

        assertThat(found().status()).isEqualTo(CANCELLED);
    }

    @Test
    void treatsNullAsAbsent() throws IOException {
        put("null-attributes");

        assertThat(found())
                .usingRecursiveComparison()
                .isEqualTo(Order.builder(new OrderKey(tenant, ID), PENDING)
                        .lockToken(new LockToken("2025-12-30T10:00:00Z"))
                        .build());
    }

    @Test
    void treatsNullAsAbsentAtAnyDepth() throws IOException {
        put("null-attributes-inside");

        Order order = found();
        assertThat(order.items().orElseThrow())
                .usingRecursiveComparison()
                .isEqualTo(List.of(anEmptyLine(), anEmptyLine()));
        assertThat(order.total()).contains(rand("80.50"));
        assertThat(order.billingAddress())
                .contains(new BillingAddress(
                        Optional.empty(),
                        Optional.of("Cape Town"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
        assertThat(order.campaign().flatMap(Campaign::code)).contains("SUMMER10");
        assertThat(order.campaign().flatMap(Campaign::discountPercentage)).isEmpty();
        assertThat(order.paymentDetails())
                .contains(PaymentDetails.of(
                        paymentFields(Optional.of("payfast"), Optional.empty(), Optional.empty(), Optional.empty())));
    }

    @Test
    void keepsAnUnknownNullInThePaymentDetails() throws IOException {
        put("null-attributes-inside");

        update(OrderUpdate.to(PAID, aPayment()));

        assertThat(storedPayment()).containsEntry("paymentId", fromNul(true));
    }

    @Test
    void readsNumbersAndFlagsStoredAsText() throws IOException {
        put("numbers-as-text");

        Order order = found();
        assertThat(order.isActive()).isTrue();
        assertThat(order.items().orElseThrow())
                .extracting(LineItem::subtotal)
                .containsExactly(Optional.of(rand("269.10")), Optional.of(rand("99.00")));
        assertThat(order.items().orElseThrow())
                .extracting(LineItem::active)
                .containsExactly(Optional.of(true), Optional.of(false));
        assertThat(order.subtotal()).contains(rand("368.10"));
        assertThat(order.tax()).contains(rand("55.22"));
        assertThat(order.shipping()).contains(rand("10.00"));
        assertThat(order.total()).contains(rand("433.32"));
        assertThat(order.campaign().flatMap(Campaign::discountPercentage)).contains(new BigDecimal("12.5"));
        assertThat(order.campaign().flatMap(Campaign::isValid)).contains(true);
    }

    @Test
    void readsTextStoredAsANumber() throws IOException {
        put("numbers-as-text");

        assertThat(found().paymentDetails().flatMap(payment -> payment.get(PaymentField.PAYFAST_PAYMENT_ID)))
                .contains("1089250");
    }

    @Test
    void readsMapsAndListsStoredAsJsonText() throws IOException {
        put("maps-and-lists-as-json-text");

        Order order = found();
        assertThat(order.items().orElseThrow())
                .extracting(LineItem::productId, LineItem::subtotal)
                .containsExactly(
                        tuple(Optional.of("prod_hosting"), Optional.of(rand("269.10"))),
                        tuple(Optional.of("prod_domain"), Optional.of(rand("99.00"))));
        assertThat(order.total()).contains(rand("423.32"));
        assertThat(order.billingAddress())
                .contains(new BillingAddress(
                        Optional.of("1 Long Street"),
                        Optional.of("Cape Town"),
                        Optional.empty(),
                        Optional.of("8001"),
                        Optional.of("ZA")));
        assertThat(order.campaign().flatMap(Campaign::code)).contains("SUMMER10");
        assertThat(order.campaign().flatMap(Campaign::discountPercentage)).contains(BigDecimal.TEN);
        assertThat(order.paymentDetails())
                .contains(PaymentDetails.of(
                        paymentFields(Optional.of("eft"), Optional.of("txn-0"), Optional.empty(), Optional.empty())));
    }

    @Test
    void keepsUnknownMembersWhenJsonTextBecomesAMap() throws IOException {
        put("maps-and-lists-as-json-text");

        update(OrderUpdate.to(PAID, aPayment()));

        assertThat(without(Set.of("method", "transactionId", "payfastPaymentId", "paidAt"), storedPayment()))
                .isEqualTo(Map.of(
                        "paymentId", fromS("pay-1"),
                        "attempts", fromN("3"),
                        "rate", fromN("18.25"),
                        "final", fromBool(false),
                        "voucher", fromNul(true),
                        "refunds", fromL(List.of()),
                        "history", fromL(List.of(fromM(Map.of("at", fromS("2025-12-30"), "amount", fromN("250"))))),
                        "note", fromS("ubuntu – \"quoted\"")));
    }

    @Test
    void readsTheAlternativeNamesOfTaxShippingAndActive() throws IOException {
        put("alternative-names");

        assertThat(found().tax()).contains(rand("15.00"));
        assertThat(found().shipping()).contains(rand("50.00"));
        assertThat(found().total()).contains(rand("165.00"));
        assertThat(found().isActive()).isTrue();
    }

    @Test
    void treatsAnOrderWithIsActiveFalseAsSoftDeleted() throws IOException {
        put("deleted/is-active-false");

        assertThat(found().isActive()).isFalse();
        assertThatExceptionOfType(OrderException.NotFound.class).isThrownBy(() -> update(OrderUpdate.to(CANCELLED)));
    }

    @Test
    void readsAnEmailAddressInLowerCaseOrUnchanged() throws IOException {
        put("invalid-email");
        assertThat(found().customerEmail().map(EmailAddress::text)).contains("Thandi at Example.com");

        put("email-in-upper-case");
        assertThat(found().customerEmail().map(EmailAddress::text)).contains("thandi@example.com");
    }

    @Test
    void doesNotRoundAmounts() throws IOException {
        put("too-many-decimals");

        assertThat(found().subtotal()).contains(rand("99.9998"));
        assertThat(found().total()).contains(rand("100.123256789"));
    }

    @Test
    void keepsAnUnknownCurrencyUnchanged() throws IOException {
        put("unknown-currency");

        assertThat(found().currency()).contains("Rands");
        assertThat(found().total()).contains(Money.of("11.5", "Rands"));
    }

    @Test
    void computesTotalsAndIgnoresTheStoredOnes() throws IOException {
        put("wrong-totals");

        assertThat(found().items().orElseThrow().get(0).subtotal()).contains(rand("90.00"));
        assertThat(found().subtotal()).contains(rand("90.00"));
        assertThat(found().total()).contains(rand("110.00"));
    }

    @Test
    void hasAZeroSubtotalForAnEmptyListOfLines() throws IOException {
        put("empty-list-of-items");

        assertThat(found().items()).contains(List.of());
        assertThat(found().total()).contains(rand("3.00"));
    }

    @Test
    void usesTheStoredSubtotalIfALineHasNoPrice() throws IOException {
        put("no-quantity");

        assertThat(found().items().orElseThrow()).extracting(LineItem::subtotal).containsOnly(Optional.empty());
        assertThat(found().total()).contains(rand("56.00"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"invalid-json-text", "empty-text", "wrong-types"})
    void readsUnreadableAndBlankAttributesAsEmpty(String name) throws IOException {
        put(name);

        Order order = found();
        assertThat(order.items()).isEmpty();
        assertThat(order.billingAddress()).isEmpty();
        assertThat(order.campaign()).isEmpty();
        assertThat(order.paymentDetails().filter(payment -> !payment.isEmpty())).isEmpty();
        assertThat(order.customerEmail()).isEmpty();
        assertThat(order.currency()).isEmpty();
        assertThat(order.tax()).isEmpty();
        assertThat(order.isActive()).isTrue();
    }

    @Test
    void computesNothingFromInvalidNumbers() throws IOException {
        put("extreme-numbers-as-text");

        Order order = ProcessorTime.limit(Duration.ofSeconds(2), this::found);

        assertThat(order.subtotal()).isEmpty();
        assertThat(order.tax()).isEmpty();
        assertThat(order.shipping()).isEmpty();
        assertThat(order.total()).isEmpty();
        LineItem line = order.items().orElseThrow().get(0);
        assertThat(line.quantity()).isEmpty();
        assertThat(line.unitPrice()).isEmpty();
        assertThat(line.discount()).isEmpty();
        assertThat(line.subtotal()).isEmpty();
        assertThat(order.campaign().flatMap(Campaign::discountPercentage)).isEmpty();
        assertThat(order.problems())
                .extracting(OrderDefect::kind, OrderDefect::attribute, OrderDefect::found)
                .containsExactly(
                        tuple(UNREADABLE_AMOUNT, "items.0.quantity", "1E999999999"),
                        tuple(UNREADABLE_AMOUNT, "items.0.unitPrice", "NaN"),
                        tuple(UNREADABLE_AMOUNT, "items.0.discount", "0x1F"),
                        tuple(UNREADABLE_AMOUNT, "subtotal", "1E999999999"),
                        tuple(UNREADABLE_AMOUNT, "tax", "-1E-999999999"),
                        tuple(UNREADABLE_AMOUNT, "shipping", "1E99999999999999999999"),
                        tuple(UNREADABLE_AMOUNT, "campaign.discountPercentage", "Infinity"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "[{\"a\":"})
    void updatesAnOrderWithExtremelyNestedJsonText(String opening) {
        AttributeValue nested = fromS(opening.repeat(10_000));
        put(Map.of(
                "status", fromS("pending"),
                "items", nested,
                "billingAddress", nested,
                "campaign", nested,
                "paymentDetails", nested));

        Order order = ProcessorTime.limit(Duration.ofSeconds(2), this::found);
        update(OrderUpdate.to(PAID, aPayment()));

        assertThat(order.items()).isEmpty();
        assertThat(order.paymentDetails().orElseThrow().isEmpty()).isTrue();
        assertThat(stored()).containsEntry("items", nested).containsEntry("campaign", nested);
        assertThat(found().paymentDetails()).contains(aPayment());
    }

    @Test
    void reportsANumberOf100000DigitsAsUnreadable() {
        AttributeValue digits = fromS("9".repeat(100_000));
        put(Map.of(
                "status",
                fromS("pending"),
                "tax",
                digits,
                "items",
                fromL(List.of(fromM(Map.of("unitPrice", digits))))));

        Order order = ProcessorTime.limit(Duration.ofSeconds(2), this::found);

        assertThat(order.tax()).isEmpty();
        assertThat(order.items().orElseThrow().get(0).unitPrice()).isEmpty();
        assertThat(order.problems())
                .extracting(OrderDefect::attribute, OrderDefect::found)
                .containsExactly(tuple("items.0.unitPrice", "9".repeat(59) + "…"), tuple("tax", "9".repeat(59) + "…"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'method': 'eft', 'ref': 'A-1'}", "[1]", "{\"method\":", "paid by hand"})
    void keepsUnreadablePaymentDetailsUnchanged(String text) {
        put(Map.of("status", fromS("pending"), "paymentDetails", fromS(text)));

        update(OrderUpdate.to(PAID, aPayment()));

        assertThat(storedPayment()).containsEntry("unreadable", fromS(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "null"})
    void treatsBlankPaymentDetailsAsAbsent(String text) {
        put(Map.of("status", fromS("pending"), "paymentDetails", fromS(text)));

        update(OrderUpdate.to(PAID, aPayment()));

        assertThat(storedPayment()).doesNotContainKey("unreadable");
    }

    @Test
    void usesTheReadableOneOfTwoNames() {
        put(Map.of(
                "status", fromS("pending"),
                "active", fromS("?"),
                "isActive", fromBool(false),
                "subtotal", fromN("1"),
                "tax", fromNul(true),
                "taxAmount", fromN("2")));

        assertThat(found().isActive()).isFalse();
        assertThat(found().total()).contains(Money.of("3", Money.NO_CURRENCY));
    }

    @Test
    void readsAnOrderWithAnOutOfRangeNumberInJsonText() {
        put(Map.of("status", fromS("pending"), "paymentDetails", fromS("{\"n\":100E2147483647,\"method\":\"eft\"}")));

        assertThat(found().paymentDetails().orElseThrow().get(PaymentField.METHOD))
                .contains("eft");
    }

    @ParameterizedTest
    @CsvSource({"9E125, 1E-130", "1E120, 0.0000000001E-120"})
    void updatesAnOrderWithExtremeAmounts(String tax, String shipping) {
        put(Map.of("status", fromS("pending"), "subtotal", fromN("1"), "tax", fromN(tax), "shipping", fromN(shipping)));

        update(OrderUpdate.to(CANCELLED));

        assertThat(found().status()).isEqualTo(CANCELLED);
    }

    @Test
    void updatesAnOrderWithAnAmountThatIsTooLongForASum() {
        put(Map.of("status", fromS("pending"), "subtotal", fromS("1"), "tax", fromS("9".repeat(60) + "E150")));

        update(OrderUpdate.to(CANCELLED));

        assertThat(found().status()).isEqualTo(CANCELLED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"paymentId\":\"p\",\"rate\":1E999999999}",
                "{\"paymentId\":\"p\",\"rate\":-1e-999}",
                "{\"paymentId\":\"p\",\"rate\":0.1234567890123456789012345678901234567890123}",
                "{\"paymentId\":\"p\",\"rate\":NaN}",
                "{\"paymentId\":\"p\",\"\":1}",
                "{\"paymentId\":\"p\",\"list\":[{\"\":null}]}"
            })
    void updatesPaymentDetailsFromJsonTextThatDynamoDbCannotStoreAsAMap(String payment) {
        put(Map.of("status", fromS("pending"), "paymentDetails", fromS(payment)));

        update(OrderUpdate.to(PAID, aPayment()));

        assertThat(found().paymentDetails()).contains(aPayment());
        assertThat(storedPayment()).containsEntry("paymentId", fromS("p"));
    }

    @ParameterizedTest
    @ValueSource(ints = {30, 31, 32, 33})
    void updatesPaymentDetailsFromJsonTextOfAnyDepth(int depth) {
        String payment = "{\"list\":" + "[".repeat(depth - 1) + "]".repeat(depth - 1) + "}";
        put(Map.of("status", fromS("pending"), "paymentDetails", fromS(payment)));

        update(OrderUpdate.to(PAID, aPayment()));

        assertThat(found().paymentDetails()).contains(aPayment());
    }

    private static LineItem anEmptyLine() {
        return LineItem.reconstitute().build();
    }

    private void put(String name) throws IOException {
        try (InputStream json = getClass().getResourceAsStream("/items/" + name + ".json")) {
            put(DynamoDbJson.item(json));
        }
    }

    private void put(Map<String, AttributeValue> attributes) {
        TABLE.put(new OrderKey(tenant, ID), attributes);
    }

    private OrderChange update(OrderUpdate update) {
        OrderChange change =
                found().update(update, ALICE, UpdateId.random(), NOON).orElseThrow();
        TABLE.repository().apply(change);
        return change;
    }

    private Order found() {
        return TABLE.repository().find(new OrderKey(tenant, ID)).orElseThrow();
    }

    private Map<String, AttributeValue> stored() {
        return TABLE.item(new OrderKey(tenant, ID));
    }

    private Map<String, AttributeValue> storedPayment() {
        return stored().get("paymentDetails").m();
    }

    private static Map<String, AttributeValue> without(Set<String> names, Map<String, AttributeValue> attributes) {
        Map<String, AttributeValue> others = new HashMap<>(attributes);
        others.keySet().removeAll(names);
        return others;
    }

    private static Stream<String> namesIn(String folder) throws IOException, URISyntaxException {
        try (Stream<Path> files =
                Files.list(Path.of(OrderItemReaderTest.class.getResource(folder).toURI()))) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .map(name -> name.substring(0, name.length() - ".json".length()))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    private UnreadableOrder unreadable() {
        return (UnreadableOrder)
                TABLE.search().inspect(new OrderKey(tenant, ID)).orElseThrow();
    }
}
