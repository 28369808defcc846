package com.bbws.orders.cli.output;

import static java.util.stream.Collectors.joining;

import com.bbws.orders.cli.session.OrderSelection;
import com.bbws.orders.domain.LockToken;
import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.OrderDefect;
import com.bbws.orders.domain.OrderException;
import com.bbws.orders.domain.UnreadableOrder;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** The messages for operators about an order that cannot be changed: the reason, and what to do next. */
public final class RejectionMessage {

    private static final String NOTHING_WRITTEN = "Nothing was written: ";
    private static final String NEXT = " Check the order and try again.";

    private static final String ORDER_NUMBER_HINT =
            ". This looks like an order number. Use the order id:" + " 'orders list --tenant TENANT' shows both.";

    private static final List<String> OPTIONS_THAT_FIND_AN_ORDER =
            List.of("--env", "--table", "--region", "--profile", "--tenant");

    private RejectionMessage() {}

    /** Returns the message for a request that a business rule rejects. */
    public static String of(OrderException rejection) {
        if (rejection instanceof OrderException.NotFound absent) {
            return OrderSelection.isLikeAnOrderNumber(absent.orderId())
                    ? absent.getMessage() + ORDER_NUMBER_HINT
                    : absent.getMessage();
        }
        if (rejection instanceof OrderException.Conflict conflict) {
            return ofConflict(conflict);
        }
        if (rejection instanceof OrderException.PreconditionFailed stale) {
            // A write conflict with --if-match is reported as a failed precondition with the conflict as its cause.
            return stale.getCause() instanceof OrderException.Conflict conflict
                    ? ofConflict(conflict)
                    : NOTHING_WRITTEN + "--if-match is not the current version: " + otherWrite(stale.current()) + NEXT;
        }
        if (rejection instanceof OrderException.TooLarge) {
            return rejection.getMessage()
                    + " The maximum is 400 KB per order. Contact the team whose service writes the large attribute:"
                    + " it must become smaller before the order can be changed.";
        }
        return rejection.getMessage();
    }

    private static String ofConflict(OrderException.Conflict conflict) {
        if (conflict.isOngoing()) {
            return NOTHING_WRITTEN + "another service is changing the order now. Try again.";
        }
        return (conflict.ownAttemptUnknown()
                        ? "The order does not have your change. It may have been written and then overwritten: "
                        : NOTHING_WRITTEN)
                + otherWrite(conflict.current())
                + NEXT;
    }

    private static String otherWrite(Optional<Order> current) {
        return current.map(order ->
                        order.lastUpdatedBy().filter(name -> !name.isBlank()).orElse("another writer")
                                + " changed the order to " + order.status().wireName()
                                + order.lockToken()
                                        .map(LockToken::text)
                                        .map(" at "::concat)
                                        .orElse("") + ".")
                .orElse("another writer changed the order at the same time.");
    }

    /** Returns the message for an order that cannot be read. */
    public static String of(UnreadableOrder order) {
        return of(order, "");
    }

    /** Returns the same message; the command in it repeats the options that select the order. */
    public static String of(UnreadableOrder order, CommandLine command) {
        ParseResult line = command.getCommandSpec().root().commandLine().getParseResult();
        return of(
                order,
                OPTIONS_THAT_FIND_AN_ORDER.stream()
                        .flatMap(name -> Stream.iterate(line, Objects::nonNull, ParseResult::subcommand)
                                .filter(part -> part.hasMatchedOption(name))
                                .limit(1)
                                .map(part -> " " + name + " "
                                        + part.matchedOption(name)
                                                .originalStringValues()
                                                .get(0)))
                        .collect(joining()));
    }

    private static String of(UnreadableOrder order, String options) {
        return "The API rejects updates of this order because " + reason(order) + ". "
                + (order.isCorrectable()
                        ? "To correct it: orders fix " + order.id().value() + " --status pending --reason '…'" + options
                        : "'orders fix' cannot correct it. Contact the team whose service wrote it.");
    }

    private static String reason(OrderDefect defect, UnreadableOrder order) {
        if (defect.found().equals(OrderDefect.NOTHING)) {
            return "it has no " + defect.attribute();
        }
        return defect.kind() == OrderDefect.Kind.UNKNOWN_STATUS
                        && order.statusText().isPresent()
                ? "its status " + defect.found() + " is unknown"
                : "its " + defect.attribute() + " is " + defect.found() + ", not " + defect.expected();
    }

    private static String reason(UnreadableOrder order) {
        return order.defects().stream().map(defect -> reason(defect, order)).collect(joining(", and "))
                + (order.isActive() ? "" : ", and because it is soft-deleted");
    }
}
