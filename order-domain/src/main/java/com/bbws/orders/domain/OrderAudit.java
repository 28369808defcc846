package com.bbws.orders.domain;

import static com.bbws.orders.domain.OrderDefect.Kind.MISSING_PAYMENT_DETAILS;
import static com.bbws.orders.domain.OrderDefect.Kind.TOO_MANY_DECIMALS;
import static com.bbws.orders.domain.OrderDefect.Kind.UNKNOWN_CURRENCY;
import static com.bbws.orders.domain.OrderDefect.Kind.UNREADABLE_TIME;
import static com.bbws.orders.domain.OrderDefect.Kind.WRONG_EMAIL;
import static com.bbws.orders.domain.OrderDefect.Kind.WRONG_QUANTITY;

import java.util.ArrayList;
import java.util.List;

/**
 * Holds an order that can be read to the rest of the model, which reading does not insist on because the neighbours do
 * not (docs/contract.md, 2). What a store alone can see, such as its keys, is the store's to check.
 */
public final class OrderAudit {

    private final List<OrderDefect> defects = new ArrayList<>();

    private OrderAudit() {}

    /**
     * Returns what is wrong with an order.
     *
     * @param order any order, also a deleted one
     * @return the defects and warnings; empty if the order is as it should be
     */
    public static List<OrderDefect> of(Order order) {
        OrderAudit audit = new OrderAudit();
        audit.checkEmail(order);
        audit.checkCurrency(order);
        audit.checkAmounts(order);
        audit.checkLines(order.items().orElse(List.of()));
        audit.checkPayment(order);
        order.dateCreated().ifPresent(text -> audit.checkTime("dateCreated", text));
        return List.copyOf(audit.defects);
    }

    private void checkEmail(Order order) {
        order.customerEmail()
                .filter(email -> !email.isValid())
                .ifPresent(email -> found(WRONG_EMAIL, "customerEmail", email.text(), "an e-mail address"));
    }

    private void checkCurrency(Order order) {
        order.currency()
                .filter(code -> !Money.isCurrency(code))
                .ifPresent(code -> found(UNKNOWN_CURRENCY, "currency", code, "a code of ISO 4217"));
    }

    private void checkAmounts(Order order) {
        order.tax().ifPresent(tax -> checkDecimals("tax", tax));
        order.shipping().ifPresent(shipping -> checkDecimals("shipping", shipping));
    }

    private void checkLines(List<LineItem> lines) {
        for (int i = 0; i < lines.size(); i++) {
            String line = "items." + i + ".";
            LineItem item = lines.get(i);
            item.unitPrice().ifPresent(price -> checkDecimals(line + "unitPrice", price));
            item.discount().ifPresent(discount -> checkDecimals(line + "discount", discount));
            item.quantity()
                    .filter(quantity -> quantity < 1)
                    .ifPresent(quantity -> found(WRONG_QUANTITY, line + "quantity", quantity.toString(), "1 or more"));
        }
    }

    private void checkDecimals(String attribute, Money amount) {
        if (amount.hasTooManyDecimals()) {
            found(
                    TOO_MANY_DECIMALS,
                    attribute,
                    amount.amount().toPlainString(),
                    "no more decimals than " + amount.currency() + " has");
        }
    }

    private void checkPayment(Order order) {
        boolean isKnown =
                order.paymentDetails().filter(details -> !details.isEmpty()).isPresent();
        if (order.status().isPaidFor() && !isKnown) {
            found(
                    MISSING_PAYMENT_DETAILS,
                    "paymentDetails",
                    OrderDefect.NOTHING,
                    "how the order was paid, for it is " + order.status().wireName());
        }
    }

    private void checkTime(String attribute, String text) {
        if (StoredTime.instantOf(text).isEmpty()) {
            found(UNREADABLE_TIME, attribute, text, "an ISO 8601 date-time");
        }
    }

    private void found(OrderDefect.Kind kind, String attribute, String found, String expected) {
        defects.add(new OrderDefect(kind, attribute, found, expected));
    }
}
