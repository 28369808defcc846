package com.bbws.orders.cli;

import java.util.List;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ScopeType;

/** The completion script for bash, which is picocli's own. */
final class BashCompletion {

    private BashCompletion() {}

    /**
     * Returns the script.
     *
     * @param program the whole command line; its help is not fit to be shown afterwards
     */
    static String script(CommandSpec program) {
        nameLabelsApart(program);
        return AutoComplete.bash(program.name(), program.commandLine());
    }

    /**
     * Gives every option of a command a label of its own; the global ones have that. The script keeps an option's
     * values in a variable named after its label, and --format would be offered the values of --output.
     */
    private static void nameLabelsApart(CommandSpec command) {
        List<OptionSpec> own = command.options().stream()
                .filter(option -> option.scopeType() == ScopeType.LOCAL)
                .toList();
        for (OptionSpec option : own) {
            command.remove(option);
            command.addOption(OptionSpec.builder(option)
                    .paramLabel(option.longestName().replaceFirst("^-+", ""))
                    .build());
        }
        for (CommandLine subcommand : command.subcommands().values()) {
            nameLabelsApart(subcommand.getCommandSpec());
        }
    }
}
