package com.bbws.orders.cli;

import static com.bbws.orders.domain.testing.OrderFixtures.aPaidOrder;
import static com.bbws.orders.domain.testing.OrderFixtures.aPendingOrder;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.bbws.orders.cli.testing.BatchFixture;
import com.bbws.orders.cli.testing.OrdersProcess;
import com.bbws.orders.cli.testing.Program;
import com.bbws.orders.cli.testing.Run;
import com.bbws.orders.cli.testing.TestTable;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.dynamodb.testing.EmbeddedDynamoDb;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests {@code orders} in a pseudo-terminal, which {@code script} of util-linux provides. */
class TerminalIT {

    private static final Pattern CONTROL_SEQUENCE = Pattern.compile("\u001b\\[[0-9;]*[A-Za-z]");

    @TempDir
    private Path folder;

    @BeforeAll
    static void needsATerminal() {
        assumeTrue(
                Files.isRegularFile(Path.of("/proc/version")) && Program.isInstalled("script"),
                "need Linux and the program script (util-linux)");
    }

    @Test
    void writesAfterTheAnswerYes() throws Exception {
        TestTable table = TestTable.holding(aPendingOrder());

        Run run = inTerminal(table, "y\n", "orders update order_4d2e --status cancelled");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("pending  -> cancelled", "Write this change? [y/N] ", "Written.");
        assertThat(table.order().status()).isEqualTo(OrderStatus.CANCELLED);
    }

    @Test
    void writesNothingAfterTheAnswerNo() throws Exception {
        TestTable table = TestTable.holding(aPendingOrder());

        Run run = inTerminal(table, "n\n", "orders update order_4d2e --status cancelled");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("Write this change? [y/N] ", "Nothing was written.");
        assertThat(table.order().status()).isEqualTo(OrderStatus.PENDING);
    }

    @Test
    void asksForTheOrderNumberInProduction() throws Exception {
        TestTable production = TestTable.production();
        production.put(aPendingOrder());

        Run yes = inTerminal(production, "y\n", "orders update order_4d2e --status cancelled");
        Run number = inTerminal(production, "ORD-2025-00042\n", "orders update order_4d2e --status cancelled");

        assertThat(yes.exitCode()).isEqualTo(1);
        assertThat(number.exitCode()).isZero();
        assertThat(number.out()).contains("This is production. Type the order number (ORD-2025-00042) to confirm: ");
    }

    @Test
    void reportsThatNothingWasWrittenAfterCtrlCAtThePrompt() throws Exception {
        TestTable table = TestTable.holding(aPendingOrder());

        Run run = inTerminal(table, "[y/N] ", "\u0003", "exec_orders update order_4d2e --status cancelled");

        assertThat(run.exitCode()).isEqualTo(130);
        assertThat(run.out()).endsWith("\r\nNothing was written.\r\n");
        assertThat(table.order().status()).isEqualTo(OrderStatus.PENDING);
    }

    @Test
    void rejectsTheChangeIfStderrIsNotATerminal() throws Exception {
        TestTable table = TestTable.holding(aPendingOrder());

        Run run = inTerminal(table, "y\n", "orders update order_4d2e --status cancelled 2> log.txt");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(Files.readString(folder.resolve("log.txt"), UTF_8))
                .contains("Nothing was written: cannot ask for confirmation");
        assertThat(table.order().status()).isEqualTo(OrderStatus.PENDING);
    }

