package com.bbws.checkout;

import com.bbws.orders.application.ExpectedVersion;
import com.bbws.orders.application.OrderDocument;
import com.bbws.orders.application.UpdateOrder;
import com.bbws.orders.application.UpdateOrderCommand;
import com.bbws.orders.domain.Actor;
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
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Receives the notifications of the payment provider, which repeats one until it gets a 2xx status. */
@RestController
class PaymentController {

    /** A notification whose signature was checked, so that its tenant is the one that this service sent to the provider. */
    record Notification(String tenantId, String orderId, String transactionId, BigDecimal amount, String currency) {}

    /** What a notification led to. In each case the provider need not repeat it. */
    enum Result {
        /** The order is paid now. */
        PAID,
        /** This payment was recorded before, and the order may be further on. */
        REPEATED,
        /** The order is cancelled: pay the amount back. */
        REFUND_DUE,
        /** Nothing is written, because a person must decide. */
        TO_CHECK
    }

    /** The order is in its published form, because the domain's types are not for a serializer. It is empty if there is none. */
    record Response(Result result, Map<String, Object> order) {
        static Response of(Result result, Order order) {
            return new Response(result, OrderDocument.of(order));
        }
    }

    private final OrderRepository orders;
    private final UpdateOrder updateOrder;

    PaymentController(OrderRepository orders, UpdateOrder updateOrder) {
        this.orders = orders;
        this.updateOrder = updateOrder;
    }

    @PostMapping("/payments")
    Response receive(@RequestBody Notification notification) {
        OrderKey key = new OrderKey(new TenantId(notification.tenantId()), new OrderId(notification.orderId()));
        PaymentDetails payment = PaymentDetails.of(
                Map.of(PaymentField.METHOD, "payfast", PaymentField.TRANSACTION_ID, notification.transactionId()));
        Money amount = new Money(notification.amount(), notification.currency());
        Optional<Order> active = orders.find(key).filter(Order::isActive);
        if (active.isEmpty()) {
            return new Response(Result.TO_CHECK, Map.of()); // absent or soft-deleted
        }
        Order order = active.get();
        if (order.isPaidWith(payment)) {
            return Response.of(Result.REPEATED, order);
        }
        if (order.status().isPaidFor() || !covers(amount, order.total())) {
            return Response.of(Result.TO_CHECK, order); // an update would replace the details of the first payment
        }
        try {
            UpdateOrderCommand command = new UpdateOrderCommand(
                    key,
                    OrderUpdate.to(OrderStatus.PAID, payment),
                    new Actor("checkout"),
                    UpdateId.random(),
                    versionOf(order));
            return Response.of(Result.PAID, updateOrder.handle(command).after());
        } catch (OrderException.Immutable cancelled) {
            return Response.of(Result.REFUND_DUE, order);
        }
    }

    /** The total is empty if an amount of the order is absent or cannot be read. It is never assumed to be zero. */
    private static boolean covers(Money paid, Optional<Money> total) {
        return total.filter(due -> due.currency().equals(paid.currency()))
                .filter(due -> paid.compareAmountTo(due) >= 0)
                .isPresent();
    }

    /** The decision is about this version. If another service writes the order, the response is a 412 and the provider repeats. */
    private static ExpectedVersion versionOf(Order order) {
        return order.lockToken()
                .map(token -> ExpectedVersion.oneOf(Set.of(token)))
                .orElseGet(ExpectedVersion::any);
    }
}
