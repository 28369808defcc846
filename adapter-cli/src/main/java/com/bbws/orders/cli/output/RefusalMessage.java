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

/** Why an order is refused, and what to do next, in words for operators; the messages of the domain are for the API. */
public final class RefusalMessage {

    private static final String NOTHING_WRITTEN = "Nothing was written: ";
    private static final String NEXT = " Check it and decide again.";

    private static final List<String> OPTIONS_THAT_FIND_AN_ORDER =
            List.of("--env", "--table", "--region", "--profile", "--tenant");

    private RefusalMessage() {}

    /** Returns the sentence for a refusal. */
    public static String of(OrderException refusal) {
        if (refusal instanceof OrderException.NotFound absent) {
            return OrderSelection.isLikeAnOrderNumber(absent.orderId())
                    ? absent.getMessage() + ". " + OrderSelection.ORDER_NUMBER_HINT
                    : absent.getMessage();
        }
        if (refusal instanceof OrderException.Conflict lost) {
            return ofLostRace(lost);
        }
        if (refusal instanceof OrderException.PreconditionFailed stale) {
            // A lost race with --if-match is a failed precondition, caused by the conflict.
            return stale.getCause() instanceof OrderException.Conflict lost
                    ? ofLostRace(lost)
                    : NOTHING_WRITTEN + "--if-match does not name the current version: " + otherWrite(stale.current())
                            + NEXT;
        }
        if (refusal instanceof OrderException.TooLarge) {
            return refusal.getMessage()
                    + " The database holds at most 400 KB per order. Tell the team whose service wrote the"
                    + " large attribute: it must become smaller before the order can change.";
        }
        return refusal.getMessage();
    }

    private static String ofLostRace(OrderException.Conflict lost) {
        if (lost.isOngoing()) {
            return NOTHING_WRITTEN + "another service is changing the order at this moment. Try again.";
        }
        return (lost.ownAttemptUnknown()
                        ? "Your change is not in the order. It may have been written and then overwritten: "
                        : NOTHING_WRITTEN)
                + otherWrite(lost.current())
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

    /** Returns the sentence for an order that cannot be read. */
    public static String of(UnreadableOrder order) {
        return of(order, "");
    }

    /** Returns the same sentence; the command in it has the options by which this one found the order. */
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
        return "The API refuses this order because " + reason(order) + ". "
                + (order.isCorrectable()
                        ? "To repair it: orders fix " + order.id().value() + " --status pending --reason '…'" + options
                        : "This tool cannot repair it. Tell the team whose service wrote it.");
    }

    private static String reason(OrderDefect defect, UnreadableOrder order) {
        if (defect.found().equals(OrderDefect.NOTHING)) {
            return "it has no " + defect.attribute();
        }
        return defect.kind() == OrderDefect.Kind.UNKNOWN_STATUS
                        && order.storedStatus().isPresent()
                ? "its status " + defect.found() + " does not exist"
                : "its " + defect.attribute() + " is " + defect.found() + ", not " + defect.expected();
    }

    private static String reason(UnreadableOrder order) {
        return order.defects().stream().map(defect -> reason(defect, order)).collect(joining(", and "))
                + (order.isActive() ? "" : ", and because it was deleted");
    }
}
