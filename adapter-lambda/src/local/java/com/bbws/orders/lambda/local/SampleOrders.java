package com.bbws.orders.lambda.local;

import static com.bbws.orders.domain.testing.OrderFixtures.aPayment;
import static com.bbws.orders.domain.testing.OrderFixtures.anOrder;

import com.bbws.orders.domain.LockToken;
import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.domain.TenantId;
import com.bbws.orders.dynamodb.testing.OrderItems;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A few orders with different statuses, some in the form that other services write. */
final class SampleOrders {

    static final TenantId TENANT = new TenantId("tenant_demo");
    static final TenantId OTHER_TENANT = new TenantId("tenant_other");
    static final OrderId PENDING = new OrderId("order_pending");
    static final OrderId COMPLETED = new OrderId("order_completed");
    static final OrderId FOREIGN = new OrderId("order_of_another_tenant");

    private SampleOrders() {}

    /** Returns the items of the table. */
    static List<Map<String, AttributeValue>> items() {
        return List.of(
                OrderItems.of(order(TENANT, PENDING, OrderStatus.PENDING).build()),
                inTheFormOfOtherServices(),
                OrderItems.of(order(TENANT, new OrderId("order_paid"), OrderStatus.PAID)
                        .paymentDetails(aPayment())
                        .build()),
                OrderItems.of(order(TENANT, COMPLETED, OrderStatus.COMPLETED)
                        .paymentDetails(aPayment())
                        .build()),
                OrderItems.of(order(TENANT, new OrderId("order_cancelled"), OrderStatus.CANCELLED)
                        .build()),
                OrderItems.of(order(TENANT, new OrderId("order_deleted"), OrderStatus.PENDING)
                        .active(false)
                        .build()),
                withAnUnknownStatus(),
                OrderItems.of(order(OTHER_TENANT, FOREIGN, OrderStatus.PENDING).build()));
    }

    /** Returns the keys of the orders. */
    static List<OrderKey> keys() {
        return items().stream()
                .map(item -> new OrderKey(
                        new TenantId(item.get("tenantId").s()),
                        new OrderId(item.get("id").s())))
                .toList();
    }

    private static Order.Builder order(TenantId tenant, OrderId id, OrderStatus status) {
        return anOrder(tenant, id, status).orderNumber("ORD-" + id.value());
    }

    private static Map<String, AttributeValue> inTheFormOfOtherServices() {
        Map<String, AttributeValue> item = new HashMap<>(
                OrderItems.of(order(TENANT, new OrderId("order_payment_pending"), OrderStatus.PAYMENT_PENDING)
                        .lockToken(new LockToken("2025-12-30T10:00:00.123456"))
                        .build()));
        item.put("status", AttributeValue.fromS("PENDING_PAYMENT"));
        item.put("paymentDetails", AttributeValue.fromS("{\"method\":\"eft\",\"paymentId\":\"legacy-17\"}"));
        item.put("taxAmount", item.remove("tax"));
        item.put("isActive", item.remove("active"));
        return item;
    }

    private static Map<String, AttributeValue> withAnUnknownStatus() {
        Map<String, AttributeValue> item = new HashMap<>(OrderItems.of(
                order(TENANT, new OrderId("order_expired"), OrderStatus.PENDING).build()));
        item.put("status", AttributeValue.fromS("EXPIRED"));
        return item;
    }
}
