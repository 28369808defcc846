package com.bbws.checkout;

import com.bbws.orders.application.ExpectedVersion;
import com.bbws.orders.application.OrderDocument;
import com.bbws.orders.application.UpdateOrder;
import com.bbws.orders.application.UpdateOrderCommand;
import com.bbws.orders.domain.Actor;
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
import java.util.Map;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Receives the notifications of the payment provider. */
@RestController
class PaymentController {

    /** A notification whose signature was checked, so that its tenant is the one that this service sent to the provider. */
    record Notification(String tenantId, String orderId, String transactionId) {}

    private final OrderRepository orders;
    private final UpdateOrder updateOrder;

    PaymentController(OrderRepository orders, UpdateOrder updateOrder) {
        this.orders = orders;
        this.updateOrder = updateOrder;
    }

    /** Returns the published form of the order: the domain's types are not for a serializer. */
    @PostMapping("/payments")
    Map<String, Object> receive(@RequestBody Notification notification) {
        OrderKey key = new OrderKey(new TenantId(notification.tenantId()), new OrderId(notification.orderId()));
        PaymentDetails payment = PaymentDetails.of(
                Map.of(PaymentField.METHOD, "payfast", PaymentField.TRANSACTION_ID, notification.transactionId()));
        Order order = orders.find(key).orElseThrow(() -> new OrderException.NotFound(key.id()));
        if (order.isPaidWith(payment)) {
            return OrderDocument.of(order);
        }
        return OrderDocument.of(updateOrder
                .handle(new UpdateOrderCommand(
                        key,
                        OrderUpdate.to(OrderStatus.PAID, payment),
                        new Actor("checkout"),
                        UpdateId.random(),
                        ExpectedVersion.any()))
                .after());
    }
}
