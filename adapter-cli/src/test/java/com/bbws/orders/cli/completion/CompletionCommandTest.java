package com.bbws.orders.cli.completion;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.bbws.orders.cli.testing.Program;
import com.bbws.orders.cli.testing.Run;
import com.bbws.orders.cli.testing.TestProcessContext;
import com.bbws.orders.domain.OrderStatus;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Tests completion with the real shells: what a line becomes when TAB is pressed. */
class CompletionCommandTest {

    private static final TestProcessContext PROCESS = TestProcessContext.withVariables(Map.of());

    /** A command that opens the table fails with this table name. */
    private static final TestProcessContext INVALID = PROCESS.with("DYNAMODB_TABLE_NAME", "!");

    @TempDir
    Path folder;

    @Test
    void printsTheScriptForBashByDefault() {
        Run alone = INVALID.run("completion");

        assertThat(alone.exitCode()).isZero();
        assertThat(alone.err()).isEmpty();
        assertThat(alone.out()).startsWith("#!/usr/bin/env bash\n");
        assertThat(INVALID.run("completion", "bash")).isEqualTo(alone);
        assertThat(INVALID.run("completion", "zsh").out()).startsWith("#compdef orders\n");
    }

    @Test
    void rejectsAnUnknownShell() {
        Run run = PROCESS.run("completion", "fish");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("bash, zsh", "Use 'orders completion --help' for more information.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh"})
    void explainsTheInstallation(String shell) {
        assertThat(PROCESS.run("completion", "--help").out()).contains("source <(orders completion " + shell + ")");
    }

    @Test
    void completesEveryCommandAndOptionInBash() throws Exception {
        requires("bash");
        for (Map.Entry<String, List<String>> command : model().entrySet()) {
            assertThat(bash(command.getKey() + " -"))
                    .as(command.getKey())
                    .containsExactlyInAnyOrderElementsOf(command.getValue());
        }
        assertThat(bash("orders ")).containsExactlyInAnyOrderElementsOf(commands());
    }

    @ParameterizedTest
    @CsvSource({
        "'orders --env ', dev sit prod",
        "'orders get order_1 --env ', dev sit prod",
        "'orders -o ', table json yaml",
        "'orders transitions --output ', table json yaml",
        "'orders transitions --format ', table mermaid dot svg",
        "'orders transitions --format m', mermaid",
        "'orders completion ', bash zsh",
        "'orders help tr', transitions",
        "'orders help u', update",
        "'orders update order_1 --status pa', payment_pending paid",
        "'orders tr', transitions",
        "'orders update --dry', --dry-run"
    })
    void completesInBash(String line, String expected) throws Exception {
        requires("bash");

        assertThat(bash(line)).containsExactlyInAnyOrder(expected.split(" "));
    }

    /** With {@code =} as a word separator, which is the default of bash, and without. */
    @ParameterizedTest
    @CsvSource({
        "'orders update order_1 --status = re', refunded",
        "'orders get order_1 --output =', table json yaml",
        "'orders update order_1 --status=re', --status=refunded",
        "'orders --env = p', prod",
        "'orders --env=p', --env=prod",
        "'orders --env = prod update order_1 --status = re', refunded",
        "'orders --env=prod update order_1 --status=re', --status=refunded",
        "'orders --env = prod tr', transitions",
        "'orders get order_1 --output = y', yaml",
        "'orders transitions --format=m', --format=mermaid",
        "'orders fix --reason = a=b --status pend', pending"
    })
    void completesTheValueAfterAnEqualsSignInBash(String line, String expected) throws Exception {
        requires("bash");

        assertThat(bash(line)).containsExactlyInAnyOrder(expected.split(" "));
    }

    @ParameterizedTest
    @CsvSource({
        "'orders fix --file re', 'repairs.csv,repairs of May.csv'",
        "'orders fix --file = repairs.', repairs.csv",
        "'orders fix --file=repairs.', --file=repairs.csv",
        "'orders fix --yes --file folder/', folder/inside.jsonl"
    })
    void completesTheNamesOfFilesInBash(String line, String expected) throws Exception {
        requires("bash");
        holdFiles();

        assertThat(bash(line)).containsExactlyInAnyOrder(expected.split(","));
    }

    /** The command line after TAB in an interactive bash. */
    @ParameterizedTest
    @CsvSource({
        "'orders update order_1 --status=re\t', update order_1 --status=refunded",
        "'orders --env=p\t', --env=prod",
        "'orders --env p\t', --env prod",
        "'orders fix --file=repairs.\t', fix --file=repairs.csv",
        "'orders fix --file repairs\\ \t', fix --file repairs of May.csv",
        "'orders fix --file fol\tin\t', fix --file folder/inside.jsonl"
    })
    void completesInAnInteractiveBash(String typed, String expected) throws Exception {
        requires("bash");
        requires("script");
        assumeTrue(Files.isRegularFile(Path.of("/proc/version")), "Only util-linux's script makes a terminal.");
        holdFiles();
        Path script = Files.writeString(
                folder.resolve("orders"), PROCESS.run("completion", "bash").out());
        Files.writeString(folder.resolve("rc"), "source " + script + "; orders() { echo \"$*\" >>completed; }\n");
        ProcessBuilder builder = new ProcessBuilder("script", "-qec", "bash --noprofile --rcfile rc -i", "/dev/null")
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().put("TERM", "dumb");
        builder.environment().remove("INPUTRC");
        Process process = builder.start();
        try (OutputStream terminal = process.getOutputStream()) {
            terminal.write((typed + "\nexit\n").getBytes(UTF_8));
            terminal.flush();
            process.getInputStream().readAllBytes();
        }

        assertThat(folder.resolve("completed")).content().isEqualToIgnoringNewLines(expected);
    }

