package com.bbws.orders.cli.completion;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.ITypeInfo;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ScopeType;

/**
 * Generates the completion script for bash: the script of picocli, and a function that adds support for the form {@code
 * --option=value}.
 */
final class BashCompletion {

    /**
     * Calls picocli's function with the words that it supports. If {@code =} separates words, which is the default of
     * bash, the words are {@code --option}, {@code =} and {@code value}: the second one is left out. Otherwise the word is
     * {@code --option=value}: it is split, and the completed value is joined to the option again.
     */
    private static final String VALUES_AFTER_EQUALS_SIGNS = """
            # Completes --option=value as --option value.
            function _complete_%1$s_values() {
              local -a given=("${COMP_WORDS[@]}") words=()
              local current=${COMP_CWORD} i prefix=""
              for (( i=0; i<=current; i++ )); do
                if [[ "${given[i]}" == "=" && "${given[i-1]}" == --* ]]; then
                  if (( i == current )); then words+=(""); fi
                elif [[ "${given[i]}" == --*=* ]]; then
                  words+=("${given[i]%%%%=*}" "${given[i]#*=}")
                  if (( i == current )); then prefix="${given[i]%%%%=*}="; fi
                else
                  words+=("${given[i]}")
                fi
              done
              local -a COMP_WORDS=("${words[@]}")
              local COMP_CWORD=$(( ${#words[@]} - 1 ))
              _complete_%1$s
              local code=$?
              if [[ -n "${prefix}" ]]; then COMPREPLY=("${COMPREPLY[@]/#/${prefix}}"); fi
              return ${code}
            }

            """;

    private static final ITypeInfo FILE =
            OptionSpec.builder("--any").type(Path.class).build().typeInfo();

    private BashCompletion() {}

    /**
     * Returns the script.
     *
     * @param program the whole command line; it is modified, so its help must not be shown afterwards
     */
    static String script(CommandSpec program) {
        prepare(program);
        String name = program.name();
        String script = AutoComplete.bash(name, program.commandLine());
        int end = script.lastIndexOf("# Define a completion specification");
        return script.substring(0, end)
                + String.format(Locale.ROOT, VALUES_AFTER_EQUALS_SIGNS, name)
                + script.substring(end).replace("_complete_" + name, "_complete_" + name + "_values");
    }

    /**
     * Gives every local option a unique label. Picocli's script keeps the values of an option in a variable named after
     * its label; without this, {@code --format} would offer the values of {@code --output}. It also replaces the type
     * {@code Optional<Path>}, in which picocli does not recognise a file.
     */
    private static void prepare(CommandSpec command) {
        List<OptionSpec> local = command.options().stream()
                .filter(option -> option.scopeType() == ScopeType.LOCAL)
                .toList();
        for (OptionSpec option : local) {
            command.remove(option);
            OptionSpec.Builder prepared =
                    OptionSpec.builder(option).paramLabel(option.longestName().replaceFirst("^-+", ""));
            if (CompletionCommand.takesFile(option)) {
                prepared.typeInfo(FILE);
            }
            command.addOption(prepared.build());
        }
        for (CommandLine subcommand : command.subcommands().values()) {
            prepare(subcommand.getCommandSpec());
        }
    }
}
