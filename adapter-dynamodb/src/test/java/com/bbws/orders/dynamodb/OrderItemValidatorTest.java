package com.bbws.orders.dynamodb;

import static com.bbws.orders.domain.OrderDefect.Kind.DISCOUNT_TOO_LARGE;
import static com.bbws.orders.domain.OrderDefect.Kind.KEY_MISMATCH;
import static com.bbws.orders.domain.OrderDefect.Kind.MISSING_INDEX_KEY;
import static com.bbws.orders.domain.OrderDefect.Kind.NEGATIVE_AMOUNT;
import static com.bbws.orders.domain.OrderDefect.Kind.TOO_MANY_DECIMALS;
import static com.bbws.orders.domain.OrderDefect.Kind.UNKNOWN_STATUS;
import static com.bbws.orders.domain.OrderDefect.Kind.UNREADABLE_ATTRIBUTE;
import static com.bbws.orders.domain.OrderDefect.Kind.WRONG_AMOUNT;
import static com.bbws.orders.domain.OrderDefect.Kind.WRONG_EMAIL;
import static com.bbws.orders.domain.OrderDefect.Kind.WRONG_PERCENTAGE;
import static com.bbws.orders.domain.testing.OrderFixtures.ID;
import static com.bbws.orders.domain.testing.OrderFixtures.KEY;
import static com.bbws.orders.domain.testing.OrderFixtures.TENANT;
import static com.bbws.orders.domain.testing.OrderFixtures.aPaidOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromL;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromM;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromNul;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import com.bbws.orders.domain.OrderDefect;
import com.bbws.orders.domain.port.ValidatedOrder;
import com.bbws.orders.dynamodb.testing.OrderItems;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class OrderItemValidatorTest {

    private final Map<String, AttributeValue> item = new HashMap<>(OrderItems.of(aPaidOrder()));

    @Test
    void findsNoDefectsInAValidOrder() {
        assertThat(OrderItemValidator.of(item)).isEqualTo(new ValidatedOrder(TENANT.value(), ID.value(), List.of()));
    }

    @Test
    void acceptsEveryReadableFormat() {
        item.put("status", fromS("PENDING_PAYMENT"));
        item.put("taxAmount", fromS(item.remove("tax").n()));
        item.put("isActive", fromS("true"));
        item.put("total", fromS(item.get("total").n() + "0"));
        item.put("campaign", fromNul(true));
        item.put("billingAddress", fromS("{\"city\":\"Cape Town\"}"));
        item.put("paymentDetails", fromS("null"));
        item.remove("entityType");
        item.remove("active");
        item.put("paymentId", fromS("p-1"));

        assertThat(defects()).isEmpty();
    }

    @Test
    void findsAnUnknownStatusAndOtherDefects() {
        item.put("status", fromS("EXPIRED"));
        item.put("customerEmail", fromS("no-address"));

        assertThat(defects()).extracting(OrderDefect::kind).containsExactly(UNKNOWN_STATUS, WRONG_EMAIL);
    }

    @ParameterizedTest
    @CsvSource({
        "id, order_other, order_4d2e",
        "tenantId, tenant_other, tenant_9f1c",
        "entityType, CART, ORDER",
        "GSI1_PK, TENANT#tenant_other, TENANT#tenant_9f1c",
        "GSI1_SK, 2025-12-31T09:58:00Z#order_4d2e, 2025-12-30T09:58:00Z#order_4d2e",
        "GSI2_PK, ORDER#order_other, ORDER#order_4d2e",
        "GSI2_SK, DATA, METADATA"
    })
    void findsKeysThatContradictAttributes(String attribute, String found, String expected) {
        item.put(attribute, fromS(found));

        assertThat(defects()).containsExactly(new OrderDefect(KEY_MISMATCH, attribute, found, expected));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GSI1_PK", "GSI1_SK", "GSI2_PK", "GSI2_SK"})
    void findsAMissingIndexKey(String key) {
        String expected = item.remove(key).s();

        assertThat(defects()).containsExactly(new OrderDefect(MISSING_INDEX_KEY, key, "nothing", expected));
    }

    @Test
    void findsAMissingDateKeyIfTheDateIsMissingToo() {
        item.remove("dateCreated");
        assertThat(defects()).as("with any date in the key").isEmpty();

        item.remove("GSI1_SK");
        assertThat(defects()).extracting(OrderDefect::kind).containsExactly(MISSING_INDEX_KEY);
    }

    @Test
    void findsIllegalKeys() {
        item.put("PK", fromS("TENANT#not legal"));
        item.put("SK", fromS("ORDER#"));

        ValidatedOrder validated = OrderItemValidator.of(item);

        assertThat(validated.tenantId()).isEqualTo("not legal");
        assertThat(validated.orderId()).isEmpty();
        assertThat(validated.defects())
                .extracting(OrderDefect::kind, OrderDefect::attribute)
                .containsExactly(tuple(KEY_MISMATCH, "PK"), tuple(KEY_MISMATCH, "SK"));
    }

    @ParameterizedTest
    @CsvSource({"subtotal, 368.11, 368.10", "total, 1, 423.32"})
    void findsWrongSums(String attribute, String found, String expected) {
        item.put(attribute, fromN(found));

        assertThat(defects()).containsExactly(new OrderDefect(WRONG_AMOUNT, attribute, found, expected));
    }

    @Test
    void findsAWrongSubtotalOfALine() {
        Map<String, AttributeValue> line =
                new HashMap<>(item.get("items").l().get(1).m());
        line.put("subtotal", fromN("100"));
        item.put("items", fromL(List.of(item.get("items").l().get(0), fromM(line))));

        assertThat(defects()).containsExactly(new OrderDefect(WRONG_AMOUNT, "items.1.subtotal", "100", "99.00"));
    }

    @Test
    void comparesAmountsAsNumbers() {
        item.put("total", fromS("0423.3200"));

        assertThat(defects()).isEmpty();
    }

    @Test
    void findsAnEmailAddressThatIsNotInLowerCase() {
        item.put("customerEmail", fromS("Thandi@example.com"));

        assertThat(defects())
                .containsExactly(
                        new OrderDefect(WRONG_EMAIL, "customerEmail", "Thandi@example.com", "thandi@example.com"));
    }

    @ParameterizedTest
    @CsvSource({"campaign, SUMMER10, a map", "active, maybe, true or false"})
    void findsUnreadableAttributes(String attribute, String text, String expected) {
        item.put(attribute, fromS(text));

        assertThat(defects()).anySatisfy(defect -> {
            assertThat(defect.kind()).isEqualTo(UNREADABLE_ATTRIBUTE);
            assertThat(defect.attribute()).isEqualTo(attribute);
            assertThat(defect.expected()).isEqualTo(expected);
        });
    }

    @ParameterizedTest
    @CsvSource({"tax, taxAmount, 55.22", "shipping, shippingAmount, 0.00"})
    void findsContradictingAmountsUnderTwoNames(String name, String otherName, String amount) {
        item.put(otherName, fromS(amount + "0"));
        assertThat(defects()).isEmpty();

        item.put(otherName, fromN("55.23"));
        assertThat(defects()).containsExactly(new OrderDefect(WRONG_AMOUNT, otherName, "55.23", amount));

        item.remove(name);
        assertThat(defects())
                .as("only one name is present")
                .extracting(OrderDefect::attribute)
                .doesNotContain(otherName);
    }

    @Test
    void findsInvalidAmounts() {
        Map<String, AttributeValue> hosting = OrderItems.hosting(KEY);
        AttributeValue line = hosting.get("items").l().get(0);
        hosting.put("items", fromL(List.of(OrderItems.with(line, "discount", fromN("299.01")))));
        hosting.put("tax", fromN("-40.37"));
        hosting.put("campaign", fromM(Map.of("discountPercentage", fromN("100.5"))));

        assertThat(OrderItemValidator.of(hosting).defects())
                .extracting(OrderDefect::kind, OrderDefect::attribute, OrderDefect::found)
                .containsExactly(
                        tuple(NEGATIVE_AMOUNT, "tax", "-40.37"),
                        tuple(DISCOUNT_TOO_LARGE, "items.0.discount", "299.01"),
                        tuple(WRONG_AMOUNT, "items.0.subtotal", "269.10"),
                        tuple(WRONG_AMOUNT, "subtotal", "269.10"),
                        tuple(WRONG_AMOUNT, "total", "309.47"),
                        tuple(NEGATIVE_AMOUNT, "total", "-40.38"),
                        tuple(WRONG_PERCENTAGE, "campaign.discountPercentage", "100.5"));
    }

    @Test
    void findsEveryAmountWithOtherDecimalsThanItsCurrency() {
        Map<String, AttributeValue> hosting = OrderItems.hosting(KEY);
        AttributeValue line = hosting.get("items").l().get(0);
        hosting.put("currency", fromS("JPY"));
        hosting.put("shipping", fromN("0.5"));
        hosting.put("items", fromL(List.of(OrderItems.with(line, "subtotal", fromN("269.1")))));

        assertThat(OrderItemValidator.of(hosting).defects())
                .filteredOn(defect -> defect.kind() == TOO_MANY_DECIMALS)
                .extracting(OrderDefect::attribute)
                .containsExactly(
                        "tax",
                        "shipping",
                        "items.0.unitPrice",
                        "items.0.discount",
                        "items.0.subtotal",
                        "subtotal",
                        "total");
    }

    @Test
    void showsOnlyTheTypeOfUnreadablePaymentDetails() {
        item.put("paymentDetails", fromS("txn-secret"));

        assertThat(defects())
                .contains(new OrderDefect(UNREADABLE_ATTRIBUTE, "paymentDetails", "a value of type S", "a map"));
    }

    @Test
    void truncatesLongText() {
        item.put("id", fromS("x".repeat(1000)));

        assertThat(defects()).singleElement().extracting(OrderDefect::found).isEqualTo("x".repeat(59) + "…");
    }

    /** Sets a status without payment, so that the only defect is that of the payment details. */
    private List<OrderDefect> defects() {
        if (item.get("status").s().equals("paid")) {
            item.put("status", fromS("pending"));
        }
        return OrderItemValidator.of(item).defects();
    }
}
