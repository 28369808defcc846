package com.bbws.orders.cli.command;

import com.bbws.orders.cli.process.CliException;
import com.bbws.orders.cli.process.ExitCode;
import com.bbws.orders.cli.process.ProcessContext;
import com.bbws.orders.cli.session.StatusArgument;
import com.bbws.orders.domain.Actor;
import com.bbws.orders.domain.OrderCorrection;
import com.bbws.orders.domain.OrderException;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.domain.OrderUpdate;
import com.bbws.orders.domain.PaymentDetails;
import com.bbws.orders.domain.PaymentField;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The options for the new values of an order, and for the actor. */
final class UpdateOptions {

    private static final String ACTOR_VARIABLE = "ORDERS_ACTOR";

    @Option(
            names = "--status",
            paramLabel = "STATUS",
            completionCandidates = StatusArgument.class,
            description = "New status: ${COMPLETION-CANDIDATES}.")
    private Optional<String> status = Optional.empty();

    @Option(names = "--payment-method", paramLabel = "METHOD", description = "Payment method, such as payfast.")
    private Optional<String> paymentMethod = Optional.empty();

    @Option(names = "--transaction-id", paramLabel = "ID", description = "Transaction id of the bank.")
    private Optional<String> transactionId = Optional.empty();

    @Option(names = "--payfast-payment-id", paramLabel = "ID", description = "Payment id of PayFast.")
    private Optional<String> payfastPaymentId = Optional.empty();

    @Option(
            names = "--paid-at",
            paramLabel = "TIME",
            description = "Payment time: an ISO 8601 date-time with offset, such as 2026-01-05T13:59:58+02:00.")
    private Optional<String> paidAt = Optional.empty();

    @Option(
            names = "--actor",
            paramLabel = "NAME",
            description = "Name to record as the author. Default: $ORDERS_ACTOR, else cli:<user name>.")
    private Optional<String> actor = Optional.empty();

    /**
     * Returns the requested update.
     *
     * @throws OrderException.Invalid if no value is given, or a value is invalid
     */
    OrderUpdate update() {
        if (!isGiven()) {
            throw new OrderException.Invalid("Use --status or a payment option.");
        }
        return new OrderUpdate(status.map(StatusArgument::parse), paymentDetails());
    }

    /**
     * Returns the requested correction.
     *
     * @param reason the reason for the correction
     * @throws CliException if no status is given
     * @throws OrderException.Invalid if a value is invalid
     */
    OrderCorrection correction(String reason) {
        OrderStatus newStatus = status.map(StatusArgument::parse)
                .orElseThrow(() -> new CliException(ExitCode.USAGE, "--status is required."));
        return new OrderCorrection(newStatus, paymentDetails(), reason);
    }

    /** Returns whether a new value is given. */
    boolean isGiven() {
        return Stream.of(status, paymentMethod, transactionId, payfastPaymentId, paidAt)
                .anyMatch(Optional::isPresent);
    }

    /**
     * Returns the actor: {@code --actor}, else {@code ORDERS_ACTOR}, else the user name.
     *
     * @throws CliException if the name has no printable character
     */
    Actor actor(ProcessContext process) {
        return actor.map(name -> named("--actor", name))
                .or(() -> Optional.ofNullable(process.variables().get(ACTOR_VARIABLE))
                        .map(name -> named(ACTOR_VARIABLE, name)))
                .orElseGet(() -> named("The user name", Actor.OPERATOR_PREFIX + process.user()));
    }

    private static Actor named(String source, String name) {
        return Actor.of(name)
                .orElseThrow(() -> new CliException(ExitCode.USAGE, source + " must contain a printable character."));
    }

    private Optional<PaymentDetails> paymentDetails() {
        Map<PaymentField, String> values = new EnumMap<>(PaymentField.class);
        paymentMethod.ifPresent(value -> values.put(PaymentField.METHOD, value));
        transactionId.ifPresent(value -> values.put(PaymentField.TRANSACTION_ID, value));
        payfastPaymentId.ifPresent(value -> values.put(PaymentField.PAYFAST_PAYMENT_ID, value));
        paidAt.ifPresent(value -> values.put(PaymentField.PAID_AT, value));
        return values.isEmpty() ? Optional.empty() : Optional.of(PaymentDetails.of(values));
    }
}
