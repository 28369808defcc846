package com.bbws.orders.dynamodb;

import static com.bbws.orders.domain.OrderDefect.Kind.UNREADABLE_AMOUNT;
import static com.bbws.orders.domain.OrderDefect.Kind.UNREADABLE_ATTRIBUTE;
import static com.bbws.orders.domain.testing.OrderFixtures.ALICE;
import static com.bbws.orders.domain.testing.OrderFixtures.KEY;
import static com.bbws.orders.domain.testing.OrderFixtures.NOON;
import static com.bbws.orders.domain.testing.OrderFixtures.rand;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromBool;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromL;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromM;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromNul;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromSs;

import com.bbws.orders.domain.LineItem;
import com.bbws.orders.domain.Money;
import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.OrderDefect;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.domain.OrderUpdate;
import com.bbws.orders.domain.UpdateId;
import com.bbws.orders.dynamodb.testing.OrderItems;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An amount that is stored but unreadable is neither absent nor zero (docs/contract.md, 2): it is reported, and nothing that
 * depends on it is computed. The order is 2 × 149.50 − 29.90, tax 40.37, shipping 0.00: 309.47.
 */
class UnreadableAmountsTest {

    private final Map<String, AttributeValue> item = OrderItems.hosting(KEY);

    @Test
    void computesAllSumsOfAReadableOrder() {
        assertThat(read().total()).contains(rand("309.47"));
        assertThat(read().problems()).isEmpty();
        assertThat(defects()).isEmpty();
    }

    @Test
    void reportsAnUnreadableTaxAndComputesNoTotal() {
        item.put("tax", fromS("40,37"));

        assertThat(read().subtotal()).contains(rand("269.10"));
        assertThat(read().tax()).isEmpty();
        assertThat(read().total()).isEmpty();
        assertThat(defects()).containsExactly(unreadable("tax", "40,37"));
        assertThat(defects().get(0).sentence()).isEqualTo("tax: found '40,37', expected a number such as 1234.50");
    }

