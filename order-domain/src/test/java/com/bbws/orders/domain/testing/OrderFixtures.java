package com.bbws.orders.domain.testing;

import com.bbws.orders.domain.Actor;
import com.bbws.orders.domain.BillingAddress;
import com.bbws.orders.domain.Campaign;
import com.bbws.orders.domain.EmailAddress;
import com.bbws.orders.domain.LineItem;
import com.bbws.orders.domain.LockToken;
import com.bbws.orders.domain.Money;
import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.OrderDefect;
import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.domain.OrderUpdate;
import com.bbws.orders.domain.PaymentDetails;
import com.bbws.orders.domain.TenantId;
import com.bbws.orders.domain.UnreadableOrder;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Orders and people that tests speak of. */
public final class OrderFixtures {

    public static final TenantId TENANT = new TenantId("tenant_9f1c");
    public static final OrderId ID = new OrderId("order_4d2e");
    public static final Actor ALICE = new Actor("alice@example.com");
    public static final Actor BOB = new Actor("bob@example.com");
    public static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");

    private OrderFixtures() {}

    /** An order as the shop writes it, with everything that an order can have. */
    public static Order.Builder anOrder(TenantId tenant, OrderId id, OrderStatus status) {
        return Order.builder(tenant, id, status)
                .orderNumber("ORD-2025-00042")
                .customerEmail(EmailAddress.of("thandi@example.com"))
                .currency("ZAR")
                .items(List.of(
                        LineItem.of("prod_hosting", "Hosting, one year", 2, rand("149.50"), rand("29.90")),
                        LineItem.of("prod_domain", "example.co.za", 1, rand("99"), rand("0"))))
                .subtotal(rand("368.10"))
                .tax(rand("55.22"))
                .shipping(rand("0"))
                .campaign(new Campaign(
                        Optional.of("camp_1"),
                        Optional.of("SUMMER10"),
                        Optional.of("Ten percent off hosting"),
                        Optional.of(new BigDecimal("10")),
                        Optional.of("prod_hosting"),
                        Optional.of("https://example.com/terms"),
                        Optional.of("2025-12-01"),
                        Optional.of("2026-01-31"),
                        Optional.of(true),
                        Optional.of("2025-11-01T08:00:00Z"),
                        Optional.of("2025-11-01T08:00:00Z"),
                        Optional.of("marketing"),
                        Optional.of(true)))
                .billingAddress(new BillingAddress(
                        Optional.of("1 Long Street"),
                        Optional.of("Cape Town"),
                        Optional.of("Western Cape"),
                        Optional.of("8001"),
                        Optional.of("ZA")))
                .paymentMethod("payfast")
                .pdfUrl("https://example.com/orders/42.pdf")
                .dateCreated("2025-12-30T09:58:00Z")
                .lockToken(new LockToken("2025-12-30T10:00:00Z"))
                .lastUpdatedBy("shop");
    }

    public static Order aPendingOrder() {
        return anOrder(TENANT, ID, OrderStatus.PENDING).build();
    }

    /** A pending order that was paid. */
    public static Order aPaidOrder() {
        return aPendingOrder()
                .update(OrderUpdate.to(OrderStatus.PAID, aPayment()), ALICE, NOON.minusSeconds(60))
                .orElseThrow()
                .after();
    }

    /** An order whose status nobody knows. */
    public static UnreadableOrder anExpiredOrder(TenantId tenant, OrderId id) {
        return UnreadableOrder.reconstitute(
                anOrder(tenant, id, OrderStatus.PENDING).build(),
                Optional.of("EXPIRED"),
                List.of(new OrderDefect(
                        OrderDefect.Kind.UNKNOWN_STATUS, "status", "'EXPIRED'", "one of the seven statuses")));
    }

    public static PaymentDetails aPayment() {
        return aPayment("txn-1");
    }

    public static PaymentDetails aPayment(String transactionId) {
        return PaymentDetails.of(
                Optional.of("payfast"),
                Optional.of(transactionId),
                Optional.of("pf-77"),
                Optional.of("2026-01-05T13:59:58+02:00"));
    }

    /** The same payment as it may be stored, with a member that only another service knows. */
    public static PaymentDetails aPaymentKeeping(String name, Object value) {
        PaymentDetails payment = aPayment();
        return PaymentDetails.reconstitute(
                payment.method(),
                payment.transactionId(),
                payment.payfastPaymentId(),
                payment.paidAt(),
                Map.of(name, value));
    }

    public static Money rand(String amount) {
        return Money.of(amount, "ZAR");
    }
}
