package com.bbws.orders.cli.completion;

import static java.util.stream.Collectors.joining;
import static java.util.stream.StreamSupport.stream;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * Generates a native completion script for zsh, which also shows the descriptions of commands and options. The script
 * can be sourced or put into a directory of {@code fpath}.
 */
final class ZshCompletion {

    /** The action of zsh that completes nothing. */
    private static final String NO_COMPLETION = " ";

    private final StringBuilder script = new StringBuilder();

    private ZshCompletion() {}

    /**
     * Returns the script.
     *
     * @param program the whole command line
     */
    static String script(CommandSpec program) {
        ZshCompletion zsh = new ZshCompletion();
        String name = program.name();
        zsh.line("#compdef " + name);
        zsh.function(program);
        zsh.line("");
        zsh.line("# Called by compinit as a completion function, or loaded with 'source'.");
        zsh.line("if [ \"${funcstack[1]}\" = _" + name + " ]; then");
        zsh.line("  _" + name + " \"$@\"");
        zsh.line("else");
        zsh.line("  compdef _" + name + " " + name);
        zsh.line("fi");
        return zsh.script.toString();
    }

    private void function(CommandSpec command) {
        List<CommandSpec> subcommands = command.subcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .distinct()
                .filter(subcommand -> !subcommand.usageMessage().hidden())
                .toList();
        line("");
        line(functionName(command) + "() {");
        if (subcommands.isEmpty()) {
            arguments("-s", rules(command));
        } else {
            line("  local curcontext=\"$curcontext\" context state state_descr line ret=1");
            line("  local -a commands");
            line("  typeset -A opt_args");
            List<String> rules = rules(command);
            rules.add("'1: :->command'");
            rules.add("'*:: :->arguments'");
            arguments("-C -s", rules);
            line("  ret=$?");
            line("  case $state in");
            line("    command)");
            line("      commands=(");
            subcommands.forEach(subcommand -> line("        "
                    + quoted(escaped(subcommand.name(), ":") + ":"
                            + firstSentence(subcommand.usageMessage().description()))));
            line("      )");
            line("      _describe -t commands command commands && ret=0");
            line("      ;;");
            line("    arguments)");
            line("      curcontext=\"${curcontext%:*}-$words[1]:\"");
            line("      case $words[1] in");
            subcommands.forEach(subcommand ->
                    line("        " + subcommand.name() + ") " + functionName(subcommand) + " && ret=0 ;;"));
            line("      esac");
            line("      ;;");
            line("  esac");
            line("  return ret");
        }
        line("}");
        subcommands.forEach(this::function);
    }

    private void arguments(String flags, List<String> rules) {
        line("  _arguments " + flags + " \\");
        line("    " + String.join(" \\\n    ", rules));
    }

    private static List<String> rules(CommandSpec command) {
        List<String> rules = new ArrayList<>();
        command.options().stream()
                .filter(option -> !option.hidden())
                .map(ZshCompletion::rule)
                .forEach(rules::add);
        command.positionalParameters().stream()
                .filter(parameter -> !parameter.hidden())
                .map(ZshCompletion::rule)
                .forEach(rules::add);
        return rules;
    }

    /** Returns for example {@code '(-o --output)'{-o+,--output=}'[Output format: table, json.]:FORMAT:(table json)'}. */
    private static String rule(OptionSpec option) {
        boolean hasValue = option.arity().max() > 0;
        List<String> names = List.of(option.names());
        String spellings = names.stream()
                .map(name -> name + (!hasValue ? "" : name.startsWith("--") ? "=" : "+"))
                .collect(joining(","));
        String exclusive =
                option.isMultiValue() ? "'*'" : names.size() == 1 ? "" : "'(" + String.join(" ", names) + ")'";
        String text = "[" + escaped(firstSentence(option.description()), "[]") + "]" + (hasValue ? value(option) : "");
        return exclusive + (names.size() == 1 ? spellings : "{" + spellings + "}") + quoted(text);
    }

    private static String rule(PositionalParamSpec parameter) {
        boolean optional = parameter.arity().min() == 0;
        boolean repeated = parameter.index().max() == Integer.MAX_VALUE;
        String value = value(parameter);
        if (value.endsWith(NO_COMPLETION)) {
            // Shows only the label. If the word starts with -, even the label would stop zsh from completing options.
            String label = parameter.paramLabel();
            value = ":" + label + ":{[[ $PREFIX = -* ]] || _message " + label + "}";
        }
        return quoted((repeated ? "*" : optional ? ":" : "") + value);
    }

    private static String value(ArgSpec argument) {
        return ":" + escaped(argument.paramLabel(), ":") + ":" + action(argument);
    }

    private static String action(ArgSpec argument) {
        if (argument.completionCandidates() != null) {
            return stream(argument.completionCandidates().spliterator(), false)
                    .map(candidate -> escaped(candidate, " ()"))
                    .collect(joining(" ", "(", ")"));
        }
        return CompletionCommand.takesFile(argument) ? "_files" : NO_COMPLETION;
    }

    /** Returns the first sentence: zsh shows one line for each command and option. */
    private static String firstSentence(String[] description) {
        String text = description.length == 0 ? "" : description[0];
        int end = text.indexOf(". ");
        return end < 0 ? text.strip() : text.substring(0, end + 1);
    }

    private static String functionName(CommandSpec command) {
        return "_" + command.qualifiedName("_");
    }

    private static String escaped(String text, String special) {
        StringBuilder escaped = new StringBuilder();
        text.chars().forEach(c -> {
            if (c == '\\' || special.indexOf(c) >= 0) {
                escaped.append('\\');
            }
            escaped.append((char) c);
        });
        return escaped.toString();
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    private void line(String text) {
        script.append(text).append('\n');
    }
}
