package com.bbws.orders.dynamodb;

import static java.util.stream.Collectors.joining;

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
import com.bbws.orders.domain.PaymentDetails;
import com.bbws.orders.domain.StoredSums;
import com.bbws.orders.domain.StoredValue;
import com.bbws.orders.domain.TenantId;
import com.bbws.orders.domain.UnreadableOrder;
import com.bbws.orders.domain.port.StoredOrder;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Reads an item of the table as an order. This is the only place that knows how the other services write (docs/contract.md,
 * 2): only a status that is none of the seven makes an order unreadable, and a lock token that is no text. An amount that
 * cannot be read goes into the order as such, and the order decides what that means.
 */
final class OrderItemReader {

    /** What an operator needs to see of a status that nobody knows. */
    private static final int SHOWN_STATUS_LENGTH = 40;

    private static final String ITEMS = "items";
    private static final String SUBTOTAL = "subtotal";
    private static final String TOTAL = "total";
    private static final String DISCOUNT_PERCENTAGE = "discountPercentage";

    private OrderItemReader() {}

    /**
     * Reads an item.
     *
     * @param tenantId whose it is, by its key; attributes that disagree with the key do not count
     * @param id its id, by its key
     * @param item all its attributes
     */
    static StoredOrder read(TenantId tenantId, OrderId id, Map<String, AttributeValue> item) {
        ItemAttributes attributes = new ItemAttributes(item);
        Optional<String> storedStatus = storedStatus(attributes);
        Optional<OrderStatus> status = storedStatus.flatMap(OrderItemReader::status);
        List<OrderDefect> defects = Stream.of(
                        unknownStatus(status, storedStatus, attributes), unreadableToken(attributes))
                .flatMap(Optional::stream)
                .toList();
        // A status that is unknown has no place in an order; whoever gets a broken one never sees what stands there.
        Order order = order(
                Order.builder(tenantId, id, status.orElse(OrderStatus.PENDING))
                        .active(attributes.flag("active", "isActive").orElse(true)),
                attributes);
        return defects.isEmpty()
                ? new StoredOrder.Readable(order)
                : new StoredOrder.Unreadable(UnreadableOrder.reconstitute(order, storedStatus, defects));
    }

    /** Reads the sums that an item holds although the order computes them. */
    static StoredSums sums(Map<String, AttributeValue> item) {
        ItemAttributes attributes = new ItemAttributes(item);
        return new StoredSums(
                attributes.number(SUBTOTAL).value(),
                attributes.number(TOTAL).value(),
                attributes.maps(ITEMS).value().orElse(List.of()).stream()
                        .map(line -> lineSubtotal(line).value())
                        .toList());
    }

    /** Reads an item's lock token alone; empty if it has none that can be read. */
    static Optional<LockToken> lockToken(Map<String, AttributeValue> item) {
        return lockToken(new ItemAttributes(item));
    }

    private static Optional<LockToken> lockToken(ItemAttributes attributes) {
        return attributes.text(OrderAttributes.DATE_LAST_UPDATED).map(LockToken::new);
    }

    /** Returns a status that is text, a number or a flag. Other types may hold anything, and logs show a status. */
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
                                .map(text -> "'" + AttributeValueFormatter.format(text, SHOWN_STATUS_LENGTH) + "'")
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

    private static Order order(Order.Builder order, ItemAttributes attributes) {
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
        lines.value().orElse(List.of()).forEach(line -> unreadable(lineSubtotal(line), order));
        unreadable(attributes.number(TOTAL), order);
        campaign.ifPresent(members -> unreadable(members.number(DISCOUNT_PERCENTAGE), order));
        return order.build();
    }

    private static Optional<OrderStatus> status(String stored) {
        String lowerCase = stored.strip().toLowerCase(Locale.ROOT);
        return lowerCase.equals("pending_payment")
                ? Optional.of(OrderStatus.PAYMENT_PENDING)
                : OrderStatus.ofWireName(lowerCase);
    }

    /** Details of a form that cannot be understood are kept whole: when others take their place, nothing is lost. */
    private static Optional<PaymentDetails> payment(ItemAttributes attributes) {
        return attributes
                .map(OrderAttributes.PAYMENT_DETAILS)
                .map(OrderItemReader::knownPayment)
                .or(() -> attributes
                        .stated(OrderAttributes.PAYMENT_DETAILS)
                        .map(value -> PaymentDetails.reconstitute(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Map.of(OrderAttributes.UNREADABLE, value))));
    }

    private static PaymentDetails knownPayment(ItemAttributes payment) {
        Map<String, AttributeValue> others = new HashMap<>(payment.all());
        others.keySet()
                .removeAll(List.of(
                        OrderAttributes.METHOD,
                        OrderAttributes.TRANSACTION_ID,
                        OrderAttributes.PAYFAST_PAYMENT_ID,
                        OrderAttributes.PAID_AT));
        return PaymentDetails.reconstitute(
                payment.nonBlankText(OrderAttributes.METHOD),
                payment.nonBlankText(OrderAttributes.TRANSACTION_ID),
                payment.nonBlankText(OrderAttributes.PAYFAST_PAYMENT_ID),
                payment.nonBlankText(OrderAttributes.PAID_AT),
                others);
    }

    /** Of a line that is no map nothing can be read, so its quantity cannot be either. */
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
        return new Campaign(
                campaign.text("id"),
                campaign.text("code"),
                campaign.text("description"),
                campaign.number(DISCOUNT_PERCENTAGE).value(),
                campaign.text("productId"),
                campaign.text("termsConditionsLink"),
                campaign.text("fromDate"),
                campaign.text("toDate"),
                campaign.flag("isValid"),
                campaign.text("dateCreated"),
                campaign.text("dateLastUpdated"),
                campaign.text("lastUpdatedBy"),
                campaign.flag("active", "isActive"));
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

    private static void unreadable(StoredValue<?> value, Order.Builder order) {
        value.defects().forEach(order::unreadable);
    }
}
