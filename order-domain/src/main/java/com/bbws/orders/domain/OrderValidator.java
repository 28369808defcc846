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
import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Validates a stored order: what cannot be read, and what can be read but breaks the model. Reading accepts both, because
 * other services write such orders. What only a store can check, such as its keys, is validated by the store's adapter.
 */
public final class OrderValidator {

    private static final BigDecimal ONE_HUNDRED = BigDecimal.valueOf(100);

    private final String currency;
    private final List<OrderDefect> defects = new ArrayList<>();

    private OrderValidator(String currency) {
        this.currency = currency;
    }

    /**
     * Validates an order of a store that does not store sums.
     *
     * @param order any order, also a soft-deleted one
     * @return the defects and warnings; empty if the order is valid
     */
    public static List<OrderDefect> of(StoredOrder order) {
        return of(order, StoredSums.NONE);
    }

    /**
     * Validates an order and the sums that are stored with it.
     *
     * @param order any order, also a soft-deleted one
     * @param stored the stored sums
     * @return the defects and warnings; empty if the order is valid
     */
    public static List<OrderDefect> of(StoredOrder order, StoredSums stored) {
        requireNonNull(order, "order");
        requireNonNull(stored, "stored");
        OrderValidator validator = new OrderValidator(order.currency().orElse(Money.NO_CURRENCY));
        validator.defects.addAll(order.problems());
        validator.checkEmail(order);
        validator.checkCurrency(order);
        order.tax().ifPresent(tax -> validator.checkAmount("tax", tax));
        order.shipping().ifPresent(shipping -> validator.checkAmount("shipping", shipping));
        validator.checkLines(order.items().orElse(List.of()), stored);
        validator.checkSum("subtotal", stored.subtotal(), order.subtotal());
        validator.checkSum("total", stored.total(), order.total());
        stored.total()
                .filter(total -> total.signum() < 0)
                .or(() -> order.total().map(Money::amount))
                .ifPresent(total -> validator.checkSign("total", total));
        validator.checkCampaign(order);
        validator.checkPayment(order);
        order.dateCreated().ifPresent(text -> validator.checkTime("dateCreated", text));
        return List.copyOf(validator.defects);
    }

    private void checkEmail(StoredOrder order) {
        order.customerEmail()
                .filter(email -> !email.isValid())
                .ifPresent(email -> found(WRONG_EMAIL, "customerEmail", email.text(), "an e-mail address"));
    }

    private void checkCurrency(StoredOrder order) {
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

    /** Another check reports the cause of a negative full price. */
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

    private void checkCampaign(StoredOrder order) {
        order.campaign()
                .flatMap(Campaign::discountPercentage)
                .filter(percent -> percent.signum() < 0 || percent.compareTo(ONE_HUNDRED) > 0)
                .ifPresent(percent ->
                        found(WRONG_PERCENTAGE, "campaign.discountPercentage", percent.toPlainString(), "0 to 100"));
    }

    private void checkPayment(StoredOrder order) {
        boolean isKnown =
                order.paymentDetails().filter(details -> !details.isEmpty()).isPresent();
        order.<Optional<OrderStatus>>fold(readable -> Optional.of(readable.status()), unreadable -> Optional.empty())
                .filter(status -> status.isPaidFor() && !isKnown)
                .ifPresent(status -> defects.add(OrderDefect.missingPaymentDetails(status)));
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
