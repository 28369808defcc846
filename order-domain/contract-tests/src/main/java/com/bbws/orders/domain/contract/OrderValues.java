package com.bbws.orders.domain.contract;

import static java.util.Map.entry;

import com.bbws.orders.domain.Campaign;
import com.bbws.orders.domain.LineItem;
import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.PaymentDetails;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What the public methods of an order return, by their names. Orders are compared by it, because they have no {@code equals},
 * and a comparison by fields needs reflection, which the module of the domain does not open to.
 */
final class OrderValues {

    private static final Map<String, Function<Order, ?>> ORDER = Map.ofEntries(
            entry("billingAddress", Order::billingAddress),
            entry("campaign", order -> order.campaign().map(OrderValues::campaign)),
            entry("currency", Order::currency),
            entry("customerEmail", Order::customerEmail),
            entry("dateCreated", Order::dateCreated),
            entry("id", Order::id),
            entry("isActive", Order::isActive),
            entry("items", order -> order.items().map(OrderValues::lines)),
            entry("key", Order::key),
            entry("lastUpdateId", Order::lastUpdateId),
            entry("lastUpdateReason", Order::lastUpdateReason),
            entry("lastUpdatedBy", Order::lastUpdatedBy),
            entry("lockToken", Order::lockToken),
            entry("orderNumber", Order::orderNumber),
            entry("paymentDetails", order -> order.paymentDetails().map(OrderValues::payment)),
            entry("paymentMethod", Order::paymentMethod),
            entry("pdfUrl", Order::pdfUrl),
            entry("problems", Order::problems),
            entry("shipping", Order::shipping),
            entry("status", Order::status),
            entry("statusText", Order::statusText),
            entry("subtotal", Order::subtotal),
            entry("tax", Order::tax),
            entry("tenantId", Order::tenantId),
            entry("total", Order::total));

    private static final Map<String, Function<LineItem, ?>> LINE = Map.ofEntries(
            entry("active", LineItem::active),
            entry("dateCreated", LineItem::dateCreated),
            entry("dateLastUpdated", LineItem::dateLastUpdated),
            entry("discount", LineItem::discount),
            entry("id", LineItem::id),
            entry("lastUpdatedBy", LineItem::lastUpdatedBy),
            entry("productId", LineItem::productId),
            entry("productName", LineItem::productName),
            entry("quantity", LineItem::quantity),
            entry("subtotal", LineItem::subtotal),
            entry("unitPrice", LineItem::unitPrice));

    private static final Map<String, Function<Campaign, ?>> CAMPAIGN = Map.ofEntries(
            entry("active", Campaign::active),
            entry("code", Campaign::code),
            entry("dateCreated", Campaign::dateCreated),
            entry("dateLastUpdated", Campaign::dateLastUpdated),
            entry("description", Campaign::description),
            entry("discountPercentage", Campaign::discountPercentage),
            entry("fromDate", Campaign::fromDate),
            entry("id", Campaign::id),
            entry("isValid", Campaign::isValid),
            entry("lastUpdatedBy", Campaign::lastUpdatedBy),
            entry("productId", Campaign::productId),
            entry("termsConditionsLink", Campaign::termsConditionsLink),
            entry("toDate", Campaign::toDate));

    private OrderValues() {}

    /** Returns all values of an order, with those of its parts. */
    static Map<String, Object> of(Order order) {
        return values(ORDER, order);
    }

    /** Returns the values that every store keeps. */
    static Map<String, Object> keptByEveryStore(Order order) {
        Map<String, Object> values = of(order);
        values.keySet().retainAll(List.of("isActive", "key", "lastUpdateId", "lockToken", "paymentDetails", "status"));
        values.replace("paymentDetails", order.paymentDetails().map(PaymentDetails::fields));
        return values;
    }

    static Map<String, Object> campaign(Campaign campaign) {
        return values(CAMPAIGN, campaign);
    }

    static Map<String, Object> line(LineItem line) {
        return values(LINE, line);
    }

    private static List<Map<String, Object>> lines(List<LineItem> lines) {
        return lines.stream().map(OrderValues::line).toList();
    }

    private static List<Map<?, ?>> payment(PaymentDetails payment) {
        return List.of(payment.fields(), payment.unknownFields());
    }

    private static <T> Map<String, Object> values(Map<String, Function<T, ?>> methods, T object) {
        Map<String, Object> values = new TreeMap<>();
        methods.forEach((name, method) -> values.put(name, method.apply(object)));
        return values;
    }
}
