package com.bbws.orders.cli;

import static java.util.stream.Collectors.partitioningBy;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_OPTION_LIST;

import com.bbws.orders.cli.process.ExitCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.OptionSpec;

/** The layout of every help page: a short usage line, the command's options, the global options, the exit codes. */
final class HelpLayout {

    /** Longer lines are hard to read. */
    private static final int MAX_WIDTH = 100;

    /** The minimum that picocli accepts. */
    private static final int MIN_WIDTH = 55;

    private static final int OPTION_COLUMN_WIDTH = 32;

    private HelpLayout() {}

    /**
     * Applies the layout to a command and all its subcommands.
     *
     * @param command the command
     * @param width the width of the text; called when a page is shown
     */
    static void apply(CommandLine command, IntSupplier width) {
        command.setHelpFactory((spec, colors) -> {
            spec.usageMessage().width(Math.max(MIN_WIDTH, Math.min(MAX_WIDTH, width.getAsInt())));
            return new Help(spec, colors);
        });
        apply(command);
    }

    private static void apply(CommandLine command) {
        command.getCommandSpec()
                .usageMessage()
                .longOptionsMaxWidth(OPTION_COLUMN_WIDTH)
                .abbreviateSynopsis(true)
                .sortOptions(false)
                .parameterListHeading("%nArguments:%n")
                .commandListHeading("%nCommands:%n")
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(exitCodes());
        command.getHelpSectionMap().put(SECTION_KEY_OPTION_LIST, HelpLayout::optionLists);
        command.getSubcommands().values().forEach(HelpLayout::apply);
    }

    private static Map<String, String> exitCodes() {
        Map<String, String> meanings = new LinkedHashMap<>();
        for (ExitCode code : ExitCode.values()) {
            meanings.put(Integer.toString(code.number()), code.meaning());
        }
        return meanings;
    }

    private static String optionLists(Help help) {
        Map<Boolean, List<OptionSpec>> options =
                help.commandSpec().options().stream().collect(partitioningBy(OptionSpec::inherited));
        return section("Options", options.get(false), help) + section("Global options", options.get(true), help);
    }

    private static String section(String heading, List<OptionSpec> options, Help help) {
        if (options.isEmpty()) {
            return "";
        }
        Help.Layout layout = help.createDefaultLayout();
        layout.addOptions(options, help.createDefaultParamLabelRenderer());
        return String.format("%n%s:%n%s", heading, layout);
    }
}