    @Test
    void reportsAnUnreadableDiscountAndComputesNoSubtotal() {
        putInLine("discount", fromS("29,90"));

        assertThat(read().items().orElseThrow()).extracting(LineItem::subtotal).containsExactly(Optional.empty());
        assertThat(read().subtotal()).as("the stored subtotal is no substitute").isEmpty();
        assertThat(read().total()).isEmpty();
        assertThat(defects()).containsExactly(unreadable("items.0.discount", "29,90"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "40,37",
                "1 234.50",
                "1,234.50",
                "1\u00a0234.50",
                "R40.37",
                "ZAR 40.37",
                "40.37-",
                "(40.37)",
                "4O.37",
                "NaN",
                "Infinity",
                "0x28",
                "40.37.1",
                "--1",
                "1e",
                "1_000",
                "?",
                "",
                "null",
                "free",
                "\"40.37\"",
                "[40.37]"
            })
    void reportsTextThatIsNotANumber(String text) {
        item.put("tax", fromS(text));
        item.put("shipping", fromS(text));
        putInLine("quantity", fromS(text));
        putInLine("unitPrice", fromS(text));
        putInLine("discount", fromS(text));
        putInLine("subtotal", fromS(text));
        item.put("subtotal", fromS(text));
        item.put("total", fromS(text));
        item.put("campaign", fromM(Map.of("discountPercentage", fromS(text))));

        assertThat(defects())
                .allMatch(defect -> defect.kind() == UNREADABLE_AMOUNT)
                .allMatch(defect -> defect.found().equals(text))
                .extracting(OrderDefect::attribute)
                .containsExactly(
                        "items.0.quantity",
                        "items.0.unitPrice",
                        "items.0.discount",
                        "subtotal",
                        "tax",
                        "shipping",
                        "items.0.subtotal",
                        "total",
                        "campaign.discountPercentage");
    }

    @ParameterizedTest
    @CsvSource({
        "1e5, 100000",
        "1E+2, 100",
        "4037E-2, 40.37",
        "+40.37, 40.37",
        "' 40.37 ', 40.37",
        ".5, 0.5",
        "040.370, 40.37",
        "-1, -1"
    })
    void readsTextThatIsANumber(String text, BigDecimal number) {
        item.put("tax", fromS(text));

        assertThat(read().tax().map(Money::amount))
                .hasValueSatisfying(tax -> assertThat(tax).isEqualByComparingTo(number));
        assertThat(read().problems()).isEmpty();
    }

    @Test
    void treatsAnAmountOfTypeNullAsAbsent() {
        item.put("tax", fromNul(true));
        putInLine("discount", fromNul(true));
        item.put("total", fromNul(true));
        item.remove("subtotal");
        item.put("campaign", fromM(Map.of("discountPercentage", fromNul(true))));
        putInLine("subtotal", fromNul(true));

        assertThat(read().total()).contains(rand("299.00"));
        assertThat(defects()).isEmpty();
    }

    /** The service that wrote the text may have lost the amount, so a total without it would be wrong. */
    @ParameterizedTest
    @ValueSource(strings = {"", " ", "null", " null ", "\t"})
    void reportsBlankText(String text) {
        item.put("tax", fromS(text));

        assertThat(read().subtotal()).contains(rand("269.10"));
        assertThat(read().total()).isEmpty();
        assertThat(defects())
                .singleElement()
                .satisfies(defect -> assertThat(defect.kind()).isEqualTo(UNREADABLE_AMOUNT))
                .satisfies(defect -> assertThat(defect.attribute()).isEqualTo("tax"));
    }

    static Stream<AttributeValue> valuesOfOtherTypes() {
        return Stream.of(
                fromBool(true), fromL(List.of(fromN("1"))), fromM(Map.of("N", fromS("1"))), fromSs(List.of("1")));
    }

    @ParameterizedTest
    @MethodSource("valuesOfOtherTypes")
    void reportsOnlyTheTypeOfAValueOfAnotherType(AttributeValue value) {
        item.put("shipping", value);
        putInLine("quantity", value);

        String found = "a value of type " + value.type();
        assertThat(defects())
                .containsExactly(
                        new OrderDefect(UNREADABLE_AMOUNT, "items.0.quantity", found, "a whole number"),
                        new OrderDefect(UNREADABLE_AMOUNT, "shipping", found, "a number such as 1234.50"));
        assertThat(read().total()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"tax, taxAmount", "taxAmount, tax", "shipping, shippingAmount", "shippingAmount, shipping"})
    void usesNeitherOfTwoNamesIfOneIsUnreadable(String unreadable, String readable) {
        item.put(readable, fromN("0.00"));
        item.put(unreadable, fromS("40,37"));

        assertThat(read().subtotal()).contains(rand("269.10"));
        assertThat(read().total())
                .as("the unreadable value may contradict the readable one")
                .isEmpty();
        assertThat(read().problems()).containsExactly(unreadable(unreadable, "40,37"));
    }

    @Test
    void reportsBothNamesIfBothAreUnreadable() {
        item.put("tax", fromS("40,37"));
        item.put("taxAmount", fromS("R40"));

        assertThat(defects()).containsExactly(unreadable("tax", "40,37"), unreadable("taxAmount", "R40"));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "2, 2.0", "2147483647, 2147483647", "-2147483648, -2147483648", "2, 2.000", "100, 1E2"})
    void readsAWholeNumberInAnyNotationAsAQuantity(int quantity, String stored) {
        for (AttributeValue value : List.of(fromN(stored), fromS(stored))) {
            putInLine("quantity", value);

            assertThat(line().quantity()).contains(quantity);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2.5, a whole number",
        "1E-1, a whole number",
        "0.999, a whole number",
        "2147483648, at most 2147483647: it is too large",
        "99999999999.0, at most 2147483647: it is too large",
        "1E+30, at most 2147483647: it is too large",
        "-2147483649, 1 or more"
    })
    void reportsAQuantityThatIsAFractionOrTooLarge(String stored, String expected) {
        for (AttributeValue value : List.of(fromN(stored), fromS(stored))) {
            putInLine("quantity", value);

            assertThat(line().quantity()).isEmpty();
            assertThat(line().subtotal()).isEmpty();
            assertThat(read().total()).isEmpty();
            assertThat(defects()).singleElement().satisfies(defect -> {
                assertThat(defect.kind()).isEqualTo(UNREADABLE_AMOUNT);
                assertThat(defect.attribute()).isEqualTo("items.0.quantity");
                assertThat(defect.found()).isEqualTo(stored);
                assertThat(defect.expected()).isEqualTo(expected);
            });
        }
    }

    @Test
    void readsTextOfUpTo160Digits() {
        item.put("tax", fromS("9".repeat(160)));
        assertThat(read().tax()).contains(rand("9".repeat(160)));

        item.put("tax", fromS("9".repeat(161)));
        assertThat(defects())
                .containsExactly(new OrderDefect(
                        UNREADABLE_AMOUNT,
                        "tax",
                        "9".repeat(59) + "…",
                        "a number such as 1234.50",
                        "tax: found '" + "9".repeat(59) + "…', expected a number such as 1234.50"));
    }

    @Test
    void reportsAShortAndPrintableValue() {
        item.put("tax", fromS("\u001b[31m40,37\n\u202e" + "\ud83d\ude00".repeat(100)));

        assertThat(read().problems())
                .singleElement()
                .extracting(OrderDefect::found)
                .isEqualTo(" [31m40,37  " + "\ud83d\ude00".repeat(47) + "…");
    }

