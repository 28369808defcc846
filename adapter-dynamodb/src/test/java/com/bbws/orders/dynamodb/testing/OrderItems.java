package com.bbws.orders.dynamodb.testing;

import static java.util.stream.Collectors.toMap;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromBool;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromL;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromM;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import com.bbws.orders.domain.BillingAddress;
import com.bbws.orders.domain.Campaign;
import com.bbws.orders.domain.EmailAddress;
import com.bbws.orders.domain.LineItem;
import com.bbws.orders.domain.LockToken;
import com.bbws.orders.domain.Money;
import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.domain.PaymentDetails;
import com.bbws.orders.domain.UpdateId;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Converts orders to items as the service that creates orders writes them (docs/contract.md, 2). Production code never writes
 * a whole item. This class does not depend on the production code that reads items.
 */
public final class OrderItems {

    private final Map<String, AttributeValue> attributes = new HashMap<>();

    private OrderItems() {}

    /** Returns the key of an order. */
    public static Map<String, AttributeValue> key(OrderKey order) {
        return Map.of(
                "PK",
                fromS("TENANT#" + order.tenantId().value()),
                "SK",
                fromS("ORDER#" + order.id().value()));
    }

    /**
     * Returns the item of a pending order with simple amounts: 2 × 149.50 − 29.90, tax 40.37, shipping 0.00, total 309.47
     * rand. The map is modifiable.
     */
    public static Map<String, AttributeValue> hosting(OrderKey key) {
        return of(Order.builder(key, OrderStatus.PENDING)
                .orderNumber("ORD-2025-00017")
                .currency("ZAR")
                .items(List.of(LineItem.of(
                        "prod_hosting", "Hosting, one year", 2, Money.of("149.50", "ZAR"), Money.of("29.90", "ZAR"))))
                .tax(Money.of("40.37", "ZAR"))
                .shipping(Money.zero("ZAR"))
                .dateCreated("2025-12-30T09:58:00Z")
                .lockToken(new LockToken("2025-12-30T10:00:00Z"))
                .lastUpdatedBy("shop")
                .build());
    }

    /** Returns a copy of a map with another value for one member. */
    public static AttributeValue with(AttributeValue map, String name, AttributeValue value) {
        Map<String, AttributeValue> members = new HashMap<>(map.m());
        members.put(name, value);
        return fromM(members);
    }

    /** Returns the item of an order. The map is modifiable. */
    public static Map<String, AttributeValue> of(Order order) {
        OrderItems item = new OrderItems();
        item.attributes.putAll(key(order.key()));
        item.text("entityType", "ORDER");
        item.text("id", order.id().value());
        item.text("tenantId", order.tenantId().value());
        item.text("status", order.status().wireName());
        item.attributes.put("active", fromBool(order.isActive()));
        item.text("GSI1_PK", "TENANT#" + order.tenantId().value());
        item.text("GSI1_SK", order.dateCreated().orElse("") + "#" + order.id().value());
        item.text("GSI2_PK", "ORDER#" + order.id().value());
        item.text("GSI2_SK", "METADATA");
        item.text("orderNumber", order.orderNumber());
        item.text("customerEmail", order.customerEmail().map(EmailAddress::text));
        item.amount("subtotal", order.subtotal());
        item.amount("tax", order.tax());
        item.amount("shipping", order.shipping());
        item.amount("total", order.total());
        item.text("currency", order.currency());
        item.text("paymentMethod", order.paymentMethod());
        item.text("pdfUrl", order.pdfUrl());
        item.text("dateCreated", order.dateCreated());
        item.text("dateLastUpdated", order.lockToken().map(LockToken::text));
        item.text("lastUpdatedBy", order.lastUpdatedBy());
        item.text("lastUpdateReason", order.lastUpdateReason());
        item.text("lastUpdateId", order.lastUpdateId().map(UpdateId::value));
        order.items()
                .ifPresent(lines -> item.attributes.put(
                        "items", fromL(lines.stream().map(OrderItems::line).toList())));
        order.campaign().ifPresent(campaign -> item.attributes.put("campaign", campaign(campaign)));
        order.billingAddress().ifPresent(address -> item.attributes.put("billingAddress", address(address)));
        order.paymentDetails().ifPresent(payment -> item.attributes.put("paymentDetails", payment(payment)));
        return item.attributes;
    }

    private static AttributeValue line(LineItem line) {
        OrderItems map = new OrderItems();
        map.text("id", line.id());
        map.text("productId", line.productId());
        map.text("productName", line.productName());
        map.number("quantity", line.quantity().map(BigDecimal::valueOf));
        map.amount("unitPrice", line.unitPrice());
        map.amount("discount", line.discount());
        map.amount("subtotal", line.subtotal());
        map.text("dateCreated", line.dateCreated());
        map.text("dateLastUpdated", line.dateLastUpdated());
        map.text("lastUpdatedBy", line.lastUpdatedBy());
        map.flag("active", line.active());
        return fromM(map.attributes);
    }

    private static AttributeValue campaign(Campaign campaign) {
        OrderItems map = new OrderItems();
        map.text("id", campaign.id());
        map.text("code", campaign.code());
        map.text("description", campaign.description());
        map.number("discountPercentage", campaign.discountPercentage());
        map.text("productId", campaign.productId());
        map.text("termsConditionsLink", campaign.termsConditionsLink());
        map.text("fromDate", campaign.fromDate());
        map.text("toDate", campaign.toDate());
        map.flag("isValid", campaign.isValid());
        map.text("dateCreated", campaign.dateCreated());
        map.text("dateLastUpdated", campaign.dateLastUpdated());
        map.text("lastUpdatedBy", campaign.lastUpdatedBy());
        map.flag("active", campaign.active());
        return fromM(map.attributes);
    }

    private static AttributeValue address(BillingAddress address) {
        OrderItems map = new OrderItems();
        map.text("street", address.street());
        map.text("city", address.city());
        map.text("province", address.province());
        map.text("postalCode", address.postalCode());
        map.text("country", address.country());
        return fromM(map.attributes);
    }

    private static AttributeValue payment(PaymentDetails payment) {
        OrderItems map = new OrderItems();
        map.attributes.putAll(payment.unknownFields().entrySet().stream()
                .collect(toMap(Map.Entry::getKey, entry -> (AttributeValue) entry.getValue())));
        payment.fields().forEach((field, value) -> map.text(field.fieldName(), value));
        return fromM(map.attributes);
    }

    private void text(String name, String text) {
        attributes.put(name, fromS(text));
    }

    private void text(String name, Optional<String> text) {
        text.ifPresent(present -> text(name, present));
    }

    private void amount(String name, Optional<Money> amount) {
        number(name, amount.map(Money::amount));
    }

    private void number(String name, Optional<BigDecimal> number) {
        number.ifPresent(present -> attributes.put(name, fromN(present.toPlainString())));
    }

    private void flag(String name, Optional<Boolean> flag) {
        flag.ifPresent(present -> attributes.put(name, fromBool(present)));
    }
}
