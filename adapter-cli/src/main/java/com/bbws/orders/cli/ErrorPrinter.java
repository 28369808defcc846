package com.bbws.orders.cli;

import static java.util.stream.Collectors.joining;

import com.bbws.orders.cli.output.Output;
import com.bbws.orders.cli.output.RefusalMessage;
import com.bbws.orders.cli.output.TerminalText;
import com.bbws.orders.cli.process.CliException;
import com.bbws.orders.cli.process.ExitCode;
import com.bbws.orders.domain.LockToken;
import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.OrderException;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.domain.port.StoreException;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what went wrong, in sentences, and turns it into an exit code. */
final class ErrorPrinter implements IParameterExceptionHandler, IExecutionExceptionHandler {

    private final Output output;

    ErrorPrinter(Output output) {
        this.output = output;
    }

    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        print(sentence(failure), command);
        printUsageHint(command);
        return ExitCode.USAGE.number();
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult arguments) {
        if (output.isDebugging()) {
            failure.printStackTrace(command.getErr());
        }
        return explain(failure, command).number();
    }

    private static ExitCode explain(Exception failure, CommandLine command) {
        if (failure instanceof CliException ended) {
            print(ended.getMessage(), command);
            return ended.exitCode();
        }
        if (failure instanceof OrderException refusal) {
            explainRefusal(refusal, command);
            return ExitCode.of(refusal.code());
        }
        if (failure instanceof StoreException.Unreadable unreadable) {
            print(RefusalMessage.of(unreadable.order(), command), command);
            return ExitCode.REFUSED;
        }
        if (failure instanceof StoreException) {
            print(failure.getMessage(), command);
            return ExitCode.UNAVAILABLE;
        }
        // Its message may hold anything, and none of the codes means a defect of this program.
        print("Unexpected " + failure.getClass().getSimpleName() + ". --debug shows where.", command);
        return ExitCode.REFUSED;
    }

    private static void explainRefusal(OrderException refusal, CommandLine command) {
        if (refusal instanceof OrderException.Invalid invalid
                && !invalid.errors().isEmpty()) {
            invalid.errors().forEach(error -> print(argument(error.field()) + " " + error.message(), command));
        } else {
            print(RefusalMessage.of(refusal), command);
        }
        switch (refusal.code()) {
            case VALIDATION_ERROR -> printUsageHint(command);
            case INVALID_ORDER_STATE, OPTIMISTIC_LOCK_FAILURE, PRECONDITION_FAILED ->
                refusal.current().ifPresent(order -> printState(order, command.getErr()));
            case ORDER_NOT_FOUND, ORDER_TOO_LARGE -> {}
        }
    }

    /** Returns what the operator knows a field of the domain as. */
    private static String argument(String field) {
        return switch (field) {
            case "orderId" -> "ORDER_ID";
            case "tenantId" -> "--tenant";
            case "status" -> "--status";
            case "reason" -> "--reason";
            case "paymentDetails.method" -> "--payment-method";
            case "paymentDetails.transactionId" -> "--transaction-id";
            case "paymentDetails.payfastPaymentId" -> "--payfast-payment-id";
            case "paymentDetails.paidAt" -> "--paid-at";
            default -> field;
        };
    }

    private static void printState(Order order, PrintWriter err) {
        String status = order.status().wireName();
        err.println("Current status: " + status + (order.status().isFinal() ? ", which is final." : "."));
        if (!order.status().isFinal()) {
            err.println("It may become: " + names(order.status().successors()) + ".");
        }
        Set<OrderStatus> others = order.status().correctionsOnly();
        if (!others.isEmpty()) {
            err.println("Also possible with 'orders fix': " + names(others) + ".");
        }
        String version = order.lockToken().map(LockToken::text).orElse("none");
        err.println(TerminalText.of("Current version: " + version));
    }

    private static String names(Collection<OrderStatus> statuses) {
        return statuses.stream().map(OrderStatus::wireName).collect(joining(", "));
    }

    private static String sentence(ParameterException failure) {
        return failure instanceof UnmatchedArgumentException unmatched ? sentence(unmatched) : failure.getMessage();
    }

    private static String sentence(UnmatchedArgumentException failure) {
        // What follows = may be a payment id that slipped in with a misspelt option.
        String argument = failure.getUnmatched().get(0).replaceFirst("=.*", "");
        boolean expectsCommand = !failure.getCommandLine().getSubcommands().isEmpty();
        String kind = failure.isUnknownOption()
                ? "Unknown option"
                : expectsCommand ? "Unknown command" : "Unexpected argument";
        // The first is the most similar one; more of them only confuse.
        return kind + ": " + argument
                + failure.getSuggestions().stream()
                        .findFirst()
                        .map(name -> ". Did you mean " + name + "?")
                        .orElse("");
    }

    private static void print(String sentence, CommandLine command) {
        command.getErr().println(TerminalText.of("Error: " + sentence));
    }

    private static void printUsageHint(CommandLine command) {
        command.getErr().println("See '" + command.getCommandSpec().qualifiedName() + " --help'.");
    }
}
