package com.bbws.orders.cli.output;

import static com.bbws.orders.cli.output.TextTable.Align.LEFT;
import static com.bbws.orders.cli.output.TextTable.Align.RIGHT;
import static com.bbws.orders.cli.output.TextTable.Fit.CUT;
import static com.bbws.orders.cli.output.TextTable.Fit.STAY;
import static com.bbws.orders.cli.output.TextTable.Fit.WRAP;
import static java.util.stream.Collectors.joining;

import com.bbws.orders.cli.session.PaymentFieldNames;
import com.bbws.orders.domain.BillingAddress;
import com.bbws.orders.domain.Campaign;
import com.bbws.orders.domain.EmailAddress;
import com.bbws.orders.domain.LineItem;
import com.bbws.orders.domain.LockToken;
import com.bbws.orders.domain.Money;
import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.domain.PaymentField;
import com.bbws.orders.domain.StoredOrder;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One order as tables: its attributes, its problems, its line items and its amounts. Absent attributes are omitted.
 */
final class OrderView {

    private static final TerminalText DELETED = TerminalText.of(" (soft-deleted)");

    private final Output output;
    private final StatusColors colors;

    OrderView(Output output) {
        this.output = output;
        this.colors = output.colors();
    }

    void print(StoredOrder order) {
        TextTable facts = output.table().column(LEFT, STAY).column(LEFT, WRAP);
        fact(facts, "Order number", order.orderNumber());
        facts.row("Order id", order.id().value());
        facts.row("Tenant", order.tenantId().value());
        TerminalText status = order.fold(
                readable -> colors.of(readable.status()),
                unreadable -> TerminalText.of(unreadable.statusText().orElse("(none)")));
        facts.row(TerminalText.of("Status"), order.isActive() ? status : status.plus(DELETED));
        order.<Optional<Order>>fold(Optional::of, unreadable -> Optional.empty())
                .ifPresent(readable -> nextStatuses(facts, readable));
        order.problems().forEach(problem -> facts.row("Problem", problem.sentence()));
        describe(facts, order);
        facts.printTo(output.out());
        output.out().println();
        amounts(order).printTo(output.out());
    }

    private void nextStatuses(TextTable facts, Order order) {
        facts.row(TerminalText.of("Next statuses"), successors(order));
        Set<OrderStatus> corrections = order.status().correctionsOnly();
        if (order.isActive() && !corrections.isEmpty()) {
            facts.row(
                    TerminalText.of(""),
                    TerminalText.of("Also allowed with 'orders fix': ").plus(colors.of(corrections)));
        }
    }

    private void describe(TextTable facts, StoredOrder order) {
        fact(facts, "Customer", order.customerEmail().map(EmailAddress::text));
        fact(facts, "Billing address", order.billingAddress().map(OrderView::inOneLine));
        fact(facts, "Campaign", order.campaign().map(OrderView::inOneLine));
        fact(facts, "Requested payment", order.paymentMethod());
        for (PaymentField field : PaymentField.values()) {
            Optional<String> value = order.paymentDetails().flatMap(details -> details.get(field));
            fact(facts, PaymentFieldNames.label(field), field == PaymentField.PAID_AT ? value.map(this::aged) : value);
        }
        fact(facts, "PDF", order.pdfUrl());
        fact(facts, "Created", order.dateCreated().map(this::aged));
        fact(facts, "Last updated", order.lockToken().map(LockToken::text).map(this::aged));
        fact(facts, "Updated by", order.lastUpdatedBy());
        fact(facts, "Reason", order.lastUpdateReason());
    }

    private String aged(String storedTime) {
        return output.age(storedTime).map(age -> storedTime + " (" + age + ")").orElse(storedTime);
    }

    private TerminalText successors(Order order) {
        if (!order.isActive()) {
            return TerminalText.of("none (the order is soft-deleted)");
        }
        return order.status().isFinal()
                ? TerminalText.of("none (" + order.status().wireName() + " is final)")
                : colors.of(order.status().successors());
    }

    private TextTable amounts(StoredOrder order) {
        TextTable amounts = output.table()
                .column(LEFT, CUT)
                .column(RIGHT, STAY)
                .column(RIGHT, STAY)
                .column(RIGHT, STAY)
                .column(RIGHT, STAY);
        List<LineItem> items = order.items().orElse(List.of());
        if (!items.isEmpty()) {
            amounts.row("Product", "Quantity", "Unit price", "Discount", "Amount");
        }
        items.forEach(item -> amounts.row(
                item.productName().or(item::productId).orElse("?"),
                item.quantity().map(String::valueOf).orElse("?"),
                text(item.unitPrice()),
                text(item.discount()),
                text(item.subtotal())));
        sum(amounts, "Subtotal", order.subtotal(), isUnreadable(order, "items", "subtotal"));
        sum(amounts, "Tax", order.tax(), isUnreadable(order, "tax"));
        sum(amounts, "Shipping", order.shipping(), isUnreadable(order, "shipping"));
        String currency = order.currency().map(code -> " " + code).orElse("");
        amounts.row("Total" + currency, "", "", "", text(order.total()));
        return amounts;
    }

    /** Omits an absent amount, but shows an amount that cannot be read or computed as a question mark. */
    private static void sum(TextTable amounts, String label, Optional<Money> amount, boolean isUnreadable) {
        if (amount.isPresent() || isUnreadable) {
            amounts.row(label, "", "", "", text(amount));
        }
    }

    /** Returns whether an attribute whose name starts with one of these texts cannot be read. */
    private static boolean isUnreadable(StoredOrder order, String... attributes) {
        return order.problems().stream()
                .anyMatch(defect -> Stream.of(attributes).anyMatch(defect.attribute()::startsWith));
    }

    private static String text(Optional<Money> amount) {
        return amount.map(money -> money.amount().toPlainString()).orElse("?");
    }

    private static void fact(TextTable facts, String label, Optional<String> value) {
        value.ifPresent(text -> facts.row(label, text));
    }

    private static String inOneLine(BillingAddress address) {
        return Stream.of(address.street(), address.city(), address.province(), address.postalCode(), address.country())
                .flatMap(Optional::stream)
                .collect(joining(", "));
    }

    private static String inOneLine(Campaign campaign) {
        return Stream.of(
                        campaign.code(),
                        campaign.discountPercentage().map(percent -> percent.toPlainString() + "%"),
                        campaign.description())
                .flatMap(Optional::stream)
                .collect(joining(", "));
    }
}
