package com.bbws.orders.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

class ManPagesTest {

    private static final ManPages PAGES = new ManPages("1.2.3", "2026-01-01");

    @TempDir
    Path folder;

    @Test
    void thereIsAPageForEveryCommand() {
        List<String> expected = Stream.concat(
                        Stream.of("orders.1"),
                        TestProcessContext.commandLine().getSubcommands().keySet().stream()
                                .map(name -> "orders-" + name + ".1"))
                .toList();

        assertThat(PAGES.of(TestProcessContext.commandLine())).containsOnlyKeys(expected);
    }

    @Test
    void aPageNamesEveryOptionAndArgumentAndRelative() {
        Map<String, String> pages = PAGES.of(TestProcessContext.commandLine());

        commands().forEach(command -> {
            String page = pages.get(command.qualifiedName("-") + ".1");
            assertThat(page).contains(".SH \"NAME\"", ".SH \"SYNOPSIS\"", ".SH \"EXIT STATUS\"", ".SH \"EXAMPLES\"");
            command.options()
                    .forEach(option -> Stream.of(option.names())
                            .forEach(name -> assertThat(page).contains(name.replace("-", "\\-"))));
            command.positionalParameters()
                    .forEach(argument -> assertThat(page).contains("\\fB" + argument.paramLabel() + "\\fR"));
            pages.keySet().stream()
                    .map(file -> file.replace(".1", "").replace("-", "\\-"))
                    .forEach(name -> assertThat(page).contains(name));
        });
    }

    @Test
    void aPageSaysOnlyWhatIsSo() {
        CommandLine program = new CommandLine(new Odd());
        HelpPages.shape(program, () -> 80);

        assertThat(PAGES.of(program)).containsExactly(Map.entry("odd.1", """
                .TH "ODD" 1 2026-01-01 "odd 1.2.3" "Manual of odd"
                .nh
                .ad l
                .SH "NAME"
                odd \\- .dots and \\(aqquotes\\(aq
                .SH "SYNOPSIS"
                odd [OPTIONS] FILE
                .SH "DESCRIPTION"
                \\&.dots and \\(aqquotes\\(aq. C:\\etmp, \\(ti, \\[u00E9].
                .PP
                More.
                .SH "ARGUMENTS"
                .TP
                \\fBFILE\\fR
                \\&.hidden or not.
                .SH "OPTIONS"
                .TP
                \\fB\\-n, \\-\\-name=NAME\\fR
                \\(aqquoted\\(aq
                .SH "EXIT STATUS"
                .TP
                \\fB0\\fR
                Done
                .TP
                \\fB1\\fR
                Refused by a rule, or defects were found
                .TP
                \\fB2\\fR
                Wrong usage
                .TP
                \\fB3\\fR
                There is no such order
                .TP
                \\fB4\\fR
                Another writer has changed the order
                .TP
                \\fB5\\fR
                The database or the credentials cannot be reached
                .TP
                \\fB130\\fR
                Ended by Ctrl\\-C
                .TP
                \\fB141\\fR
                The output was closed before its end, as by \\(aq| head\\(aq
                .SH "EXAMPLES"
                .nf
                \\&.\\eodd \\(aqx\\(aq
                .fi
                """));
    }

    @ParameterizedTest
    @ValueSource(strings = {"groff -man -Tutf8 -ww -z", "mandoc -Tlint -Wwarning"})
    void noReaderOfManPagesComplains(String reader) throws Exception {
        String program = reader.split(" ")[0];
        assumeTrue(Program.isInstalled(program), "need " + program + " on the PATH");
        DistributionGenerator.write(folder, "1.2.3", Instant.EPOCH);
        try (Stream<Path> pages = Files.list(folder.resolve("man/man1"))) {
            for (Path page : pages.toList()) {
                String[] command = Stream.of(reader.split(" "), new String[] {page.toString()})
                        .flatMap(Stream::of)
                        .toArray(String[]::new);

                assertThat(Program.of(command).run()).isEqualTo(new Run(0, "", ""));
            }
        }
    }

    @Test
    void theShareFolderHasTheManualAndTheCompletions() throws Exception {
        DistributionGenerator.main(new String[] {folder.toString(), "1.2.3", "2026-01-01T00:00:00Z"});

        assertThat(folder.resolve("man/man1/orders-get.1"))
                .content()
                .startsWith(".TH \"ORDERS\\-GET\" 1 2026-01-01 \"orders 1.2.3\"");
        assertThat(folder.resolve("bash-completion/completions/orders"))
                .hasContent(TestProcessContext.withVariables(Map.of())
                        .run("completion", "bash")
                        .out());
        assertThat(folder.resolve("zsh/site-functions/_orders"))
                .hasContent(TestProcessContext.withVariables(Map.of())
                        .run("completion", "zsh")
                        .out());
    }

    private static Stream<CommandSpec> commands() {
        CommandLine orders = TestProcessContext.commandLine();
        return Stream.concat(Stream.of(orders), orders.getSubcommands().values().stream())
                .map(CommandLine::getCommandSpec);
    }

    @Command(
            name = "odd",
            description = {".dots and 'quotes'. C:\\tmp, ~, \u00e9.", "", "More."},
            footer = {"", "Examples:", "  .\\odd 'x'", "", "Not an example."})
    private static final class Odd {

        @Option(
                names = {"-n", "--name"},
                paramLabel = "NAME",
                description = "'quoted'")
        private String name;

        @Option(names = "--secret", hidden = true)
        private boolean secret;

        @Parameters(paramLabel = "FILE", description = ".hidden or not.")
        private String file;
    }
}
