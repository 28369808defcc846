package com.bbws.orders.application;

import static com.bbws.orders.domain.testing.OrderFixtures.KEY;
import static com.bbws.orders.domain.testing.OrderFixtures.NOON;
import static com.bbws.orders.domain.testing.OrderFixtures.aPendingOrder;
import static com.bbws.orders.domain.testing.OrderFixtures.anExpiredOrder;
import static com.bbws.orders.domain.testing.OrderFixtures.anOrder;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.bbws.orders.domain.Actor;
import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.OrderDefect;
import com.bbws.orders.domain.OrderException;
import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.domain.OrderUpdate;
import com.bbws.orders.domain.PaymentDetails;
import com.bbws.orders.domain.PaymentField;
import com.bbws.orders.domain.StoredOrder;
import com.bbws.orders.domain.TenantId;
import com.bbws.orders.domain.UnreadableOrder;
import com.bbws.orders.domain.UpdateId;
import com.bbws.orders.domain.port.OrderRepository;
import com.bbws.orders.domain.testing.InMemoryOrders;
import com.bbws.orders.domain.testing.OrderRepositoryContract;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The examples of docs/embedding.md: compiled and run here. */
class EmbeddingGuideTest {

    private static final Pattern EXAMPLE = Pattern.compile("(?ms)^( *)// example\n(.*?)^ *// end of example$");
    private static final Pattern JAVA_BLOCK = Pattern.compile("(?ms)^```java\n(.*?)^```$");

    private final InMemoryOrders orders = new InMemoryOrders();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, UTF_8);

    @Test
    void theGuideShowsTheseExamples() throws IOException {
        String source = Files.readString(Path.of("src/test/java/com/bbws/orders/application/EmbeddingGuideTest.java"));
        List<String> examples = EXAMPLE.matcher(source)
                .results()
                .map(example -> example.group(2)
                        .indent(-example.group(1).length())
                        .replace(" out.println", " System.out.println"))
                .toList();

        List<String> shown = JAVA_BLOCK
                .matcher(Files.readString(Path.of("../docs/embedding.md")))
                .results()
                .map(block -> block.group(1))
                .toList();

        assertThat(shown).hasSizeGreaterThanOrEqualTo(4).isEqualTo(examples);
    }

    @Test
    void updatesAnOrderOnce() {
        orders.put(aPendingOrder());

        update(orders, Clock.fixed(NOON, ZoneOffset.UTC));
        update(orders, Clock.fixed(NOON, ZoneOffset.UTC));

        assertThat(printed.toString(UTF_8)).isEqualTo("paid now\npaid before\n");
    }

    @Test
    void reportsARejection() {
        orders.put(anOrder(KEY, OrderStatus.CANCELLED).build());

        update(orders, Clock.fixed(NOON, ZoneOffset.UTC));

        assertThat(printed.toString(UTF_8))
                .isEqualTo("INVALID_ORDER_STATE: Cannot update order in immutable state: cancelled\n");
    }

    @ParameterizedTest
    @EnumSource
    void mapsEveryCode(OrderException.Code code) {
        assertThat(advice(code)).isNotBlank();
    }

    @Test
    void showsAReadableAndAnUnreadableOrder() {
        show(aPendingOrder());
        show(anExpiredOrder(KEY).build());

        assertThat(printed.toString(UTF_8)).isEqualTo("""
                order_4d2e is pending
                order_4d2e cannot be read: status: found 'EXPIRED', expected a known status
                """);
    }

    private void update(OrderRepository orders, Clock clock) {
        // example
        OrderKey key = new OrderKey(new TenantId("tenant_9f1c"), new OrderId("order_4d2e"));
        OrderUpdate payment = OrderUpdate.to(
                OrderStatus.PAID,
                PaymentDetails.of(Map.of(PaymentField.METHOD, "payfast", PaymentField.TRANSACTION_ID, "txn-1")));

        UpdateOrder updateOrder = new UpdateOrder(orders, clock);
        try {
            UpdateOutcome outcome = updateOrder.handle(new UpdateOrderCommand(
                    key, payment, new Actor("billing"), UpdateId.random(), ExpectedVersion.any()));
            out.println(outcome.isWritten() ? "paid now" : "paid before");
        } catch (OrderException rejection) {
            out.println(rejection.code() + ": " + rejection.getMessage());
        }
        // end of example
    }

    // example
    static String advice(OrderException.Code code) {
        return switch (code) { // no default: a new code does not compile
            case VALIDATION_ERROR, ORDER_NOT_FOUND -> "correct the request";
            case INVALID_ORDER_STATE, ORDER_TOO_LARGE -> "do not repeat the request";
            case OPTIMISTIC_LOCK_FAILURE, PRECONDITION_FAILED, PRECONDITION_REQUIRED ->
                "read the order again, and decide again";
        };
    }
    // end of example

    private void show(StoredOrder stored) {
        // example
        String text = stored.fold(
                order -> order.id().value() + " is " + order.status().wireName(),
                unreadable -> unreadable.id().value() + " cannot be read: "
                        + unreadable.problems().stream()
                                .map(OrderDefect::sentence)
                                .collect(joining("; ")));
        out.println(text);
        // end of example
    }

    @Nested
    // example
    class MyOrdersTest extends OrderRepositoryContract {

        private final InMemoryOrders myOrders = new InMemoryOrders(); // your store

        @Override
        protected OrderRepository orders() {
            return myOrders;
        }

        @Override
        protected void put(Order order) {
            myOrders.put(order);
        }

        @Override
        protected void putUnreadable(OrderKey key, boolean active) {
            OrderDefect defect = new OrderDefect(OrderDefect.Kind.UNKNOWN_STATUS, "status", "'EXPIRED'", "a status");
            myOrders.put(UnreadableOrder.builder(key, Optional.of("EXPIRED"), List.of(defect))
                    .active(active)
                    .build());
        }

        @Override
        protected void remove(OrderKey key) {
            myOrders.remove(key);
        }

        @Override
        protected Object anUnknownValue() {
            return "a value that your store can keep";
        }
    }
    // end of example
}
