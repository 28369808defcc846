package com.bbws.orders.domain.contract;

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
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.domain.PaymentDetails;
import com.bbws.orders.domain.PaymentField;
import com.bbws.orders.domain.TenantId;
import com.bbws.orders.domain.UpdateId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Orders, actors and times of the contracts. */
final class SampleOrders {

    static final OrderId ID = new OrderId("order_4d2e");
    static final Actor ALICE = new Actor("alice@example.com");
    static final Actor BOB = new Actor("bob@example.com");
    static final UpdateId UPDATE_ID = new UpdateId("c6af9ac6-7b61-11e6-9a41-93e8deadbeef");
    static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");

    /** The defect of an order with an unknown status. */
    static final OrderDefect UNKNOWN_STATUS =
            new OrderDefect(OrderDefect.Kind.UNKNOWN_STATUS, "status", "'EXPIRED'", "a known status");

    private SampleOrders() {}

    /** Returns a builder of an order as the shop writes it, with all attributes. */
    static Order.Builder anOrder(OrderKey key, OrderStatus status) {
        return Order.builder(key, status)
                .orderNumber("ORD-2025-00042")
                .customerEmail(EmailAddress.of("thandi@example.com"))
                .currency("ZAR")
                .items(List.of(
                        LineItem.of("prod_hosting", "Hosting, one year", 2, rand("149.50"), rand("29.90")),
                        LineItem.of("prod_domain", "example.co.za", 1, rand("99"), rand("0"))))
                .subtotal(rand("368.10"))
                .tax(rand("55.22"))
                .shipping(rand("0"))
                .campaign(Campaign.builder()
                        .id(Optional.of("camp_1"))
                        .code(Optional.of("SUMMER10"))
                        .description(Optional.of("Ten percent off hosting"))
                        .discountPercentage(Optional.of(new BigDecimal("10")))
                        .productId(Optional.of("prod_hosting"))
                        .termsConditionsLink(Optional.of("https://example.com/terms"))
                        .fromDate(Optional.of("2025-12-01"))
                        .toDate(Optional.of("2026-01-31"))
                        .isValid(Optional.of(true))
                        .dateCreated(Optional.of("2025-11-01T08:00:00Z"))
                        .dateLastUpdated(Optional.of("2025-11-01T08:00:00Z"))
                        .lastUpdatedBy(Optional.of("marketing"))
                        .active(Optional.of(true))
                        .build())
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

    /** Returns the same for a tenant and an id. */
    static Order.Builder anOrder(TenantId tenant, OrderId id, OrderStatus status) {
        return anOrder(new OrderKey(tenant, id), status);
    }

    static PaymentDetails aPayment() {
        return aPayment("txn-1");
    }

    static PaymentDetails aPayment(String transactionId) {
        return PaymentDetails.of(paymentFields(
                Optional.of("payfast"),
                Optional.of(transactionId),
                Optional.of("pf-77"),
                Optional.of("2026-01-05T13:59:58+02:00")));
    }

    /** Returns the values that are present, by field. */
    static Map<PaymentField, String> paymentFields(
            Optional<String> method,
            Optional<String> transactionId,
            Optional<String> payfastPaymentId,
            Optional<String> paidAt) {
        Map<PaymentField, String> fields = new EnumMap<>(PaymentField.class);
        method.ifPresent(value -> fields.put(PaymentField.METHOD, value));
        transactionId.ifPresent(value -> fields.put(PaymentField.TRANSACTION_ID, value));
        payfastPaymentId.ifPresent(value -> fields.put(PaymentField.PAYFAST_PAYMENT_ID, value));
        paidAt.ifPresent(value -> fields.put(PaymentField.PAID_AT, value));
        return fields;
    }

    private static Money rand(String amount) {
        return Money.of(amount, "ZAR");
    }
}
