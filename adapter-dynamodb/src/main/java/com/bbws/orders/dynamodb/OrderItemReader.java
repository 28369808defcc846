package com.bbws.orders.dynamodb;

import static java.util.stream.Collectors.joining;

import com.bbws.orders.domain.BillingAddress;
import com.bbws.orders.domain.Campaign;
import com.bbws.orders.domain.DisplayText;
import com.bbws.orders.domain.EmailAddress;
import com.bbws.orders.domain.LineItem;
import com.bbws.orders.domain.LockToken;
import com.bbws.orders.domain.Money;
import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.OrderDefect;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.domain.PaymentDetails;
import com.bbws.orders.domain.PaymentField;
import com.bbws.orders.domain.StoredOrder;
import com.bbws.orders.domain.StoredSums;
import com.bbws.orders.domain.StoredValue;
import com.bbws.orders.domain.UnreadableOrder;
import com.bbws.orders.domain.UpdateId;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Reads an item of the table as an order. Only this class depends on how the other services write orders: statuses in upper
 * case, numbers as text, maps as JSON text, other names of attributes. An order is unreadable if its status is unknown or
 * its lock token is not text. An amount that cannot be read becomes an unreadable value of the order.
 */
final class OrderItemReader {

    /** The maximum length of an unknown status in a message. */
    private static final int SHOWN_STATUS_LENGTH = 40;

    private static final String ITEMS = "items";
    private static final String SUBTOTAL = "subtotal";
    private static final String TOTAL = "total";
    private static final String DISCOUNT_PERCENTAGE = "discountPercentage";

    private OrderItemReader() {}

    /**
     * Reads an item.
     *
     * @param key the tenant and the id in the item's key; attributes that contradict the key are ignored
     * @param item all attributes
     */
    static StoredOrder read(OrderKey key, Map<String, AttributeValue> item) {
        ItemAttributes attributes = new ItemAttributes(item);
        Optional<String> storedStatus = storedStatus(attributes);
        Optional<OrderStatus> status = storedStatus.flatMap(OrderItemReader::status);
        List<OrderDefect> defects = Stream.of(
                        unknownStatus(status, storedStatus, attributes), unreadableToken(attributes))
                .flatMap(Optional::stream)
                .toList();
        return defects.isEmpty()
                ? filled(Order.builder(key, status.orElseThrow()), attributes).build()
                : filled(UnreadableOrder.builder(key, storedStatus, defects), attributes)
                        .build();
    }

    /** Reads the stored sums of an item; the order computes them. */
    static StoredSums sums(Map<String, AttributeValue> item) {
        ItemAttributes attributes = new ItemAttributes(item);
        return new StoredSums(
                attributes.number(SUBTOTAL).value(),
                attributes.number(TOTAL).value(),
                attributes.maps(ITEMS).value().orElse(List.of()).stream()
                        .map(line -> lineSubtotal(line).value())
                        .toList());
    }

    private static Optional<LockToken> lockToken(ItemAttributes attributes) {
        return attributes.text(OrderAttributes.DATE_LAST_UPDATED).map(LockToken::new);
    }

    /** Returns a status of type text, number or boolean. Other types may contain anything, and logs show a status. */
    private static Optional<String> storedStatus(ItemAttributes attributes) {
        return attributes
                .text(OrderAttributes.STATUS)
                .or(() -> attributes
                        .value(OrderAttributes.STATUS)
                        .map(AttributeValue::bool)
                        .map(Object::toString));
    }

    private static Optional<OrderDefect> unknownStatus(
            Optional<OrderStatus> status, Optional<String> storedStatus, ItemAttributes attributes) {
        return status.isPresent()
                ? Optional.empty()
                : Optional.of(new OrderDefect(
                        OrderDefect.Kind.UNKNOWN_STATUS,
                        OrderAttributes.STATUS,
                        storedStatus
                                .map(text -> "'" + DisplayText.printable(text, SHOWN_STATUS_LENGTH) + "'")
                                .or(() ->
                                        attributes.value(OrderAttributes.STATUS).map(AttributeValueFormatter::typeOf))
                                .orElse(OrderDefect.NOTHING),
                        Arrays.stream(OrderStatus.values())
                                .map(OrderStatus::wireName)
                                .collect(joining(", ", "one of ", ""))));
    }

    private static Optional<OrderDefect> unreadableToken(ItemAttributes attributes) {
        return attributes
                .value(OrderAttributes.DATE_LAST_UPDATED)
                .filter(token ->
                        attributes.text(OrderAttributes.DATE_LAST_UPDATED).isEmpty())
                .map(token -> new OrderDefect(
                        OrderDefect.Kind.UNREADABLE_ATTRIBUTE,
                        OrderAttributes.DATE_LAST_UPDATED,
                        AttributeValueFormatter.typeOf(token),
                        "text"));
    }

