package com.bbws.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.bbws.orders.domain.Actor;
import com.bbws.orders.domain.LockToken;
import com.bbws.orders.domain.Money;
import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.OrderChange;
import com.bbws.orders.domain.OrderException;
import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.domain.OrderUpdate;
import com.bbws.orders.domain.PaymentDetails;
import com.bbws.orders.domain.PaymentField;
import com.bbws.orders.domain.TenantId;
import com.bbws.orders.domain.UpdateId;
import com.bbws.orders.domain.port.OrderRepository;
import com.bbws.orders.domain.port.StoreException;
import com.bbws.orders.domain.port.WriteOutcome;
import com.bbws.payments.PaymentNotifications.Result;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PaymentNotificationsTest {

    private static final OrderKey KEY = new OrderKey(new TenantId("tenant_9f1c"), new OrderId("order_4d2e"));
    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);

    private final TestDatabase database = new TestDatabase();
    private final JdbcOrders orders = new JdbcOrders(database, CLOCK);
    private final PaymentNotifications notifications = new PaymentNotifications(orders, CLOCK);

    @BeforeEach
    void createTables() throws SQLException {
        orders.createTables();
    }

    @Test
    void runsInNamedModules() {
        assertThat(getClass().getModule().getName()).isEqualTo("com.bbws.payments");
        assertThat(Order.class.getModule().getName()).isEqualTo("com.bbws.orders.domain");
    }

    @Test
    void setsAnOrderToPaid() throws SQLException {
        orders.insert(order(OrderStatus.PENDING).build());

        assertThat(notifications.receive(payment("txn-1", "299.00"))).isEqualTo(Result.PAID);

        assertThat(found().status()).isEqualTo(OrderStatus.PAID);
        assertThat(found().paymentDetails()).contains(payment("txn-1", "299.00").details());
        assertThat(orders.history(KEY)).containsExactly("ORDER_STATUS_CHANGED by payments: pending -> paid");
    }

    @Test
    void recognisesARepeatedNotificationOfAnOrderThatIsFurtherOn() throws SQLException {
        orders.insert(order(OrderStatus.PENDING).build());
        notifications.receive(payment("txn-1", "299.00"));
        orders.apply(change(OrderUpdate.to(OrderStatus.PROCESSING)));

        assertThat(notifications.receive(payment("txn-1", "299.00"))).isEqualTo(Result.REPEATED);

        assertThat(found().status()).isEqualTo(OrderStatus.PROCESSING);
    }

    @Test
    void leavesTheDecisionAboutASecondPayment() throws SQLException {
        orders.insert(order(OrderStatus.PENDING).build());
        notifications.receive(payment("txn-1", "299.00"));

        assertThat(notifications.receive(payment("txn-2", "299.00"))).isEqualTo(Result.TO_CHECK);

        assertThat(found().paymentDetails()).contains(payment("txn-1", "299.00").details());
    }

    @Test
    void paysBackThePaymentOfACancelledOrder() throws SQLException {
        orders.insert(order(OrderStatus.CANCELLED).build());

        assertThat(notifications.receive(payment("txn-1", "299.00"))).isEqualTo(Result.REFUND_DUE);

        assertThat(found().status()).isEqualTo(OrderStatus.CANCELLED);
    }

    @Test
    void leavesAnOrderWhosePaymentIsTooSmall() throws SQLException {
        orders.insert(order(OrderStatus.PENDING).build());

        assertThat(notifications.receive(payment("txn-1", "298.99"))).isEqualTo(Result.TO_CHECK);

        assertThat(found().status()).isEqualTo(OrderStatus.PENDING);
    }

    @Test
    void leavesAnOrderWithoutATotal() throws SQLException {
        orders.insert(Order.builder(KEY, OrderStatus.PENDING).build());

        assertThat(notifications.receive(payment("txn-1", "299.00"))).isEqualTo(Result.TO_CHECK);
    }

    @Test
    void decidesAgainAfterAConflict() throws SQLException {
        orders.insert(order(OrderStatus.PENDING).build());
        OrderChange cancellation = change(OrderUpdate.to(OrderStatus.CANCELLED));
        PaymentNotifications slow = new PaymentNotifications(writingFirst(() -> orders.apply(cancellation)), CLOCK);

        assertThat(slow.receive(payment("txn-1", "299.00"))).isEqualTo(Result.REFUND_DUE);

        assertThat(found().status()).isEqualTo(OrderStatus.CANCELLED);
    }

    @Test
    void recognisesTheRepetitionOfAWriteWithoutAResponse() throws SQLException {
        orders.insert(order(OrderStatus.PENDING).build());
        PaymentNotifications interrupted =
                new PaymentNotifications(new JdbcOrders(database.losingTheResponse(), CLOCK), CLOCK);
        assertThatExceptionOfType(StoreException.OutcomeUnknown.class)
                .isThrownBy(() -> interrupted.receive(payment("txn-1", "299.00")))
                .satisfies(failure -> assertThat(HttpStatus.of(failure)).isEqualTo(503));

        assertThat(notifications.receive(payment("txn-1", "299.00"))).isEqualTo(Result.REPEATED);

        assertThat(orders.history(KEY)).hasSize(1);
    }

    @Test
    void leavesThePaymentOfAnUnknownOrder() {
        assertThat(notifications.receive(payment("txn-1", "299.00"))).isEqualTo(Result.TO_CHECK);
    }

    @Test
    void leavesThePaymentOfASoftDeletedOrder() throws SQLException {
        orders.insert(order(OrderStatus.PENDING).active(false).build());

        assertThat(notifications.receive(payment("txn-1", "299.00"))).isEqualTo(Result.TO_CHECK);

        assertThat(found().status()).isEqualTo(OrderStatus.PENDING);
    }

    @Test
    void leavesThePaymentOfAnOrderThatIsDeletedAfterTheRead() throws SQLException {
        orders.insert(order(OrderStatus.PENDING).build());
        PaymentNotifications slow = new PaymentNotifications(
                writingFirst(() -> database.execute("update orders set active = false")), CLOCK);

        assertThat(slow.receive(payment("txn-1", "299.00"))).isEqualTo(Result.TO_CHECK);

        assertThat(found().status()).isEqualTo(OrderStatus.PENDING);
    }

    @Test
    void rejectsANotificationIfOtherWritersAreAlwaysFirst() throws SQLException {
        orders.insert(order(OrderStatus.PENDING).build());
        PaymentNotifications slow = new PaymentNotifications(
                writingFirst(() -> database.execute("update orders set lock_token = lock_token || '0'")), CLOCK);

        assertThatExceptionOfType(OrderException.Conflict.class)
                .isThrownBy(() -> slow.receive(payment("txn-1", "299.00")))
                .satisfies(conflict -> assertThat(HttpStatus.of(conflict)).isEqualTo(409));
    }

    private static Order.Builder order(OrderStatus status) {
        return Order.builder(KEY, status)
                .lockToken(LockToken.at(NOON.minusSeconds(60)))
                .currency("ZAR")
                .subtotal(Money.of("260.00", "ZAR"))
                .tax(Money.of("39.00", "ZAR"));
    }

    private static PaymentNotification payment(String transactionId, String amount) {
        return new PaymentNotification(
                KEY,
                Money.of(amount, "ZAR"),
                PaymentDetails.of(Map.of(PaymentField.METHOD, "payfast", PaymentField.TRANSACTION_ID, transactionId)));
    }

    private OrderChange change(OrderUpdate update) {
        return found().update(update, new Actor("shop"), UpdateId.random(), NOON)
                .orElseThrow();
    }

    private Order found() {
        return orders.find(KEY).orElseThrow();
    }

    private interface OtherService {
        void write() throws SQLException;
    }

    /** Returns the store of a service that another service overtakes between a read and a write. */
    private OrderRepository writingFirst(OtherService other) {
        return new OrderRepository() {
            @Override
            public Optional<Order> find(OrderKey key) {
                return orders.find(key);
            }

            @Override
            public WriteOutcome apply(OrderChange second) {
                try {
                    other.write();
                } catch (SQLException failure) {
                    throw new IllegalStateException(failure);
                }
                return orders.apply(second);
            }
        };
    }
}
