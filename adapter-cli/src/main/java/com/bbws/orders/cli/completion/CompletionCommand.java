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

/** {@code orders completion}: what a shell needs to complete this command line. */
@Command(
        name = "completion",
        description = "Print the script with which a shell completes commands, options and their values.",
        footer = {
            "",
            "Examples:",
            "  orders completion bash > ~/.local/share/bash-completion/completions/orders",
            "  source <(orders completion bash)     # in ~/.bashrc",
            "  source <(orders completion zsh)      # in ~/.zshrc, after compinit"
        })
public final class CompletionCommand implements Callable<Integer> {

    /** The shells that can complete. */
    public enum ShellName {
        BASH,
        ZSH;

        /** Returns the name as operators write it. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Parameters(
            arity = "0..1",
            paramLabel = "SHELL",
            description = "The shell: ${COMPLETION-CANDIDATES}. Default: bash.")
    private ShellName shell = ShellName.BASH;

    @Spec
    private CommandSpec spec;

    /** Tells whether a value is the name of a file. */
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
        return ExitCode.DONE.number();
    }
}
