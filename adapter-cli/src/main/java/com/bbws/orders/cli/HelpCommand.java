package com.bbws.orders.cli;

import com.bbws.orders.cli.process.ExitCode;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** {@code orders help}: prints the same as {@code --help}. */
@Command(
        name = "help",
        description = "Show help for a command, or for all commands.",
        footer = {"", "Examples:", "  orders help", "  orders help fix"})
final class HelpCommand implements Callable<Integer> {

    @Parameters(
            arity = "0..1",
            paramLabel = "COMMAND",
            completionCandidates = CommandNames.class,
            description = "Command name.")
    private Optional<String> command = Optional.empty();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        CommandLine orders = spec.root().commandLine();
        CommandLine shown = command.map(name -> named(name, orders)).orElse(orders);
        shown.usage(spec.commandLine().getOut());
        return ExitCode.SUCCESS.number();
    }

    private static CommandLine named(String name, CommandLine orders) {
        return Optional.ofNullable(orders.getSubcommands().get(name))
                .orElseThrow(() -> new UnmatchedArgumentException(orders, List.of(name)));
    }

    /** The names of all commands, for completion. */
    static final class CommandNames implements Iterable<String> {

        @Override
        public Iterator<String> iterator() {
            return Stream.of(OrdersCli.class.getAnnotation(Command.class).subcommands())
                    .map(type -> type.getAnnotation(Command.class).name())
                    .iterator();
        }
    }
}
