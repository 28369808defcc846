package com.bbws.orders.cli;

import static java.util.stream.Collectors.partitioningBy;
import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_OPTION_LIST;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.OptionSpec;

/** How every help page looks: short usage line, the command's own options before the global ones, the exit codes. */
final class HelpPages {

    static final int WIDTH = 100;
    private static final int OPTION_COLUMN_WIDTH = 32;

    private HelpPages() {}

    /** Shapes the help of a command and of all its subcommands. */
    static void shape(CommandLine command) {
        command.getCommandSpec()
                .usageMessage()
                .width(WIDTH)
                .longOptionsMaxWidth(OPTION_COLUMN_WIDTH)
                .abbreviateSynopsis(true)
                .sortOptions(false)
                .parameterListHeading("%nArguments:%n")
                .commandListHeading("%nCommands:%n")
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(exitCodes());
        command.getHelpSectionMap().put(SECTION_KEY_OPTION_LIST, HelpPages::optionLists);
        command.getSubcommands().values().forEach(HelpPages::shape);
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
