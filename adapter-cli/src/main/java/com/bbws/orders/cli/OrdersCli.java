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

/** The program, and the command that all others belong to. Alone it shows what there is. */
@Command(
        name = "orders",
        description = "Look at the orders of the customer portal and repair them.",
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
            "  orders fix order_4d2e --status refunded --reason 'Bounced'",
            "  orders verify --tenant tenant_9f1c",
            "",
            "See 'orders help COMMAND' for more about a command."
        })
public final class OrdersCli implements Callable<Integer> {

    /** What Java makes of a byte that is no character in the shell's locale; nobody types it. */
    private static final char UNREADABLE = '\uFFFD';

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

    public static int run(ProcessContext shell, String... arguments) {
        if (Stream.of(arguments).anyMatch(argument -> argument.indexOf(UNREADABLE) >= 0)) {
            shell.err().println("Error: An argument has characters that this locale has not: set LC_ALL=C.UTF-8.");
            shell.err().flush();
            return ExitCode.USAGE.number();
        }
        int exitCode = new Wiring(shell).commandLine().execute(arguments);
        boolean isLost = shell.out().checkError();
        shell.err().flush();
        if (!isLost || exitCode != ExitCode.DONE.number()) {
            return exitCode;
        }
        return (shell.readerIsGone().getAsBoolean() ? ExitCode.OUTPUT_CLOSED : ExitCode.REFUSED).number();
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return ExitCode.DONE.number();
    }

    /** The version that the build wrote into the jar. */
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
