package com.bbws.orders.dynamodb;

import static com.bbws.orders.domain.OrderStatus.PAID;
import static com.bbws.orders.domain.OrderStatus.PENDING;
import static com.bbws.orders.domain.OrderStatus.PROCESSING;
import static com.bbws.orders.domain.OrderStatus.REFUNDED;
import static com.bbws.orders.domain.testing.OrderFixtures.ALICE;
import static com.bbws.orders.domain.testing.OrderFixtures.ID;
import static com.bbws.orders.domain.testing.OrderFixtures.NOON;
import static com.bbws.orders.domain.testing.OrderFixtures.TENANT;
import static com.bbws.orders.domain.testing.OrderFixtures.UPDATE_ID;
import static com.bbws.orders.domain.testing.OrderFixtures.anOrder;
import static com.bbws.orders.domain.testing.OrderFixtures.paymentFields;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromBool;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromL;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromM;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromNul;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.OrderChange;
import com.bbws.orders.domain.OrderCorrection;
import com.bbws.orders.domain.OrderException;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.OrderUpdate;
import com.bbws.orders.domain.PaymentDetails;
import com.bbws.orders.domain.TenantId;
import com.bbws.orders.domain.UpdateId;
import com.bbws.orders.dynamodb.testing.OrderItems;
import com.bbws.orders.dynamodb.testing.TestTable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** A write sets only the changed attributes. The tests compare the stored item before and after. */
class OrderUpdateExpressionTest {

    private static final TestTable TABLE = TestTable.embedded();
    private static final PaymentDetails BY_EFT =
            PaymentDetails.of(paymentFields(Optional.of("eft"), Optional.empty(), Optional.empty(), Optional.empty()));

    private final TenantId tenant = new TenantId("tenant_" + UUID.randomUUID());
    private final Map<String, AttributeValue> item =
            new HashMap<>(OrderItems.of(anOrder(tenant, ID, PENDING).build()));

    @Test
    void setsStatusTokenActorAndId() {
        assertThat(attributesChangedBy(OrderUpdate.to(PAID)))
                .isEqualTo(Map.of(
                        "status", fromS("paid"),
                        "dateLastUpdated", fromS("2026-01-05T12:00:00.000000Z"),
                        "lastUpdatedBy", fromS("alice@example.com"),
                        "lastUpdateId", fromS(UPDATE_ID.value())));
    }

    @Test
    void setsPaymentDetailsTokenActorAndId() {
        item.put("status", fromS("PENDING_PAYMENT"));

        assertThat(attributesChangedBy(OrderUpdate.with(BY_EFT)))
                .isEqualTo(Map.of(
                        "paymentDetails", fromM(Map.of("method", fromS("eft"))),
                        "dateLastUpdated", fromS("2026-01-05T12:00:00.000000Z"),
                        "lastUpdatedBy", fromS("alice@example.com"),
                        "lastUpdateId", fromS(UPDATE_ID.value())));
    }

    @ParameterizedTest
    @MethodSource("otherIds")
    void replacesAnyOtherId(AttributeValue id) {
        item.put("lastUpdateId", id);

        assertThat(attributesChangedBy(OrderUpdate.to(PAID))).containsEntry("lastUpdateId", fromS(UPDATE_ID.value()));
    }

    static Stream<AttributeValue> otherIds() {
        return Stream.of(fromS("another"), fromS("\u00e9"), fromS(""), fromN("7"), fromNul(true), fromM(Map.of()));
    }

    @Test
    void setsTheReasonOfACorrection() {
        OrderChange correction = anOrder(TENANT, ID, PAID)
                .build()
                .correct(new OrderCorrection(REFUNDED, Optional.empty(), "Chargeback"), ALICE, UpdateId.random(), NOON)
                .orElseThrow();

        UpdateItemRequest request =
                OrderUpdateExpression.of(correction, "orders").build();

        assertThat(request.updateExpression())
                .contains("#lastUpdateReason = :lastUpdateReason")
                .doesNotContain("REMOVE");
        assertThat(request.expressionAttributeValues()).containsEntry(":lastUpdateReason", fromS("Chargeback"));
    }

