package com.bbws.orders.application;

import static com.bbws.orders.domain.OrderStatus.PENDING;
import static com.bbws.orders.domain.testing.OrderFixtures.ID;
import static com.bbws.orders.domain.testing.OrderFixtures.KEY;
import static com.bbws.orders.domain.testing.OrderFixtures.TENANT;
import static com.bbws.orders.domain.testing.OrderFixtures.aPaidOrder;
import static com.bbws.orders.domain.testing.OrderFixtures.aPayment;
import static com.bbws.orders.domain.testing.OrderFixtures.aPaymentKeeping;
import static com.bbws.orders.domain.testing.OrderFixtures.aPendingOrder;
import static com.bbws.orders.domain.testing.OrderFixtures.anExpiredOrder;
import static com.bbws.orders.domain.testing.OrderFixtures.anOrder;
import static com.bbws.orders.domain.testing.OrderFixtures.rand;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.bbws.orders.domain.EmailAddress;
import com.bbws.orders.domain.LineItem;
import com.bbws.orders.domain.LockToken;
import com.bbws.orders.domain.Money;
import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.OrderDefect;
import com.bbws.orders.domain.OrderException;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.domain.StoredValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class OrderDocumentReadTest {

    static Stream<Order> orders() {
        return Stream.of(
                aPendingOrder(),
                aPaidOrder(),
                Order.builder(KEY, PENDING).build(),
                Order.builder(KEY, PENDING).items(List.of()).build(),
                Order.builder(KEY, PENDING)
                        .currency("JPY")
                        .subtotal(Money.of("299", "JPY"))
                        .build(),
                Order.builder(KEY, PENDING)
                        .subtotal(Money.of("299.005", Money.NO_CURRENCY))
                        .build(),
                Order.builder(KEY, PENDING)
                        .items(List.of(
                                LineItem.reconstitute().productId("prod_domain").build()))
                        .build(),
                anOrder(TENANT, ID, PENDING)
                        .active(false)
                        .customerEmail(EmailAddress.reconstitute("None"))
                        .lockToken(new LockToken("2025-12-30 10:00:00+00:00"))
                        .build());
    }

    @ParameterizedTest
    @MethodSource("orders")
    void isTheOtherDirectionOfWriting(Order order) {
        Map<String, Object> document = OrderDocument.of(order);

        Order read = OrderDocument.read(document);

        assertThat(OrderDocument.of(read)).containsExactlyEntriesOf(document);
        assertThat(read.key()).isEqualTo(order.key());
        assertThat(read.paymentDetails()).isEqualTo(order.paymentDetails());
    }

    @ParameterizedTest
    @EnumSource
    void readsEveryStatus(OrderStatus status) {
        Order order = anOrder(TENANT, ID, status).paymentDetails(aPayment()).build();

        assertThat(OrderDocument.read(OrderDocument.of(order)).status()).isEqualTo(status);
    }

    static Stream<Object> numbers() {
        return Stream.of(
                new BigDecimal("299.00"),
                new BigDecimal("299"),
                299,
                299L,
                (short) 299,
                BigInteger.valueOf(299),
                299.0,
                299f,
                "299.00");
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void readsNumbersOfAllTypes(Object number) {
        Map<String, Object> document = Map.of(
                "id",
                "o",
                "tenantId",
                "t",
                "status",
                "pending",
                "currency",
                "ZAR",
                "subtotal",
                number,
                "total",
                number);

        assertThat(OrderDocument.read(document).total()).contains(rand("299.00"));
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void readsQuantitiesOfAllTypes(Object number) {
        Map<String, Object> document =
                Map.of("id", "o", "tenantId", "t", "status", "pending", "items", List.of(Map.of("quantity", number)));

        assertThat(OrderDocument.read(document).items().orElseThrow().get(0).quantity())
                .contains(299);
    }

    @Test
    void ignoresUnknownAndNullMembers() {
        Map<String, Object> document = new HashMap<>(OrderDocument.of(aPendingOrder()));
        document.put("colour", "green");
        document.put("paymentDetails", null);

        assertThat(OrderDocument.of(OrderDocument.read(document))).isEqualTo(OrderDocument.of(aPendingOrder()));
    }

    @Test
    void doesNotKnowWhatIsNotPublished() {
        Order order = anOrder(TENANT, ID, PENDING)
                .paymentDetails(aPaymentKeeping("paymentId", "p-1"))
                .lastUpdateReason("Ticket 4711")
                .build();

        Order read = OrderDocument.read(OrderDocument.of(order));

        assertThat(read.paymentDetails().orElseThrow().unknownFields()).isEmpty();
        assertThat(read.lastUpdateReason()).isEmpty();
        assertThat(read.lastUpdateId()).isEmpty();
    }

    static Stream<Arguments> errors() {
        return Stream.of(
                Arguments.of("id", null, "REQUIRED"),
                Arguments.of("id", "a b", "UNKNOWN_VALUE"),
                Arguments.of("tenantId", 1, "WRONG_TYPE"),
                Arguments.of("status", "PAID", "UNKNOWN_VALUE"),
                Arguments.of("status", "expired", "UNKNOWN_VALUE"),
                Arguments.of("active", "true", "WRONG_TYPE"),
                Arguments.of("currency", 1, "WRONG_TYPE"),
                Arguments.of("items", Map.of(), "WRONG_TYPE"),
                Arguments.of("billingAddress", "1 Long Street", "WRONG_TYPE"),
                Arguments.of("tax", "55,22", "WRONG_TYPE"),
                Arguments.of("tax", true, "WRONG_TYPE"),
                Arguments.of("tax", Double.NaN, "WRONG_TYPE"),
                Arguments.of("tax", 12345678901234.567, "WRONG_TYPE"),
                Arguments.of("tax", 1234567.89f, "WRONG_TYPE"),
                Arguments.of("tax", "1E999999999", "WRONG_TYPE"),
                Arguments.of("total", null, "INVALID_FORMAT"),
                Arguments.of("total", "much", "WRONG_TYPE"),
                Arguments.of("total", 1, "INVALID_FORMAT"),
                Arguments.of("subtotal", null, "INVALID_FORMAT"),
                Arguments.of("problems", List.of("tax: found '40,37'"), "NOT_SUPPORTED"));
    }

    @ParameterizedTest
    @MethodSource
    void errors(String field, Object value, String code) {
        Map<String, Object> document = new HashMap<>(OrderDocument.of(aPendingOrder()));
        document.put(field, value);

        assertThat(rejection(document).errors()).singleElement().satisfies(error -> {
            assertThat(error.field()).isEqualTo(field);
            assertThat(error.code()).hasToString(code);
        });
    }

    @Test
    void namesAllWrongMembersAndWhereTheyAre() {
        Map<String, Object> document = new HashMap<>(OrderDocument.of(aPendingOrder()));
        document.put("items", List.of(Map.of("quantity", 1.5), "a line"));
        document.put("paymentDetails", Map.of("method", 1));

        assertThat(rejection(document)).hasMessage("Invalid paymentDetails.method, items.1, items.0.quantity");
    }

    @Test
    void rejectsTheDocumentOfAnOrderThatCannotBeRead() {
        assertThat(rejection(OrderDocument.of(anExpiredOrder(TENANT, ID)))).hasMessage("Invalid status");
    }

    /** If it counted as zero, the total would be too small. */
    @Test
    void rejectsADocumentFromWhichAnUnreadableAmountWasLeftOut() {
        StoredValue<Money> unreadable = StoredValue.unreadable(
                List.of(new OrderDefect(OrderDefect.Kind.UNREADABLE_AMOUNT, "tax", "40,37", "a number")));
        LineItem line = LineItem.reconstitute()
                .quantity(StoredValue.known(1))
                .unitPrice(StoredValue.known(rand("10")))
                .discount(unreadable)
                .build();

        assertThat(rejection(OrderDocument.of(
                        anOrder(TENANT, ID, PENDING).tax(unreadable).build())))
                .hasMessage("Invalid total");
        assertThat(rejection(OrderDocument.of(
                        anOrder(TENANT, ID, PENDING).items(List.of(line)).build())))
                .hasMessage("Invalid items.0.subtotal");
    }

    @Test
    void readsNoSumFromADocumentWithoutAnUnreadablePrice() {
        LineItem line = LineItem.reconstitute()
                .quantity(StoredValue.known(1))
                .unitPrice(StoredValue.unreadable(
                        List.of(new OrderDefect(OrderDefect.Kind.UNREADABLE_AMOUNT, "unitPrice", "40,37", "a number"))))
                .build();

        Order read = OrderDocument.read(OrderDocument.of(
                anOrder(TENANT, ID, PENDING).items(List.of(line)).build()));

        assertThat(read.subtotal()).isEmpty();
        assertThat(read.total()).isEmpty();
    }

    private static OrderException.Invalid rejection(Map<String, Object> document) {
        return catchThrowableOfType(OrderException.Invalid.class, () -> OrderDocument.read(document));
    }
}
