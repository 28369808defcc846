package com.bbws.orders.cli.completion;

import com.bbws.orders.cli.process.ExitCode;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code orders completion}: prints a completion script. */
@Command(
        name = "completion",
        description = "Print the completion script for a shell.",
        footer = {
            "",
            "Examples:",
            "  orders completion bash > ~/.local/share/bash-completion/completions/orders",
            "  source <(orders completion bash)     # in ~/.bashrc",
            "  source <(orders completion zsh)      # in ~/.zshrc, after compinit"
        })
public final class CompletionCommand implements Callable<Integer> {

    /** The supported shells. */
    public enum ShellName {
        BASH,
        ZSH;

        /** Returns the name as operators type it. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Parameters(arity = "0..1", paramLabel = "SHELL", description = "Shell: ${COMPLETION-CANDIDATES}. Default: bash.")
    private ShellName shell = ShellName.BASH;

    @Spec
    private CommandSpec spec;

    /** Returns whether the value of an argument is a file name. */
    static boolean takesFile(ArgSpec argument) {
        return argument.typeInfo().getAuxiliaryTypeInfos().stream().anyMatch(type -> type.getType() == Path.class);
    }

    @Override
    public Integer call() {
        CommandSpec orders = spec.root();
        spec.commandLine()
                .getOut()
                .print(
                        switch (shell) {
                            case BASH -> BashCompletion.script(orders);
                            case ZSH -> ZshCompletion.script(orders);
                        });
        return ExitCode.SUCCESS.number();
    }
}
