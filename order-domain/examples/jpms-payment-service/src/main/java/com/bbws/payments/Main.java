package com.bbws.payments;

import com.bbws.orders.application.ExpectedVersion;
import com.bbws.orders.application.OrderDocument;
import com.bbws.orders.application.UpdateOrder;
import com.bbws.orders.application.UpdateOrderCommand;
import com.bbws.orders.application.UpdateOutcome;
import com.bbws.orders.domain.Actor;
import com.bbws.orders.domain.LockToken;
import com.bbws.orders.domain.Money;
import com.bbws.orders.domain.Order;
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
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;

/** Receives a payment twice, starts the delivery, and prints the order. The argument is the JDBC URL of an empty database. */
final class Main {

    private Main() {}

    public static void main(String[] arguments) throws SQLException {
        Clock clock = Clock.systemUTC();
        JdbcOrders orders = new JdbcOrders(() -> DriverManager.getConnection(arguments[0]), clock);
        orders.createTables();
        OrderKey key = new OrderKey(new TenantId("tenant_9f1c"), new OrderId("order_4d2e"));
        orders.insert(Order.builder(key, OrderStatus.PENDING)
                .lockToken(LockToken.at(Instant.EPOCH))
                .currency("ZAR")
                .subtotal(Money.of("299.00", "ZAR"))
                .build());

        PaymentNotification payment = new PaymentNotification(
                key,
                Money.of("299.00", "ZAR"),
                PaymentDetails.of(Map.of(PaymentField.METHOD, "payfast", PaymentField.TRANSACTION_ID, "txn-1")));
        PaymentNotifications notifications = new PaymentNotifications(orders, clock);
        System.out.println(notifications.receive(payment));
        startDelivery(orders, clock, key);
        System.out.println(notifications.receive(payment));
        System.out.println(OrderDocument.of(orders.find(key).orElseThrow()).get("status"));
        orders.history(key).forEach(System.out::println);
    }

    private static void startDelivery(OrderRepository orders, Clock clock, OrderKey key) {
        UpdateOrder updateOrder = new UpdateOrder(orders, clock);
        try {
            UpdateOutcome outcome = updateOrder.handle(new UpdateOrderCommand(
                    key,
                    OrderUpdate.to(OrderStatus.PROCESSING),
                    new Actor("delivery"),
                    UpdateId.random(),
                    ExpectedVersion.any()));
            System.out.println(outcome.isWritten() ? "delivery started" : "delivery had started before");
        } catch (OrderException rejection) {
            System.out.println(rejection.code() + ": " + rejection.getMessage());
        }
    }
}
