package com.bbws.orders.application;

import com.bbws.orders.domain.BillingAddress;
import com.bbws.orders.domain.Campaign;
import com.bbws.orders.domain.EmailAddress;
import com.bbws.orders.domain.LineItem;
import com.bbws.orders.domain.LockToken;
import com.bbws.orders.domain.Money;
import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.OrderDefect;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.domain.PaymentDetails;
import com.bbws.orders.domain.UnreadableOrder;
import com.bbws.orders.domain.port.StoredOrder;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The one published form of an order: the names, the order and the kinds of the fields that every client sees, whether
 * in an HTTP answer or on a terminal (docs/contract.md, 1 Answers).
 *
 * <p>A document is a tree of {@link Map}, {@link List}, {@link String}, {@link java.math.BigDecimal}, {@link
 * Integer} and {@link Boolean}, so that any writer can print it. What an order does not have is left out. Amounts are
 * decimal numbers with the currency's decimals; a writer must not turn them into floating-point ones.
 */
public final class OrderDocument {

    private final Map<String, Object> fields = new LinkedHashMap<>();

    private OrderDocument() {}

    /**
     * Returns an order's document, as the API answers with it. A sum that depends on an amount that cannot be read is left
     * out, as is that amount.
     *
     * @param order any order
     * @return an unmodifiable map, in the order of publication
     */
    public static Map<String, Object> of(Order order) {
        return published(order).fields();
    }

    /**
     * Returns the document of what is stored as an order, for operators: if some of it cannot be read, with {@code
     * problems}, which are sentences; and with the status as it is stored.
     *
     * @param stored an order, readable or not
     * @return an unmodifiable map, in the order of publication
     */
    public static Map<String, Object> of(StoredOrder stored) {
        OrderDocument document = stored instanceof StoredOrder.Readable readable
                ? published(readable.order())
                : published(((StoredOrder.Unreadable) stored).order());
        List<OrderDefect> problems = stored.problems();
        return problems.isEmpty()
                ? document.fields()
                : document.with(
                                "problems",
                                problems.stream().map(OrderDefect::sentence).toList())
                        .fields();
    }

    private static OrderDocument published(Order order) {
        return of(order, Optional.of(order.status().wireName()));
    }

    private static OrderDocument published(UnreadableOrder order) {
        // Any status will do: the one that is stored takes its place.
        return of(order.as(OrderStatus.PENDING), order.storedStatus());
    }

    private static OrderDocument of(Order order, Optional<String> status) {
        return new OrderDocument()
                .with("id", order.id().value())
                .with("orderNumber", order.orderNumber())
                .with("tenantId", order.tenantId().value())
                .with("customerEmail", order.customerEmail().map(EmailAddress::text))
                .with("status", status)
                .with(
                        "paymentDetails",
                        order.paymentDetails().filter(p -> !p.isEmpty()).map(OrderDocument::of))
                .with(
                        "items",
                        order.items()
                                .map(items ->
                                        items.stream().map(OrderDocument::of).toList()))
                .with("subtotal", order.subtotal().map(Money::amount))
                .with("tax", order.tax().map(Money::amount))
                .with("shipping", order.shipping().map(Money::amount))
                .with("total", order.total().map(Money::amount))
                .with("currency", order.currency())
                .with("campaign", order.campaign().map(OrderDocument::of))
                .with("billingAddress", order.billingAddress().map(OrderDocument::of))
                .with("paymentMethod", order.paymentMethod())
                .with("pdfUrl", order.pdfUrl())
                .with("dateCreated", order.dateCreated())
                .with("dateLastUpdated", order.lockToken().map(LockToken::text))
                .with("lastUpdatedBy", order.lastUpdatedBy())
                .with("active", order.isActive());
    }

    private static Map<String, Object> of(PaymentDetails payment) {
        return new OrderDocument()
                .with("method", payment.method())
                .with("transactionId", payment.transactionId())
                .with("payfastPaymentId", payment.payfastPaymentId())
                .with("paidAt", payment.paidAt())
                .fields();
    }

    private static Map<String, Object> of(LineItem item) {
        return new OrderDocument()
                .with("id", item.id())
                .with("productId", item.productId())
                .with("productName", item.productName())
                .with("quantity", item.quantity())
                .with("unitPrice", item.unitPrice().map(Money::amount))
                .with("discount", item.discount().map(Money::amount))
                .with("subtotal", item.subtotal().map(Money::amount))
                .with("dateCreated", item.dateCreated())
                .with("dateLastUpdated", item.dateLastUpdated())
                .with("lastUpdatedBy", item.lastUpdatedBy())
                .with("active", item.active())
                .fields();
    }

    private static Map<String, Object> of(Campaign campaign) {
        return new OrderDocument()
                .with("id", campaign.id())
                .with("code", campaign.code())
                .with("description", campaign.description())
                .with("discountPercentage", campaign.discountPercentage())
                .with("productId", campaign.productId())
                .with("termsConditionsLink", campaign.termsConditionsLink())
                .with("fromDate", campaign.fromDate())
                .with("toDate", campaign.toDate())
                .with("isValid", campaign.isValid())
                .with("dateCreated", campaign.dateCreated())
                .with("dateLastUpdated", campaign.dateLastUpdated())
                .with("lastUpdatedBy", campaign.lastUpdatedBy())
                .with("active", campaign.active())
                .fields();
    }

    private static Map<String, Object> of(BillingAddress address) {
        return new OrderDocument()
                .with("street", address.street())
                .with("city", address.city())
                .with("province", address.province())
                .with("postalCode", address.postalCode())
                .with("country", address.country())
                .fields();
    }

    private OrderDocument with(String name, Object value) {
        fields.put(name, value);
        return this;
    }

    private OrderDocument with(String name, Optional<?> value) {
        value.ifPresent(present -> fields.put(name, present));
        return this;
    }

    private Map<String, Object> fields() {
        return Collections.unmodifiableMap(fields);
    }
}
