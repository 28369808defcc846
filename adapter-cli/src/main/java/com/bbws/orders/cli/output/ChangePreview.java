package com.bbws.orders.cli.output;

import static com.bbws.orders.cli.output.TextTable.Align.LEFT;
import static com.bbws.orders.cli.output.TextTable.Fit.STAY;

import com.bbws.orders.cli.session.PaymentFieldNames;
import com.bbws.orders.domain.OrderChange;
import com.bbws.orders.domain.OrderException;
import com.bbws.orders.domain.PaymentField;
import com.bbws.orders.domain.StoredOrder;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.function.Function;

/** A preview of a change: every field that changes, before and after. */
public final class ChangePreview {

    private static final String NONE = "(none)";

    private final OrderChange change;
    private final TextTable fields =
            TextTable.unlimited().column(LEFT, STAY).column(LEFT, STAY).column(LEFT, STAY);

    private ChangePreview(OrderChange change) {
        this.change = change;
    }

    public static void print(OrderChange change, String tableName, PrintWriter out) {
        StoredOrder order = change.before();
        out.println(TerminalText.of("Order "
                + order.orderNumber().map(number -> number + ", ").orElse("")
                + order.id().value() + " of tenant " + order.tenantId().value() + " in " + tableName + ":"));
        new ChangePreview(change).fields().printTo(out);
        change.overridden()
                .ifPresent(rule -> out.println(TerminalText.of(
                        "  Note: the API does not allow " + what(change) + ". This correction overrides that rule.")));
    }

    private static String what(OrderChange change) {
        String after = change.after().status().wireName();
        return change.changesStatus()
                ? change.before().statusText().orElse(NONE) + " -> " + after
                        + (change.overridden()
                                        .filter(OrderException.PaymentNotAllowed.class::isInstance)
                                        .isPresent()
                                ? " with payment details"
                                : "")
                : "new payment details when the status is " + after;
    }

    private TextTable fields() {
        if (change.changesStatus()) {
            fields.row(
                    "  Status",
                    change.before().statusText().orElse(NONE),
                    "-> " + change.after().status().wireName());
        }
        for (PaymentField field : PaymentField.values()) {
            field(
                    PaymentFieldNames.label(field),
                    order -> order.paymentDetails().flatMap(details -> details.get(field)));
        }
        field("Updated by", StoredOrder::lastUpdatedBy);
        field("Reason", StoredOrder::lastUpdateReason);
        return fields;
    }

    private void field(String label, Function<StoredOrder, Optional<String>> value) {
        Optional<String> before = value.apply(change.before());
        Optional<String> after = value.apply(change.after());
        if (!before.equals(after)) {
            fields.row("  " + label, before.orElse(NONE), "-> " + after.orElse(NONE));
        }
    }
}
