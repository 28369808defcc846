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
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** What is to become of an order, and who says so. */
public final class UpdateOptions {

    private static final String ACTOR_VARIABLE = "ORDERS_ACTOR";

    @Option(
            names = "--status",
            paramLabel = "STATUS",
            completionCandidates = StatusArgument.class,
            description = "The new status: ${COMPLETION-CANDIDATES}.")
    private Optional<String> status = Optional.empty();

    @Option(names = "--payment-method", paramLabel = "METHOD", description = "How it was paid, such as payfast.")
    private Optional<String> paymentMethod = Optional.empty();

    @Option(names = "--transaction-id", paramLabel = "ID", description = "The bank's id of the payment.")
    private Optional<String> transactionId = Optional.empty();

    @Option(names = "--payfast-payment-id", paramLabel = "ID", description = "PayFast's id of the payment.")
    private Optional<String> payfastPaymentId = Optional.empty();

    @Option(
            names = "--paid-at",
            paramLabel = "TIME",
            description = "When it was paid: an ISO 8601 date-time with offset, such as 2026-01-05T13:59:58+02:00.")
    private Optional<String> paidAt = Optional.empty();

    @Option(
            names = "--actor",
            paramLabel = "NAME",
            description = "Who is said to have done it. Default: $ORDERS_ACTOR, else cli:<your user name>.")
    private Optional<String> actor = Optional.empty();

    /**
     * Returns what is asked for.
     *
     * @throws OrderException.Invalid if that is nothing, or breaks a rule
     */
    OrderUpdate update() {
        if (!isGiven()) {
            throw new OrderException.Invalid("Give --status or a payment option.");
        }
        return new OrderUpdate(status.map(StatusArgument::parse), paymentDetails());
    }

    /**
     * Returns what is to be put right.
     *
     * @param reason why
     * @throws CliException if there is no status
     * @throws OrderException.Invalid if a rule is broken
     */
    OrderCorrection correction(String reason) {
        OrderStatus wanted = status.map(StatusArgument::parse)
                .orElseThrow(() -> new CliException(ExitCode.USAGE, "--status is missing: what should it be?"));
        return new OrderCorrection(wanted, paymentDetails(), reason);
    }

    /** Tells whether anything is asked for. */
    boolean isGiven() {
        return Stream.of(status, paymentMethod, transactionId, payfastPaymentId, paidAt)
                .anyMatch(Optional::isPresent);
    }

    /**
     * Returns who asks for it.
     *
     * @throws CliException if the option or the variable names nobody
     */
    Actor actor(ProcessContext shell) {
        return actor.map(name -> named("--actor", name))
                .or(() -> Optional.ofNullable(shell.variables().get(ACTOR_VARIABLE))
                        .map(name -> named(ACTOR_VARIABLE, name)))
                .orElseGet(() -> named("The user's name", Actor.OPERATOR_PREFIX + shell.user()));
    }

    private static Actor named(String source, String name) {
        return Actor.of(name)
                .orElseThrow(() -> new CliException(ExitCode.USAGE, source + " must have a printable character."));
    }

    private Optional<PaymentDetails> paymentDetails() {
        boolean given = Stream.of(paymentMethod, transactionId, payfastPaymentId, paidAt)
                .anyMatch(Optional::isPresent);
        return given
                ? Optional.of(PaymentDetails.of(paymentMethod, transactionId, payfastPaymentId, paidAt))
                : Optional.empty();
    }
}