    static Stream<AttributeValue> itemsThatAreNotAList() {
        return Stream.of(
                fromS("two hostings"),
                fromS("{\"quantity\":1}"),
                fromS("[{\"quantity\": 1}"),
                fromN("2"),
                fromBool(true),
                fromM(Map.of("quantity", fromN("1"))));
    }

    @ParameterizedTest
    @MethodSource("itemsThatAreNotAList")
    void reportsItemsThatAreNotAListAndIgnoresTheStoredSubtotal(AttributeValue items) {
        item.put("items", items);

        assertThat(read().items()).isEmpty();
        assertThat(read().subtotal()).isEmpty();
        assertThat(read().total()).isEmpty();
        assertThat(defects())
                .containsExactly(
                        new OrderDefect(UNREADABLE_ATTRIBUTE, "items", "a value of type " + items.type(), "a list"));
    }

    @Test
    void reportsALineThatIsNotAMapAndKeepsItsPosition() {
        AttributeValue hosting = item.get("items").l().get(0);
        item.put("items", fromL(List.of(fromS("hosting"), hosting, fromN("7"))));

        assertThat(read().items().orElseThrow())
                .extracting(LineItem::subtotal)
                .containsExactly(Optional.empty(), Optional.of(rand("269.10")), Optional.empty());
        assertThat(read().subtotal()).isEmpty();
        assertThat(read().total()).isEmpty();
        assertThat(defects())
                .containsExactly(
                        new OrderDefect(UNREADABLE_ATTRIBUTE, "items.0", "a value of type S", "a map"),
                        new OrderDefect(UNREADABLE_ATTRIBUTE, "items.2", "a value of type N", "a map"));
    }

    @Test
    void treatsANullOrBlankLineAsEmptyAndUsesTheStoredSubtotal() {
        item.put("items", fromL(List.of(fromNul(true), fromS(""))));

        assertThat(read().items().orElseThrow()).hasSize(2);
        assertThat(read().total()).contains(rand("309.47"));
        assertThat(defects()).isEmpty();
    }

    @Test
    void reportsUnreadableAmountsInsideJsonText() {
        item.put("items", fromS("""
                [{"quantity": 2, "unitPrice": "149,50", "discount": 29.90},
                 "{\\"quantity\\": 1.5, \\"unitPrice\\": NaN, \\"discount\\": 1e999999999}", true]"""));
        item.put("campaign", fromS("{\"discountPercentage\": \"10%\"}"));

        assertThat(read().subtotal()).isEmpty();
        assertThat(read().problems())
                .extracting(OrderDefect::attribute)
                .containsExactly(
                        "items.0.unitPrice",
                        "items.1.quantity",
                        "items.1.unitPrice",
                        "items.1.discount",
                        "items.2",
                        "campaign.discountPercentage");
    }

    @Test
    void ignoresAnUnreadableSubtotalIfTheLinesAreReadable() {
        item.put("subtotal", fromS("269,10"));
        assertThat(read().total()).contains(rand("309.47"));
        assertThat(defects()).containsExactly(unreadable("subtotal", "269,10"));

        item.remove("items");
        assertThat(read().subtotal()).isEmpty();
        assertThat(read().total()).isEmpty();
        assertThat(defects()).containsExactly(unreadable("subtotal", "269,10"));
    }

    @Test
    void reportsUnreadableStoredSumsAndComputesThem() {
        item.put("total", fromS("309,47"));
        putInLine("subtotal", fromS("269,10"));

        assertThat(read().total()).contains(rand("309.47"));
        assertThat(defects()).containsExactly(unreadable("items.0.subtotal", "269,10"), unreadable("total", "309,47"));
    }

    @Test
    void updatesAnOrderWithAnUnreadableAmount() {
        item.put("tax", fromS("40,37"));

        Order after = read().update(OrderUpdate.to(OrderStatus.PAID), ALICE, UpdateId.random(), NOON)
                .orElseThrow()
                .after();

        assertThat(after.total()).isEmpty();
        assertThat(after.problems()).containsExactly(unreadable("tax", "40,37"));
    }

    private void putInLine(String name, AttributeValue value) {
        item.put("items", fromL(List.of(OrderItems.with(item.get("items").l().get(0), name, value))));
    }

    private LineItem line() {
        return read().items().orElseThrow().get(0);
    }

    private Order read() {
        return (Order) OrderItemReader.read(KEY, item);
    }

    private List<OrderDefect> defects() {
        return OrderItemValidator.of(item).defects();
    }

    private static OrderDefect unreadable(String attribute, String found) {
        String expected = "a number such as 1234.50";
        return new OrderDefect(
                UNREADABLE_AMOUNT,
                attribute,
                found,
                expected,
                attribute + ": found '" + found + "', expected " + expected);
    }
}
