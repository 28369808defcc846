package com.bbws.orders.dynamodb;

import static com.bbws.orders.domain.OrderDefect.Kind.KEY_MISMATCH;
import static com.bbws.orders.domain.OrderDefect.Kind.MISSING_INDEX_KEY;
import static com.bbws.orders.domain.OrderDefect.Kind.UNREADABLE_ATTRIBUTE;
import static com.bbws.orders.domain.OrderDefect.Kind.WRONG_AMOUNT;
import static com.bbws.orders.domain.OrderDefect.Kind.WRONG_EMAIL;

import com.bbws.orders.domain.LineItem;
import com.bbws.orders.domain.Money;
import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.OrderAudit;
import com.bbws.orders.domain.OrderDefect;
import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.domain.TenantId;
import com.bbws.orders.domain.port.AuditedOrder;
import com.bbws.orders.domain.port.StoredOrder;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Holds an item to docs/contract.md, 2: to the model, by {@link OrderAudit}, and where the item itself disagrees with the
 * order that is read from it: keys, amounts that are stored though they follow from others, attributes that nobody
 * understands. The spellings that reading takes in its stride are no defects.
 */
final class OrderItemAudit {

    private static final int SHOWN_LENGTH = 60;

    private final Map<String, AttributeValue> item;
    private final ItemAttributes attributes;
    private final List<OrderDefect> defects = new ArrayList<>();

    private OrderItemAudit(Map<String, AttributeValue> item) {
        this.item = item;
        this.attributes = new ItemAttributes(item);
    }

    static AuditedOrder of(Map<String, AttributeValue> item) {
        String tenantKey = item.get(OrderKeys.PK).s();
        String orderKey = item.get(OrderKeys.SK).s();
        OrderItemAudit audit = new OrderItemAudit(item);
        Optional<TenantId> tenantId = OrderKeys.tenantOf(tenantKey);
        Optional<OrderId> id = OrderKeys.orderOf(orderKey);
        if (tenantId.isEmpty()) {
            audit.found(KEY_MISMATCH, OrderKeys.PK, shown(tenantKey), "TENANT# and a legal tenant id");
        }
        if (id.isEmpty()) {
            audit.found(KEY_MISMATCH, OrderKeys.SK, shown(orderKey), "ORDER# and a legal order id");
        }
        if (tenantId.isPresent() && id.isPresent()) {
            audit.check(tenantId.get(), id.get());
        }
        return new AuditedOrder(afterHash(tenantKey), afterHash(orderKey), audit.defects);
    }

    private void check(TenantId tenantId, OrderId id) {
        StoredOrder stored = OrderItemReader.read(tenantId, id, item);
        Order order;
        if (stored instanceof StoredOrder.Readable readable) {
            order = readable.order();
        } else {
            StoredOrder.Unreadable unreadable = (StoredOrder.Unreadable) stored;
            defects.addAll(unreadable.order().defects());
            order = unreadable.order().as(OrderStatus.PENDING); // a status of which nothing else is expected
        }
        defects.addAll(OrderAudit.of(order));
        checkKeys(tenantId, id);
        checkForms();
        checkAmounts(order);
        checkEmail(order);
    }

    private void checkKeys(TenantId tenantId, OrderId id) {
        checkSame("entityType", "ORDER");
        checkSame("id", id.value());
        checkSame("tenantId", tenantId.value());
        checkIndexKey(OrderKeys.GSI1_PK, OrderKeys.tenantKey(tenantId));
        // Without a date nobody knows what should stand there, but something should.
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

    /** An attribute may be absent; if it is there it must say what the key says. */
    private void checkSame(String attribute, String expected) {
        attributes
                .value(attribute)
                .filter(value -> !expected.equals(value.s()))
                .ifPresent(value -> found(KEY_MISMATCH, attribute, shown(value), expected));
    }

    private void checkIndexKey(String attribute, String expected) {
        if (attributes.value(attribute).isEmpty()) {
            found(MISSING_INDEX_KEY, attribute, OrderDefect.NOTHING, expected);
        } else {
            checkSame(attribute, expected);
        }
    }

    private void checkForms() {
        Stream.of("subtotal", "tax", "taxAmount", "shipping", "shippingAmount", "total")
                .forEach(attribute -> checkNumber(attributes, "", attribute));
        checkForm("items", "a list", attributes.maps("items").isPresent());
        Stream.of("billingAddress", "campaign", OrderAttributes.PAYMENT_DETAILS)
                .forEach(attribute ->
                        checkForm(attribute, "a map", attributes.map(attribute).isPresent()));
        Stream.of("active", "isActive")
                .forEach(attribute -> checkForm(
                        attribute, "true or false", attributes.flag(attribute).isPresent()));
        List<ItemAttributes> lines = attributes.maps("items").orElse(List.of());
        for (int i = 0; i < lines.size(); i++) {
            ItemAttributes line = lines.get(i);
            String prefix = "items." + i + ".";
            Stream.of("unitPrice", "discount", "subtotal").forEach(name -> checkNumber(line, prefix, name));
            line.value("quantity")
                    .filter(quantity -> line.integer("quantity").isEmpty())
                    .ifPresent(quantity ->
                            found(UNREADABLE_ATTRIBUTE, prefix + "quantity", shown(quantity), "a whole number"));
        }
    }

    private void checkNumber(ItemAttributes where, String prefix, String name) {
        where.value(name)
                .filter(value -> where.number(name).isEmpty() && !saysNothing(value))
                .ifPresent(value -> found(UNREADABLE_ATTRIBUTE, prefix + name, shown(value), "a number"));
    }

    private void checkForm(String attribute, String expected, boolean isUnderstood) {
        attributes
                .value(attribute)
                .filter(value -> !isUnderstood && !saysNothing(value))
                .ifPresent(value -> found(UNREADABLE_ATTRIBUTE, attribute, describe(value), expected));
    }

    private void checkAmounts(Order order) {
        List<LineItem> lines = order.items().orElse(List.of());
        List<ItemAttributes> stored = attributes.maps("items").orElse(List.of());
        for (int i = 0; i < lines.size(); i++) {
            checkAmount(stored.get(i), "items." + i + ".subtotal", lines.get(i).subtotal());
        }
        checkAmount(attributes, "subtotal", order.subtotal());
        checkAmount(attributes, "total", order.total());
    }

    private void checkAmount(ItemAttributes where, String path, Optional<Money> computed) {
        Optional<BigDecimal> stored = where.number(path.substring(path.lastIndexOf('.') + 1));
        computed.map(Money::amount)
                .filter(expected -> stored.stream().anyMatch(amount -> amount.compareTo(expected) != 0))
                .ifPresent(
                        expected -> found(WRONG_AMOUNT, path, stored.get().toPlainString(), expected.toPlainString()));
    }

    private void checkEmail(Order order) {
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

    private static boolean saysNothing(AttributeValue value) {
        return value.type() == AttributeValue.Type.S
                && (value.s().isBlank() || value.s().strip().equals("null"));
    }

    private static String shown(AttributeValue value) {
        return switch (value.type()) {
            case S -> shown(value.s());
            case N -> value.n();
            default -> describe(value);
        };
    }

    /** What is of the wrong form may hold anything, a payment too: its type is enough to find it by. */
    private static String describe(AttributeValue value) {
        return "a value of type " + value.type();
    }

    private static String shown(String text) {
        return text.length() <= SHOWN_LENGTH ? text : text.substring(0, SHOWN_LENGTH) + "…";
    }

    private static String afterHash(String key) {
        return key.substring(key.indexOf('#') + 1);
    }
}