    private static <B extends StoredOrder.Builder<B>> B filled(B order, ItemAttributes attributes) {
        attributes.flag(OrderAttributes.ACTIVE, OrderAttributes.IS_ACTIVE).ifPresent(order::active);
        String currency = attributes.nonBlankText("currency").orElse(Money.NO_CURRENCY);
        attributes.text("orderNumber").ifPresent(order::orderNumber);
        attributes.nonBlankText("customerEmail").map(EmailAddress::reconstitute).ifPresent(order::customerEmail);
        payment(attributes).ifPresent(order::paymentDetails);
        StoredValue<List<StoredValue<ItemAttributes>>> lines = attributes.maps(ITEMS);
        order.items(lines.map(
                elements -> elements.stream().map(line -> line(line, currency)).toList()));
        order.subtotal(money(attributes, currency, SUBTOTAL));
        order.tax(money(attributes, currency, "tax", "taxAmount"));
        order.shipping(money(attributes, currency, "shipping", "shippingAmount"));
        attributes.nonBlankText("currency").ifPresent(order::currency);
        Optional<ItemAttributes> campaign = attributes.map("campaign");
        campaign.map(OrderItemReader::campaign).ifPresent(order::campaign);
        attributes.map("billingAddress").map(OrderItemReader::address).ifPresent(order::billingAddress);
        attributes.text("paymentMethod").ifPresent(order::paymentMethod);
        attributes.text("pdfUrl").ifPresent(order::pdfUrl);
        attributes.text("dateCreated").ifPresent(order::dateCreated);
        lockToken(attributes).ifPresent(order::lockToken);
        attributes.text(OrderAttributes.LAST_UPDATED_BY).ifPresent(order::lastUpdatedBy);
        attributes.text(OrderAttributes.LAST_UPDATE_REASON).ifPresent(order::lastUpdateReason);
        attributes.text(OrderAttributes.LAST_UPDATE_ID).flatMap(UpdateId::of).ifPresent(order::lastUpdateId);
        lines.value().orElse(List.of()).forEach(line -> unreadable(lineSubtotal(line), order));
        unreadable(attributes.number(TOTAL), order);
        campaign.ifPresent(members -> unreadable(members.number(DISCOUNT_PERCENTAGE), order));
        return order;
    }

    private static Optional<OrderStatus> status(String stored) {
        String lowerCase = stored.strip().toLowerCase(Locale.ROOT);
        return lowerCase.equals("pending_payment")
                ? Optional.of(OrderStatus.PAYMENT_PENDING)
                : OrderStatus.ofWireName(lowerCase);
    }

    /** Details of an unknown form are kept as one unknown field, so that nothing is lost when they are replaced. */
    private static Optional<PaymentDetails> payment(ItemAttributes attributes) {
        return attributes
                .map(OrderAttributes.PAYMENT_DETAILS)
                .map(OrderItemReader::knownPayment)
                .or(() -> attributes
                        .nonBlankValue(OrderAttributes.PAYMENT_DETAILS)
                        .map(value ->
                                PaymentDetails.reconstitute(Map.of(), Map.of(OrderAttributes.UNREADABLE, value))));
    }

    private static PaymentDetails knownPayment(ItemAttributes payment) {
        Map<PaymentField, String> fields = new EnumMap<>(PaymentField.class);
        Map<String, AttributeValue> unknownFields = new HashMap<>(payment.all());
        for (PaymentField field : PaymentField.values()) {
            payment.nonBlankText(field.fieldName()).ifPresent(text -> fields.put(field, text));
            unknownFields.remove(field.fieldName());
        }
        return PaymentDetails.reconstitute(fields, unknownFields);
    }

    /** In a line that is not a map nothing can be read, so its quantity is unreadable too. */
    private static LineItem line(StoredValue<ItemAttributes> element, String currency) {
        LineItem.Builder line = LineItem.reconstitute();
        if (element.isUnreadable()) {
            return line.quantity(StoredValue.unreadable(element.defects())).build();
        }
        element.value().ifPresent(attributes -> {
            attributes.text("id").ifPresent(line::id);
            attributes.text("productId").ifPresent(line::productId);
            attributes.text("productName").ifPresent(line::productName);
            line.quantity(attributes.integer("quantity"));
            line.unitPrice(money(attributes, currency, "unitPrice"));
            line.discount(money(attributes, currency, "discount"));
            attributes.text("dateCreated").ifPresent(line::dateCreated);
            attributes.text("dateLastUpdated").ifPresent(line::dateLastUpdated);
            attributes.text("lastUpdatedBy").ifPresent(line::lastUpdatedBy);
            attributes.flag("active", "isActive").ifPresent(line::active);
        });
        return line.build();
    }

    private static Campaign campaign(ItemAttributes campaign) {
        return Campaign.builder()
                .id(campaign.text("id"))
                .code(campaign.text("code"))
                .description(campaign.text("description"))
                .discountPercentage(campaign.number(DISCOUNT_PERCENTAGE).value())
                .productId(campaign.text("productId"))
                .termsConditionsLink(campaign.text("termsConditionsLink"))
                .fromDate(campaign.text("fromDate"))
                .toDate(campaign.text("toDate"))
                .isValid(campaign.flag("isValid"))
                .dateCreated(campaign.text("dateCreated"))
                .dateLastUpdated(campaign.text("dateLastUpdated"))
                .lastUpdatedBy(campaign.text("lastUpdatedBy"))
                .active(campaign.flag("active", "isActive"))
                .build();
    }

    private static BillingAddress address(ItemAttributes address) {
        return new BillingAddress(
                address.text("street"),
                address.text("city"),
                address.text("province"),
                address.text("postalCode"),
                address.text("country"));
    }

    private static StoredValue<Money> money(ItemAttributes attributes, String currency, String... names) {
        return attributes.number(names).map(amount -> new Money(amount, currency));
    }

    private static StoredValue<BigDecimal> lineSubtotal(StoredValue<ItemAttributes> line) {
        return line.value().map(attributes -> attributes.number(SUBTOTAL)).orElseGet(StoredValue::absent);
    }

    private static void unreadable(StoredValue<?> value, StoredOrder.Builder<?> order) {
        value.defects().forEach(order::unreadable);
    }
}
