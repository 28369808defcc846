package com.bbws.orders.cli;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.partitioningBy;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The manual: a page for each command, made of what its help is made of, so that no command can lack one. */
final class ManPages {

    private static final String EXAMPLES_HEADING = "Examples:";

    private final String version;
    private final String date;

    /**
     * Prepares the pages.
     *
     * @param version of the program, for the foot of each page
     * @param date of the program, for the same place
     */
    ManPages(String version, String date) {
        this.version = version;
        this.date = date;
    }

    /** Returns the pages of a command and of all below it, by file name. */
    Map<String, String> of(CommandLine command) {
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put(name(command.getCommandSpec()) + ".1", page(command));
        visible(command).forEach(subcommand -> pages.putAll(of(subcommand)));
        return pages;
    }

    private String page(CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        Map<Boolean, List<OptionSpec>> options = spec.options().stream()
                .filter(option -> !option.hidden())
                .collect(partitioningBy(OptionSpec::inherited));
        String program = spec.root().name();
        Roff roff = new Roff()
                .title(name(spec), date, program + " " + version, "Manual of " + program)
                .section("NAME")
                .text(name(spec) + " - " + sentence(spec))
                .section("SYNOPSIS")
                .text(synopsis(command))
                .section("DESCRIPTION")
                .paragraphs(Stream.of(spec.usageMessage().description())
                        .filter(line -> !line.isBlank())
                        .toList());
        addArguments(roff, spec);
        addOptions(roff, "OPTIONS", options.get(false));
        addOptions(roff, "GLOBAL OPTIONS", options.get(true));
        addCommands(roff, command);
        addExitStatus(roff, spec);
        addExamples(roff, spec);
        addRelatives(roff, command);
        return roff.toString();
    }

    /** The usage line without its heading. */
    private static String synopsis(CommandLine command) {
        return command.getHelp().synopsis(0).strip();
    }

    private static void addArguments(Roff roff, CommandSpec spec) {
        List<PositionalParamSpec> arguments = spec.positionalParameters().stream()
                .filter(argument -> !argument.hidden())
                .toList();
        if (!arguments.isEmpty()) {
            roff.section("ARGUMENTS");
            arguments.forEach(argument -> roff.item(argument.paramLabel(), String.join(" ", argument.description())));
        }
    }

    private static void addOptions(Roff roff, String heading, List<OptionSpec> options) {
        if (!options.isEmpty()) {
            roff.section(heading);
            options.forEach(option -> roff.item(spelling(option), String.join(" ", option.description())));
        }
    }

    private static String spelling(OptionSpec option) {
        String names = String.join(", ", option.names());
        return option.arity().max() == 0 ? names : names + "=" + option.paramLabel();
    }

    private static void addCommands(Roff roff, CommandLine command) {
        List<CommandLine> subcommands = visible(command).toList();
        if (!subcommands.isEmpty()) {
            roff.section("COMMANDS");
            subcommands.forEach(
                    subcommand -> roff.item(page(subcommand.getCommandSpec()), sentence(subcommand.getCommandSpec())));
        }
    }

    private static void addExitStatus(Roff roff, CommandSpec spec) {
        roff.section("EXIT STATUS");
        spec.usageMessage().exitCodeList().forEach(roff::item);
    }

    /** What stands below the word in the help's footer, up to an empty line. */
    private static void addExamples(Roff roff, CommandSpec spec) {
        List<String> examples = Arrays.stream(spec.usageMessage().footer())
                .dropWhile(line -> !line.equals(EXAMPLES_HEADING))
                .skip(1)
                .takeWhile(line -> !line.isEmpty())
                .map(String::strip)
                .toList();
        if (!examples.isEmpty()) {
            roff.section("EXAMPLES").verbatim(examples);
        }
    }

    private static void addRelatives(Roff roff, CommandLine command) {
        CommandLine parent = command.getParent();
        Stream<CommandLine> relatives = parent == null
                ? visible(command)
                : Stream.concat(Stream.of(parent), visible(parent).filter(sibling -> sibling != command));
        String names =
                relatives.map(relative -> page(relative.getCommandSpec())).collect(joining(", "));
        if (!names.isEmpty()) {
            roff.section("SEE ALSO").text(names);
        }
    }

    private static Stream<CommandLine> visible(CommandLine command) {
        return command.getSubcommands().values().stream()
                .distinct()
                .filter(subcommand ->
                        !subcommand.getCommandSpec().usageMessage().hidden());
    }

    private static String page(CommandSpec spec) {
        return name(spec) + "(1)";
    }

    private static String name(CommandSpec spec) {
        return spec.qualifiedName("-");
    }

    /** Returns the first sentence of the description, without its full stop. */
    private static String sentence(CommandSpec spec) {
        return spec.usageMessage().description()[0].split("\\.(?= |$)")[0];
    }
}
