package com.bbws.orders.cli;

import static java.util.stream.Collectors.joining;

import com.bbws.orders.cli.output.Output;
import com.bbws.orders.cli.output.RejectionMessage;
import com.bbws.orders.cli.output.TerminalText;
import com.bbws.orders.cli.process.CliException;
import com.bbws.orders.cli.process.ExitCode;
import com.bbws.orders.cli.session.PaymentFieldNames;
import com.bbws.orders.domain.LockToken;
import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.OrderException;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.domain.PaymentField;
import com.bbws.orders.domain.port.StoreException;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Collection;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Prints the message of every failure to stderr and returns its exit code. */
final class ErrorPrinter implements IParameterExceptionHandler, IExecutionExceptionHandler {

    private final Output output;

    ErrorPrinter(Output output) {
        this.output = output;
    }

    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        print(message(failure), command);
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
        if (failure instanceof CliException exit) {
            print(exit.getMessage(), command);
            return exit.exitCode();
        }
        if (failure instanceof OrderException rejection) {
            explainRejection(rejection, command);
            return ExitCode.of(rejection.code());
        }
        if (failure instanceof StoreException.Unreadable unreadable) {
            print(RejectionMessage.of(unreadable.order(), command), command);
            return ExitCode.REFUSED;
        }
        if (failure instanceof StoreException) {
            print(failure.getMessage(), command);
            return ExitCode.UNAVAILABLE;
        }
        // A bug of this program. Its message may contain stored data.
        print(
                "Internal error (" + failure.getClass().getSimpleName() + "). Use --debug to show the stack trace.",
                command);
        return ExitCode.REFUSED;
    }

    private static void explainRejection(OrderException rejection, CommandLine command) {
        if (rejection instanceof OrderException.Invalid invalid
                && !invalid.errors().isEmpty()) {
            invalid.errors().forEach(error -> print(argument(error.field()) + " " + error.message(), command));
        } else {
            print(RejectionMessage.of(rejection), command);
        }
        if (ExitCode.of(rejection.code()) == ExitCode.USAGE) {
            printUsageHint(command);
        }
        rejection.current().ifPresent(order -> printState(order, command.getErr()));
    }

    /** Returns the argument that sets a field of the domain. */
    private static String argument(String field) {
        return switch (field) {
            case "orderId" -> "ORDER_ID";
            case "tenantId" -> "--tenant";
            case "status" -> "--status";
            case "reason" -> "--reason";
            default ->
                Arrays.stream(PaymentField.values())
                        .filter(payment -> field.equals("paymentDetails." + payment.fieldName()))
                        .map(PaymentFieldNames::option)
                        .findFirst()
                        .orElse(field);
        };
    }

    private static void printState(Order order, PrintWriter err) {
        OrderStatus status = order.status();
        err.println("Current status: " + status.wireName() + (status.isFinal() ? " (final)" : ""));
        if (!status.isFinal()) {
            err.println("Allowed next statuses: " + names(status.successors()));
        }
        if (!status.correctionsOnly().isEmpty()) {
            err.println("Also allowed with 'orders fix': " + names(status.correctionsOnly()));
        }
        String version = order.lockToken().map(LockToken::text).orElse("none");
        err.println(TerminalText.of("Current version: " + version));
    }

    private static String names(Collection<OrderStatus> statuses) {
        return statuses.stream().map(OrderStatus::wireName).collect(joining(", "));
    }

    private static String message(ParameterException failure) {
        return failure instanceof UnmatchedArgumentException unmatched ? message(unmatched) : failure.getMessage();
    }

    private static String message(UnmatchedArgumentException failure) {
        // The value of a misspelt option may be a payment id, which must not be printed.
        String argument = failure.getUnmatched().get(0).replaceFirst("=.*", "");
        boolean expectsCommand = !failure.getCommandLine().getSubcommands().isEmpty();
        String kind = failure.isUnknownOption()
                ? "Unknown option"
                : expectsCommand ? "Unknown command" : "Unexpected argument";
        // The first suggestion is the most similar one.
        return kind + ": " + argument
                + failure.getSuggestions().stream()
                        .findFirst()
                        .map(name -> ". Did you mean " + name + "?")
                        .orElse("");
    }

    private static void print(String message, CommandLine command) {
        command.getErr().println(TerminalText.of("Error: " + message));
    }

    private static void printUsageHint(CommandLine command) {
        command.getErr().println("Use '" + command.getCommandSpec().qualifiedName() + " --help' for more information.");
    }
}