    @Test
    void removesTheReasonOfAnEarlierCorrection() {
        item.put("lastUpdateReason", fromS("paid at the desk"));

        assertThat(attributesChangedBy(OrderUpdate.to(PAID))).containsEntry("lastUpdateReason", null);
    }

    @Test
    void keepsPaymentDetailsAsJsonTextIfOnlyTheStatusChanges() {
        item.put("status", fromS("paid"));
        item.put("paymentDetails", fromS(" {\"method\" : \"eft\",\n\"b\":1.50, \"a\":\"\\u00e4\"} "));

        assertThat(attributesChangedBy(OrderUpdate.to(PROCESSING)))
                .containsOnlyKeys("status", "dateLastUpdated", "lastUpdatedBy", "lastUpdateId");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1767607200", "-0.5", "1E+125", "1E-130", "-9.9999999999999999999999999999999999999E+125"})
    void comparesATokenOfTypeNumberInAnyNotation(String number) {
        item.put("dateLastUpdated", fromN(number));

        assertThat(attributesChangedBy(OrderUpdate.to(PAID))).containsEntry("status", fromS("paid"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1E+126", "1E999", "999999999999999999999999999999999999999"})
    void comparesATextTokenThatLooksLikeANumberAsText(String text) {
        item.put("dateLastUpdated", fromS(text));

        assertThat(attributesChangedBy(OrderUpdate.to(PAID))).containsEntry("status", fromS("paid"));
    }

    static Stream<Arguments> formatsOfPaymentDetails() {
        Map<String, AttributeValue> none = Map.of();
        Map<String, AttributeValue> some = Map.of("paymentId", fromS("pay-1"), "attempts", fromN("3"));
        return Stream.of(
                Arguments.of(
                        "a map",
                        fromM(Map.of(
                                "method", fromS("payfast"),
                                "transactionId", fromS("txn-0"),
                                "paymentId", fromS("pay-1"),
                                "attempts", fromN("3"))),
                        some),
                Arguments.of(
                        "JSON text",
                        fromS("{\"method\":\"payfast\",\"paidAt\":\"\",\"paymentId\":\"pay-1\",\"attempts\":3}"),
                        some),
                Arguments.of("an empty map", fromM(none), none),
                Arguments.of("empty JSON text", fromS("{}"), none),
                Arguments.of("JSON null", fromS("null"), none),
                Arguments.of("other text", fromS("by eft"), Map.of("unreadable", fromS("by eft"))),
                Arguments.of("a number", fromN("7"), Map.of("unreadable", fromN("7"))),
                Arguments.of("NULL", fromNul(true), none),
                Arguments.of("absent", null, none));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("formatsOfPaymentDetails")
    void storesNewPaymentDetailsAsAMap(String form, AttributeValue stored, Map<String, AttributeValue> others) {
        if (stored != null) {
            item.put("paymentDetails", stored);
        }
        Map<String, AttributeValue> expected = new HashMap<>(others);
        expected.put("method", fromS("eft"));

        assertThat(attributesChangedBy(OrderUpdate.to(PAID, BY_EFT))).containsEntry("paymentDetails", fromM(expected));
    }

    static Stream<AttributeValue> flagsThatAreFalse() {
        return Stream.concat(
                Stream.of(fromBool(false), fromN("0"), fromN("-0.00"), fromS("0")),
                inEveryCase("false").map(AttributeValue::fromS));
    }

    static Stream<AttributeValue> flagsThatAreTrue() {
        return Stream.concat(
                Stream.of(fromBool(true), fromN("1"), fromN("1.0"), fromS("1")),
                inEveryCase("true").map(AttributeValue::fromS));
    }

    /** Values that are no flag, and {@code null} for an absent one. */
    static Stream<AttributeValue> flagsThatAreUnreadable() {
        return Stream.of(
                null,
                fromNul(true),
                fromS(""),
                fromS("null"),
                fromS("yes"),
                fromS("false?"),
                fromN("2"),
                fromM(Map.of("active", fromBool(false))),
                fromL(List.of(fromBool(false))));
    }

    private static Stream<String> inEveryCase(String word) {
        return word.isEmpty()
                ? Stream.of("")
                : inEveryCase(word.substring(1))
                        .flatMap(rest -> Stream.of(
                                word.charAt(0) + rest, word.substring(0, 1).toUpperCase(Locale.ROOT) + rest));
    }

    @ParameterizedTest
    @MethodSource("flagsThatAreFalse")
    void writesNoOrderThatAnotherServiceSoftDeletesBetweenReadAndWrite(AttributeValue flag) {
        assertThat(isWrittenWith(flag, null)).isFalse();
        assertThat(isWrittenWith(flag, fromBool(true))).isFalse();
        assertThat(isWrittenWith(null, flag)).isFalse();
        assertThat(isWrittenWith(fromS("yes"), flag)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("flagsThatAreTrue")
    void writesAnActiveOrderWithAFlagInAnySpelling(AttributeValue flag) {
        assertThat(isWrittenWith(flag, null)).isTrue();
        assertThat(isWrittenWith(flag, fromBool(false))).isTrue();
        assertThat(isWrittenWith(null, flag)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("flagsThatAreUnreadable")
    void writesAnOrderWithoutAReadableFlag(AttributeValue flag) {
        assertThat(isWrittenWith(flag, null)).isTrue();
        assertThat(isWrittenWith(null, flag)).isTrue();
        assertThat(isWrittenWith(flag, flag)).isTrue();
    }

    /** The limit of DynamoDB is 4 KB; the names and values do not count. */
    @Test
    void staysFarBelowTheSizeLimitOfAnExpression() {
        OrderChange change = anOrder(tenant, ID, PENDING)
                .build()
                .update(OrderUpdate.to(PAID, BY_EFT), ALICE, UPDATE_ID, NOON)
                .orElseThrow();

        assertThat(OrderUpdateExpression.of(change, "orders").build().conditionExpression())
                .hasSizeLessThan(1024);
    }

    /**
     * Sets the flags between the read and the write, and returns whether the change is written. The flags decide as they do
     * for a reader.
     */
    private boolean isWrittenWith(AttributeValue active, AttributeValue isActive) {
        OrderKey key = new OrderKey(tenant, ID);
        item.remove("active");
        item.remove("isActive");
        TABLE.put(item);
        OrderChange change = TABLE.repository()
                .find(key)
                .orElseThrow()
                .update(OrderUpdate.to(PAID), ALICE, UpdateId.random(), NOON)
                .orElseThrow();
        Map<String, AttributeValue> now = new HashMap<>(item);
        Optional.ofNullable(active).ifPresent(flag -> now.put("active", flag));
        Optional.ofNullable(isActive).ifPresent(flag -> now.put("isActive", flag));
        TABLE.put(now);
        boolean isActiveForAReader = TABLE.repository().find(key).orElseThrow().isActive();

        boolean isWritten;
        try {
            TABLE.repository().apply(change);
            isWritten = true;
        } catch (OrderException.NotFound softDeleted) {
            isWritten = false;
        }

        assertThat(isWritten).isEqualTo(isActiveForAReader);
        assertThat(TABLE.item(key).get("status")).isEqualTo(fromS(isWritten ? "paid" : "pending"));
        return isWritten;
    }

    /** Returns the changed attributes with their new values; {@code null} for a removed one. */
    private Map<String, AttributeValue> attributesChangedBy(OrderUpdate update) {
        TABLE.put(item);
        Map<String, AttributeValue> before = TABLE.item(new OrderKey(tenant, ID));
        Order order = TABLE.repository().find(new OrderKey(tenant, ID)).orElseThrow();

        TABLE.repository().apply(order.update(update, ALICE, UPDATE_ID, NOON).orElseThrow());

        Map<String, AttributeValue> after = TABLE.item(new OrderKey(tenant, ID));
        Set<String> names = new HashSet<>(before.keySet());
        names.addAll(after.keySet());
        Map<String, AttributeValue> changed = new HashMap<>();
        for (String name : names) {
            if (!after.getOrDefault(name, fromNul(true)).equals(before.get(name))) {
                changed.put(name, after.get(name));
            }
        }
        return changed;
    }
}