    private void holdFiles() throws IOException {
        Files.createFile(folder.resolve("repairs.csv"));
        Files.createFile(folder.resolve("repairs of May.csv"));
        Files.createFile(Files.createDirectory(folder.resolve("folder")).resolve("inside.jsonl"));
    }

    @Test
    void completesEveryStatusInBash() throws Exception {
        requires("bash");

        assertThat(bash("orders update order_1 --status "))
                .containsExactlyElementsOf(statuses().toList());
    }

    @Test
    void completesEveryCommandAndOptionInZsh() throws Exception {
        List<String> typed = new ArrayList<>();
        List<String> completed = new ArrayList<>();
        for (String command : commands()) {
            typed.add(cut("orders " + command));
            completed.add("orders " + command + " ");
        }
        model().forEach((command, options) -> options.stream()
                .filter(option -> option.startsWith("--"))
                .forEach(option -> {
                    // The whole option, because some options are prefixes of others; the added character shows that zsh
                    // knows it.
                    typed.add(command + " " + option);
                    completed.add(command + " " + option + (takesValue(command, option) ? "=" : " "));
                }));

        assertThat(zsh(typed)).containsExactlyElementsOf(completed);
    }

    @Test
    void completesTheValuesOfOptionsInZsh() throws Exception {
        List<String> lines = new ArrayList<>(List.of(
                "orders --env dev",
                "orders --env=sit",
                "orders get order_1 --env prod",
                "orders -o json",
                "orders get --output=yaml",
                "orders transitions --output table",
                "orders transitions --format mermaid",
                "orders transitions --format dot",
                "orders help verify",
                "orders --env prod completion zsh"));
        statuses().map("orders update order_1 --status "::concat).forEach(lines::add);

        assertThat(zsh(lines.stream().map(CompletionCommandTest::cut).toList()))
                .map(String::stripTrailing)
                .containsExactlyElementsOf(lines);
    }

    @Test
    void completesTheNamesOfFilesInZsh() throws Exception {
        requires("zsh");
        holdFiles();
        String file = folder.resolve("repairs.csv").toString();
        List<String> lines = List.of("orders fix --file " + file, "orders fix --file=" + file);

        assertThat(zsh(lines.stream().map(CompletionCommandTest::cut).toList()))
                .map(String::stripTrailing)
                .containsExactlyElementsOf(lines);
    }

    /** Returns the line without its last character, where TAB is pressed. */
    private static String cut(String line) {
        return line.substring(0, line.length() - 1);
    }

    private static void requires(String shell) {
        assumeTrue(Program.isInstalled(shell), "need " + shell + " on the PATH");
    }

    private static Stream<String> statuses() {
        return Arrays.stream(OrderStatus.values()).map(OrderStatus::wireName);
    }

    private static List<String> commands() {
        return List.copyOf(TestProcessContext.commandLine().getSubcommands().keySet());
    }

    /** Every command and its options, from picocli's model. */
    private static Map<String, List<String>> model() {
        CommandLine orders = TestProcessContext.commandLine();
        Map<String, List<String>> options = new LinkedHashMap<>();
        options.put("orders", optionsOf(orders));
        orders.getSubcommands().forEach((name, command) -> options.put("orders " + name, optionsOf(command)));
        return options;
    }

    private static boolean takesValue(String command, String option) {
        CommandLine orders = TestProcessContext.commandLine();
        CommandLine owner =
                command.equals("orders") ? orders : orders.getSubcommands().get(command.substring("orders ".length()));
        return owner.getCommandSpec().findOption(option).arity().max() > 0;
    }

    private static List<String> optionsOf(CommandLine command) {
        return command.getCommandSpec().options().stream()
                .flatMap(option -> Stream.of(option.names()))
                .toList();
    }

    /** Returns the completions of bash at the end of a line. */
    private List<String> bash(String line) throws IOException, InterruptedException {
        Path script = Files.writeString(
                folder.resolve("orders"), PROCESS.run("completion", "bash").out());
        List<String> command = new ArrayList<>(List.of("bash", "-c", """
                compopt() { :; } # works only during interactive completion
                source "$0"
                COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMP_LINE="$*"
                _complete_orders_values
                [ ${#COMPREPLY[@]} -eq 0 ] || printf '%s\\n' "${COMPREPLY[@]}"
                """, script.toString()));
        command.addAll(List.of(line.split(" ", -1)));

        Run run = Program.of(command.toArray(String[]::new)).in(folder).run();

        assertThat(run.err()).isEmpty();
        return run.out().lines().toList();
    }

    /** Returns each line after TAB is pressed at its end in an interactive zsh. */
    private List<String> zsh(List<String> lines) throws IOException, InterruptedException {
        requires("zsh");
        Files.writeString(
                folder.resolve("_orders"), PROCESS.run("completion", "zsh").out());
        Files.write(folder.resolve("lines"), lines);
        Files.writeString(folder.resolve(".zshrc"), """
                fpath=($ZDOTDIR $fpath)
                autoload -U compinit && compinit -u -D
                setopt no_auto_menu no_beep
                zle-line-init() {
                  for line in "${(@f)$(<$ZDOTDIR/lines)}"; do
                    BUFFER=$line CURSOR=$#line
                    zle expand-or-complete
                    print -r -- "$BUFFER" >>$ZDOTDIR/completed
                  done
                  exit
                }
                zle -N zle-line-init
                """);

        Run run = Program.of(
                        "zsh",
                        "-f",
                        "-c",
                        "zmodload zsh/zpty && zpty terminal zsh -i && while zpty -r terminal said; do :; done")
                .with("ZDOTDIR", folder)
                .with("TERM", "dumb")
                .run();

        assertThat(run.err()).isEmpty();
        return Files.readAllLines(folder.resolve("completed"));
    }
}
