package com.bbws.orders.cli;

import static com.bbws.orders.cli.TextTable.Align.LEFT;
import static com.bbws.orders.cli.TextTable.Align.RIGHT;
import static java.util.stream.Collectors.joining;

import com.bbws.orders.domain.BillingAddress;
import com.bbws.orders.domain.Campaign;
import com.bbws.orders.domain.EmailAddress;
import com.bbws.orders.domain.LineItem;
import com.bbws.orders.domain.LockToken;
import com.bbws.orders.domain.Money;
import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.port.StoredOrder;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One order for people: a sheet of what is known of it, its lines and its sums. What an order lacks is left out. */
final class OrderSheet {

    private final StatusColors colors;
    private final PrintWriter out;

    OrderSheet(StatusColors colors, PrintWriter out) {
        this.colors = colors;
        this.out = out;
    }

    void print(Order order) {
        facts(order).printTo(out);
        out.println();
        amounts(order).printTo(out);
    }

    void print(StoredOrder.Unreadable unreadable) {
        TextTable facts = new TextTable(LEFT, LEFT)
                .row("Order id", unreadable.id().value())
                .row("Tenant", unreadable.tenantId().value());
        if (!unreadable.isActive()) {
            facts.row("Status", "(deleted)");
        }
        unreadable.problems().forEach(problem -> facts.row("Problem", problem));
        facts.printTo(out);
    }

    private TextTable facts(Order order) {
        TextTable facts = new TextTable(LEFT, LEFT);
        fact(facts, "Order number", order.orderNumber());
        facts.row("Order id", order.id().value());
        facts.row("Tenant", order.tenantId().value());
        facts.row(TerminalText.of("Status"), status(order));
        facts.row(TerminalText.of("May become"), successors(order));
        fact(facts, "Customer", order.customerEmail().map(EmailAddress::text));
        fact(facts, "Billing address", order.billingAddress().map(OrderSheet::inOneLine));
        fact(facts, "Campaign", order.campaign().map(OrderSheet::inOneLine));
        fact(facts, "Wants to pay by", order.paymentMethod());
        for (PaymentField field : PaymentField.values()) {
            fact(facts, field.label(), field.of(order));
        }
        fact(facts, "Printed order", order.pdfUrl());
        fact(facts, "Created", order.dateCreated());
        fact(facts, "Last updated", order.lockToken().map(LockToken::text));
        fact(facts, "Updated by", order.lastUpdatedBy());
        fact(facts, "Reason", order.lastUpdateReason());
        return facts;
    }

    private TerminalText status(Order order) {
        TerminalText status = colors.of(order.status());
        return order.isActive() ? status : status.plus(TerminalText.of(" (deleted)"));
    }

    private TerminalText successors(Order order) {
        if (!order.isActive()) {
            return TerminalText.of("nothing, it was deleted");
        }
        return order.status().isFinal()
                ? TerminalText.of("nothing, " + order.status().wireName() + " is final")
                : colors.of(order.status().successors());
    }

    private static TextTable amounts(Order order) {
        TextTable amounts = new TextTable(LEFT, RIGHT, RIGHT, RIGHT, RIGHT);
        List<LineItem> items = order.items().orElse(List.of());
        if (!items.isEmpty()) {
            amounts.row("Product", "Quantity", "Unit price", "Discount", "Amount");
        }
        items.forEach(item -> amounts.row(
                item.productName().or(item::productId).orElse("?"),
                item.quantity().map(String::valueOf).orElse("?"),
                shown(item.unitPrice()),
                shown(item.discount()),
                shown(item.subtotal())));
        sum(amounts, "Subtotal", order.subtotal());
        sum(amounts, "Tax", order.tax());
        sum(amounts, "Shipping", order.shipping());
        String currency = order.currency().map(code -> " " + code).orElse("");
        amounts.row("Total" + currency, "", "", "", shown(order.total()));
        return amounts;
    }

    private static void sum(TextTable amounts, String label, Optional<Money> amount) {
        amount.ifPresent(present -> amounts.row(label, "", "", "", shown(amount)));
    }

    private static String shown(Optional<Money> amount) {
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
