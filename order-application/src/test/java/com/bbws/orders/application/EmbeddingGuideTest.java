package com.bbws.orders.application;

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
import com.bbws.orders.domain.UpdateId;
import com.bbws.orders.domain.contract.InMemoryOrders;
import com.bbws.orders.domain.contract.MinimalOrderRepositoryContract;
import com.bbws.orders.domain.port.OrderRepository;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The code of docs/embedding.md is copied from the example projects, which {@code .ci/examples} builds and runs. */
class EmbeddingGuideTest {

    private static final Pattern CODE = Pattern.compile("(?ms)^ *```(?:java|kotlin|xml)\n(.*?)^ *```$");
    private static final int SNIPPETS_AT_LEAST = 10;

    @Test
    void theCodeOfTheGuideIsThatOfTheExamples() throws IOException {
        List<String> sources = new ArrayList<>();
        for (Path source : sourcesOfExamples()) {
            sources.add(withoutIndentation(Files.readString(source)));
        }

        List<String> snippets = CODE.matcher(Files.readString(Path.of("../docs/embedding.md")))
                .results()
                .map(block -> withoutIndentation(block.group(1)))
                .toList();

        assertThat(snippets)
                .hasSizeGreaterThanOrEqualTo(SNIPPETS_AT_LEAST)
                .allSatisfy(snippet -> assertThat(sources)
                        .withFailMessage("no file of an example contains%n%s", snippet)
                        .anyMatch(source -> source.contains(snippet)));
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
    class MyOrdersTest extends MinimalOrderRepositoryContract {

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
        protected void remove(OrderKey key) {
            myOrders.remove(key);
        }

        @Override
        protected Optional<OrderRepository> ordersOfAnUnavailableStore() {
            return Optional.empty(); // a store in memory always answers
        }

        @Override
        protected Optional<OrderRepository> ordersThatLoseTheAnswer() {
            return Optional.empty();
        }
    }

    /** A guide shows code with less indentation, and sometimes without the rest of a class. */
    private static String withoutIndentation(String text) {
        return text.lines().map(String::strip).collect(joining("\n", "\n", "\n"));
    }
}