    @Test
    void sendsNoControlSequencesToADumbTerminal() throws Exception {
        BatchFixture batch = new BatchFixture(50);

        Run run = inTerminal(
                batch.table(),
                "",
                "export TERM=dumb; orders fix --yes --file " + batch.fileIn(folder)
                        + "; orders verify --all; orders list --tenant tenant_9f1c; orders transitions; orders help");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("50 orders: 50 written.").doesNotContain("\u001b", "/50 (");
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 80})
    void wrapsTheHelpToTheTerminal(int columns) throws Exception {
        Run run = inTerminal(
                TestTable.holding(),
                "",
                "unset COLUMNS; stty cols " + columns + "; orders help fix; orders transitions --no-color");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines().map(String::stripTrailing))
                .allMatch(line -> line.length() <= columns)
                .anyMatch(line -> line.length() > columns - 8);
    }

    @Test
    void usesColorsOnlyOnATerminal() throws Exception {
        TestTable table = TestTable.holding(aPaidOrder());
        String paid = "\u001b[36mpaid\u001b[0m";

        assertThat(inTerminal(table, "", "orders get order_4d2e").out()).contains(paid);
        assertThat(inTerminal(table, "", "orders get order_4d2e --no-color").out())
                .contains("paid")
                .doesNotContain("\u001b");
        assertThat(inTerminal(table, "", "NO_COLOR=1 orders get order_4d2e").out())
                .contains("paid")
                .doesNotContain("\u001b");
        assertThat(inTerminal(table, "", "orders get order_4d2e | cat").out())
                .contains("paid")
                .doesNotContain("\u001b");
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 90})
    void fitsTheTableToTheTerminal(int columns) throws Exception {
        TestTable table = TestTable.holding(aPaidOrder());

        Run run = inTerminal(
                table, "", "stty cols " + columns + "; orders list --tenant tenant_9f1c; orders get order_4d2e");

        assertThat(run.exitCode()).isZero();
        assertThat(withoutControls(run.out()).lines()).allMatch(line -> line.length() <= columns);
        assertThat(run.out().contains("ORD-2025-00042  thandi")).isEqualTo(columns == 90);
    }

    @Test
    void showsProgressOnATerminalOnly() throws Exception {
        BatchFixture batch = new BatchFixture(50);
        String fix = "orders fix --yes --file " + batch.fileIn(folder);

        Run shown = inTerminal(batch.table(), "", fix + " > result.txt");
        Run unseen = inTerminal(batch.table(), "", fix + " 2> log.txt");

        assertThat(shown.exitCode()).isZero();
        assertThat(shown.out()).contains("/50 (").endsWith("50 orders: 50 written.\r\n");
        assertThat(Files.readString(folder.resolve("result.txt"), UTF_8).lines())
                .hasSize(50);
        assertThat(unseen.out()).doesNotContain("/50 (");
        assertThat(Files.readString(folder.resolve("log.txt"), UTF_8)).doesNotContain("/50 (", "\r", "\u001b");
    }

    @Test
    void doesNotMixResultsAndProgress() throws Exception {
        BatchFixture batch = new BatchFixture(50);

        Run run = inTerminal(batch.table(), "y\n", "orders fix --parallel 8 --file " + batch.fileIn(folder));

        assertThat(run.exitCode()).isZero();
        List<String> lines =
                withoutControls(run.out()).lines().map(TerminalIT::asSeen).toList();
        for (int i = 0; i < 50; i++) {
            String result = "%5d  %s  written      completed -> refunded"
                    .formatted(i + 2, BatchFixture.id(i).value());
            assertThat(lines).containsOnlyOnce(result);
        }
    }

    @Test
    void showsTheProgressOfAVerification() throws Exception {
        BatchFixture batch = new BatchFixture(50);

        Run run = inTerminal(batch.table(), "", "orders verify --all");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("50/50 (").endsWith("50 orders: 0 with defects, 50 with warnings only.\r\n");
    }

    /** Returns the visible text of a line: text after a carriage return overwrites the text before it. */
    private static String asSeen(String line) {
        return line.substring(line.lastIndexOf('\r') + 1);
    }

    private static String withoutControls(String text) {
        return CONTROL_SEQUENCE.matcher(text).replaceAll("").replace("\r\n", "\n");
    }

    private Run inTerminal(TestTable table, String typed, String commands) throws Exception {
        return inTerminal(table, "", typed, commands);
    }

    /** Types as soon as the terminal shows a text. */
    private Run inTerminal(TestTable table, String awaited, String typed, String commands) throws Exception {
        Path script = Files.writeString(
                folder.resolve("commands.sh"),
                "orders() { " + String.join(" ", OrdersProcess.command(List.of())) + " \"$@\"; }\n"
                        + "exec_orders() { exec " + String.join(" ", OrdersProcess.command(List.of())) + " \"$@\"; }\n"
                        + commands + "\n");
        ProcessBuilder builder = new ProcessBuilder("script", "-qefc", "sh " + script, "/dev/null")
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment()
                .putAll(OrdersProcess.variables(table, EmbeddedDynamoDb.shared().endpoint()));
        builder.environment().remove("NO_COLOR");
        Process process = builder.start();
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        for (int b = 0; b >= 0 && !shown.toString(UTF_8).endsWith(awaited); ) {
            b = process.getInputStream().read();
            shown.write(b);
        }
        process.getOutputStream().write(typed.getBytes(UTF_8));
        process.getOutputStream().flush();
        process.getInputStream().transferTo(shown);
        return new Run(process.waitFor(), shown.toString(UTF_8), "");
    }
}
