package com.bbws.orders.domain;

import static com.bbws.orders.domain.OrderDefect.Kind.DISCOUNT_TOO_LARGE;
import static com.bbws.orders.domain.OrderDefect.Kind.NEGATIVE_AMOUNT;
import static com.bbws.orders.domain.OrderDefect.Kind.TOO_MANY_DECIMALS;
import static com.bbws.orders.domain.OrderDefect.Kind.UNKNOWN_CURRENCY;
import static com.bbws.orders.domain.OrderDefect.Kind.UNREADABLE_TIME;
import static com.bbws.orders.domain.OrderDefect.Kind.WRONG_AMOUNT;
import static com.bbws.orders.domain.OrderDefect.Kind.WRONG_EMAIL;
import static com.bbws.orders.domain.OrderDefect.Kind.WRONG_PERCENTAGE;
import static com.bbws.orders.domain.OrderDefect.Kind.WRONG_QUANTITY;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Checks an order that can be read against the rest of the model, which reading does not insist on because other services
 * do not (docs/contract.md, 2). What a store alone can see, such as its keys, is the store's to check.
 */
public final class OrderValidator {

    private static final BigDecimal ONE_HUNDRED = BigDecimal.valueOf(100);

    private final String currency;
    private final List<OrderDefect> defects = new ArrayList<>();

    private OrderValidator(String currency) {
        this.currency = currency;
    }

    /**
     * Returns what is wrong with an order of a store that keeps no sums, because {@link Order} computes them.
     *
     * @param order any order, also a deleted one
     * @return the defects and warnings; empty if the order is as it should be
     */
    public static List<OrderDefect> of(Order order) {
        return of(order, StoredSums.NONE);
    }

    /**
     * Returns what is wrong with an order and with the sums that are stored with it.
     *
     * @param order any order, also a deleted one
     * @param stored the stored sums
     * @return the defects and warnings; empty if the order is as it should be
     */
    public static List<OrderDefect> of(Order order, StoredSums stored) {
        OrderValidator audit = new OrderValidator(order.currency().orElse(Money.NO_CURRENCY));
        audit.defects.addAll(order.unreadable());
        audit.checkEmail(order);
        audit.checkCurrency(order);
        order.tax().ifPresent(tax -> audit.checkAmount("tax", tax));
        order.shipping().ifPresent(shipping -> audit.checkAmount("shipping", shipping));
        audit.checkLines(order.items().orElse(List.of()), stored);
        audit.checkSum("subtotal", stored.subtotal(), order.subtotal());
        audit.checkSum("total", stored.total(), order.total());
        stored.total()
                .filter(total -> total.signum() < 0)
                .or(() -> order.total().map(Money::amount))
                .ifPresent(total -> audit.checkSign("total", total));
        audit.checkCampaign(order);
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

    private void checkLines(List<LineItem> lines, StoredSums stored) {
        for (int i = 0; i < lines.size(); i++) {
            String prefix = "items." + i + ".";
            LineItem line = lines.get(i);
            line.quantity()
                    .filter(quantity -> quantity < 1)
                    .ifPresent(
                            quantity -> found(WRONG_QUANTITY, prefix + "quantity", quantity.toString(), "1 or more"));
            line.unitPrice().ifPresent(price -> checkAmount(prefix + "unitPrice", price));
            line.discount().ifPresent(discount -> {
                checkAmount(prefix + "discount", discount);
                line.fullPrice().ifPresent(full -> checkDiscount(prefix + "discount", discount, full));
            });
            checkSum(prefix + "subtotal", stored.ofLine(i), line.subtotal());
        }
    }

    private void checkAmount(String attribute, Money amount) {
        checkDecimals(attribute, amount);
        checkSign(attribute, amount.amount());
    }

    /** A full price below zero has a cause of its own, which is found there. */
    private void checkDiscount(String attribute, Money discount, Money fullPrice) {
        if (fullPrice.amount().signum() >= 0 && discount.amount().compareTo(fullPrice.amount()) > 0) {
            found(
                    DISCOUNT_TOO_LARGE,
                    attribute,
                    plain(discount),
                    "at most " + plain(fullPrice) + ", the full price of the line");
        }
    }

    /** A stored sum is compared only if the sum can be computed. */
    private void checkSum(String attribute, Optional<BigDecimal> stored, Optional<Money> computed) {
        stored.ifPresent(sum -> checkDecimals(attribute, new Money(sum, currency)));
        computed.map(Money::amount)
                .filter(right -> stored.stream().anyMatch(sum -> sum.compareTo(right) != 0))
                .ifPresent(right ->
                        found(WRONG_AMOUNT, attribute, stored.orElseThrow().toPlainString(), right.toPlainString()));
    }

    private void checkSign(String attribute, BigDecimal amount) {
        if (amount.signum() < 0) {
            found(NEGATIVE_AMOUNT, attribute, amount.toPlainString(), "0 or more");
        }
    }

    private void checkDecimals(String attribute, Money amount) {
        if (amount.hasTooManyDecimals()) {
            found(TOO_MANY_DECIMALS, attribute, plain(amount), "no more decimals than " + amount.currency() + " has");
        }
    }

    private void checkCampaign(Order order) {
        order.campaign()
                .flatMap(Campaign::discountPercentage)
                .filter(percent -> percent.signum() < 0 || percent.compareTo(ONE_HUNDRED) > 0)
                .ifPresent(percent ->
                        found(WRONG_PERCENTAGE, "campaign.discountPercentage", percent.toPlainString(), "0 to 100"));
    }

    private void checkPayment(Order order) {
        boolean isKnown =
                order.paymentDetails().filter(details -> !details.isEmpty()).isPresent();
        if (order.status().isPaidFor() && !isKnown) {
            defects.add(OrderDefect.missingPaymentDetails(order.status()));
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

    private static String plain(Money amount) {
        return amount.amount().toPlainString();
    }
}
