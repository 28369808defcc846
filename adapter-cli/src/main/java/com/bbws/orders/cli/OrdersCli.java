package com.bbws.orders.cli;

import com.bbws.orders.cli.command.FixCommand;
import com.bbws.orders.cli.command.GetCommand;
import com.bbws.orders.cli.command.HistoryCommand;
import com.bbws.orders.cli.command.ListCommand;
import com.bbws.orders.cli.command.TransitionsCommand;
import com.bbws.orders.cli.command.UpdateCommand;
import com.bbws.orders.cli.command.VerifyCommand;
import com.bbws.orders.cli.completion.CompletionCommand;
import com.bbws.orders.cli.output.Output;
import com.bbws.orders.cli.process.ExitCode;
import com.bbws.orders.cli.process.ProcessContext;
import com.bbws.orders.cli.session.ConnectionOptions;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The program and its top-level command, which shows the help. */
@Command(
        name = "orders",
        description = "Show, update and correct the orders of the customer portal.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            GetCommand.class,
            HistoryCommand.class,
            ListCommand.class,
            UpdateCommand.class,
            FixCommand.class,
            TransitionsCommand.class,
            VerifyCommand.class,
            CompletionCommand.class,
            HelpCommand.class
        },
        versionProvider = OrdersCli.Version.class,
        footer = {
            "",
            "Examples:",
            "  orders get order_4d2e",
            "  orders update order_4d2e --status paid",
            "  orders fix order_4d2e --status refunded --reason 'Chargeback, ticket 4711'",
            "  orders verify --tenant tenant_9f1c",
            "",
            "Use 'orders help COMMAND' for more information about a command."
        })
public final class OrdersCli implements Callable<Integer> {

    /** Java's replacement for a byte that is not a character in the locale. */
    private static final char UNDECODABLE = '\uFFFD';

    @Mixin
    private final ConnectionOptions connection;

    @Mixin
    private final Output output;

    @Option(
            names = {"-h", "--help"},
            scope = ScopeType.INHERIT,
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    @Option(names = "--version", versionHelp = true, description = "Show the version.")
    private boolean version;

    @Spec
    private CommandSpec spec;

    OrdersCli(ConnectionOptions connection, Output output) {
        this.connection = connection;
        this.output = output;
    }

    /**
     * Runs the program and ends the JVM with the command's exit code.
     *
     * @param arguments the command line
     */
    public static void main(String[] arguments) {
        System.exit(run(ProcessContext.ofThisProcess(), arguments));
    }

    public static int run(ProcessContext process, String... arguments) {
        if (Stream.of(arguments).anyMatch(argument -> argument.indexOf(UNDECODABLE) >= 0)) {
            process.err()
                    .println(
                            "Error: An argument contains characters that this locale does not support. Set LC_ALL=C.UTF-8.");
            process.err().flush();
            return ExitCode.USAGE.number();
        }
        int exitCode = new Wiring(process).commandLine().execute(arguments);
        boolean isOutputLost = process.out().checkError();
        process.err().flush();
        if (!isOutputLost || exitCode != ExitCode.SUCCESS.number()) {
            return exitCode;
        }
        return (process.readerIsGone().getAsBoolean() ? ExitCode.OUTPUT_CLOSED : ExitCode.REFUSED).number();
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return ExitCode.SUCCESS.number();
    }

    /** Reads the version from the manifest of the jar. */
    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            return new String[] {
                "orders "
                        + Optional.ofNullable(OrdersCli.class.getPackage().getImplementationVersion())
                                .orElse("(development build)")
            };
        }
    }
}
