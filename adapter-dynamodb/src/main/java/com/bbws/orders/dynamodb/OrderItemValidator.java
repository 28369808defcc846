package com.bbws.orders.dynamodb;

import static com.bbws.orders.domain.OrderDefect.Kind.KEY_MISMATCH;
import static com.bbws.orders.domain.OrderDefect.Kind.MISSING_INDEX_KEY;
import static com.bbws.orders.domain.OrderDefect.Kind.UNREADABLE_ATTRIBUTE;
import static com.bbws.orders.domain.OrderDefect.Kind.WRONG_AMOUNT;
import static com.bbws.orders.domain.OrderDefect.Kind.WRONG_EMAIL;

import com.bbws.orders.domain.OrderDefect;
import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.OrderValidator;
import com.bbws.orders.domain.StoredOrder;
import com.bbws.orders.domain.TenantId;
import com.bbws.orders.domain.port.ValidatedOrder;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Validates an item: the order that is read from it by {@link OrderValidator}, and what that order does not show: keys,
 * attributes that cannot be read, two names of one amount with different values. An unusual form that can be read is
 * not a defect.
 */
final class OrderItemValidator {

    private final Map<String, AttributeValue> item;
    private final ItemAttributes attributes;
    private final List<OrderDefect> defects = new ArrayList<>();

    private OrderItemValidator(Map<String, AttributeValue> item) {
        this.item = item;
        this.attributes = new ItemAttributes(item);
    }

    static ValidatedOrder of(Map<String, AttributeValue> item) {
        String tenantKey = item.get(OrderKeys.PK).s();
        String orderKey = item.get(OrderKeys.SK).s();
        OrderItemValidator validator = new OrderItemValidator(item);
        Optional<TenantId> tenantId = OrderKeys.tenantOf(tenantKey);
        Optional<OrderId> id = OrderKeys.orderOf(orderKey);
        if (tenantId.isEmpty()) {
            validator.found(
                    KEY_MISMATCH,
                    OrderKeys.PK,
                    AttributeValueFormatter.format(tenantKey),
                    "TENANT# and a valid tenant id");
        }
        if (id.isEmpty()) {
            validator.found(
                    KEY_MISMATCH,
                    OrderKeys.SK,
                    AttributeValueFormatter.format(orderKey),
                    "ORDER# and a valid order id");
        }
        if (tenantId.isPresent() && id.isPresent()) {
            validator.check(new OrderKey(tenantId.get(), id.get()));
        }
        return new ValidatedOrder(afterHash(tenantKey), afterHash(orderKey), validator.defects);
    }

    private void check(OrderKey key) {
        StoredOrder order = OrderItemReader.read(key, item);
        defects.addAll(OrderValidator.of(order, OrderItemReader.sums(item)));
        checkKeys(key.tenantId(), key.id());
        checkForms();
        checkNames("tax", "taxAmount");
        checkNames("shipping", "shippingAmount");
        checkEmail(order);
    }

    private void checkKeys(TenantId tenantId, OrderId id) {
        checkSame("entityType", "ORDER");
        checkSame("id", id.value());
        checkSame("tenantId", tenantId.value());
        checkIndexKey(OrderKeys.GSI1_PK, OrderKeys.tenantKey(tenantId));
        // Without a creation date the expected key is unknown, but there must be one.
        checkIndexKey(
                OrderKeys.GSI1_SK,
                attributes
                        .text("dateCreated")
                        .map(date -> date + "#" + id.value())
                        .or(() -> attributes.text(OrderKeys.GSI1_SK))
                        .orElse("a date and #" + id.value()));
        checkIndexKey(OrderKeys.GSI2_PK, OrderKeys.orderKey(id));
        checkIndexKey(OrderKeys.GSI2_SK, OrderKeys.GSI2_SK_VALUE);
    }

    /** An attribute may be absent; if it is present it must equal the key. */
    private void checkSame(String attribute, String expected) {
        attributes
                .value(attribute)
                .filter(value -> !expected.equals(value.s()))
                .ifPresent(value -> found(KEY_MISMATCH, attribute, AttributeValueFormatter.format(value), expected));
    }

    private void checkIndexKey(String attribute, String expected) {
        if (attributes.value(attribute).isEmpty()) {
            found(MISSING_INDEX_KEY, attribute, OrderDefect.NOTHING, expected);
        } else {
            checkSame(attribute, expected);
        }
    }

    private void checkForms() {
        Stream.of("billingAddress", "campaign", OrderAttributes.PAYMENT_DETAILS)
                .forEach(attribute ->
                        checkForm(attribute, "a map", attributes.map(attribute).isPresent()));
        Stream.of("active", "isActive")
                .forEach(attribute -> checkForm(
                        attribute, "true or false", attributes.flag(attribute).isPresent()));
    }

    private void checkForm(String attribute, String expected, boolean isReadable) {
        attributes
                .nonBlankValue(attribute)
                .filter(value -> !isReadable)
                .ifPresent(value ->
                        found(UNREADABLE_ATTRIBUTE, attribute, AttributeValueFormatter.typeOf(value), expected));
    }

    /** An amount may be stored under two names. The first one counts; the other must have the same value. */
    private void checkNames(String name, String otherName) {
        Optional<BigDecimal> other = attributes.number(otherName).value();
        attributes
                .number(name)
                .value()
                .filter(amount -> other.stream().anyMatch(that -> that.compareTo(amount) != 0))
                .ifPresent(amount ->
                        found(WRONG_AMOUNT, otherName, other.orElseThrow().toPlainString(), amount.toPlainString()));
    }

    private void checkEmail(StoredOrder order) {
        order.customerEmail()
                .filter(email ->
                        email.isValid() && !attributes.text("customerEmail").equals(Optional.of(email.text())))
                .ifPresent(email -> found(
                        WRONG_EMAIL,
                        "customerEmail",
                        attributes.text("customerEmail").orElseThrow(),
                        email.text()));
    }

    private void found(OrderDefect.Kind kind, String attribute, String found, String expected) {
        defects.add(new OrderDefect(kind, attribute, found, expected));
    }

    private static String afterHash(String key) {
        return key.substring(key.indexOf('#') + 1);
    }
}
