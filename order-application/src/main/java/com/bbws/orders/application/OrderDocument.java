package com.bbws.orders.application;

import static java.util.Objects.requireNonNull;

import com.bbws.orders.domain.BillingAddress;
import com.bbws.orders.domain.Campaign;
import com.bbws.orders.domain.EmailAddress;
import com.bbws.orders.domain.LineItem;
import com.bbws.orders.domain.LockToken;
import com.bbws.orders.domain.Money;
import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.OrderDefect;
import com.bbws.orders.domain.OrderException;
import com.bbws.orders.domain.PaymentDetails;
import com.bbws.orders.domain.StoredOrder;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The published form of an order, the same in every adapter: the names, the order and the types of its fields. A JSON library
 * writes and reads it as a map; the types of the domain it cannot write.
 *
 * <p>A document is a tree of {@link Map}, {@link List}, {@link String}, {@link java.math.BigDecimal}, {@link Integer} and
 * {@link Boolean}. Absent values are left out. Amounts are decimal numbers with the decimals of the currency; a writer must
 * not convert them to floating-point numbers.
 */
public final class OrderDocument {

    private final Map<String, Object> fields = new LinkedHashMap<>();

    private OrderDocument() {}

    /**
     * Returns the published form of an order. An amount that cannot be read is left out, and so is a sum that depends on it.
     *
     * @param order any order
     * @return an unmodifiable map, in the order of publication
     */
    public static Map<String, Object> of(StoredOrder order) {
        return published(order).fields();
    }

    /**
     * Returns the form of an order for operators: as {@link #of}, and if something cannot be read, with {@code problems},
     * which are sentences.
     *
     * @param order any order
     * @return an unmodifiable map, in the order of publication
     */
    public static Map<String, Object> withProblems(StoredOrder order) {
        List<OrderDefect> problems = order.problems();
        OrderDocument document = published(order);
        return problems.isEmpty()
                ? document.fields()
                : document.with(
                                "problems",
                                problems.stream().map(OrderDefect::sentence).toList())
                        .fields();
    }

    /**
     * Returns the order that a document describes: the other direction of {@link #of}, for services that receive documents.
     *
     * <p>Members that are {@code null} count as absent, and unknown members are ignored: later versions may add some. Values of a
     * wrong type are not converted, except numbers: they may have any number type or be a text, if no digit is lost. The sums must
     * be those of the other amounts. So if an unreadable amount was left out, the document is rejected, or each sum that depends on
     * the amount is absent too; the amount never counts as zero.
     *
     * <p>A document does not have everything that is stored: not the id and the reason of the last change, and not what other
     * services keep in the payment details. So do not decide on a change of this order: read the order from its {@link
     * com.bbws.orders.domain.port.OrderRepository}. A change of an order without those parts would delete them.
     *
     * @param document the published form of an order
     * @return the order; {@link #of} it is the same document if that was written by {@link #of}
     * @throws OrderException.Invalid if the document is not the published form of an order; it has an error for each wrong member
     */
    public static Order read(Map<String, ?> document) {
        return OrderDocumentReader.read(requireNonNull(document, "document"));
    }

    private static OrderDocument published(StoredOrder order) {
        return new OrderDocument()
                .with("id", order.id().value())
                .with("orderNumber", order.orderNumber())
                .with("tenantId", order.tenantId().value())
                .with("customerEmail", order.customerEmail().map(EmailAddress::text))
                .with("status", order.statusText())
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
        OrderDocument document = new OrderDocument();
        payment.fields().forEach((field, value) -> document.with(field.fieldName(), value));
        return document.fields();
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
