package com.bbws.orders.cli;

import static com.bbws.orders.domain.testing.OrderFixtures.TENANT;
import static com.bbws.orders.domain.testing.OrderFixtures.aPaidOrder;
import static com.bbws.orders.domain.testing.OrderFixtures.aPendingOrder;
import static com.bbws.orders.domain.testing.OrderFixtures.anOrder;
import static org.assertj.core.api.Assertions.assertThat;

import com.bbws.orders.cli.command.HistoryCommandTest;
import com.bbws.orders.cli.process.ExitCode;
import com.bbws.orders.cli.process.ProcessContext;
import com.bbws.orders.cli.testing.Run;
import com.bbws.orders.cli.testing.TestProcessContext;
import com.bbws.orders.cli.testing.TestTable;
import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.dynamodb.testing.ClosedPort;
import com.bbws.orders.dynamodb.testing.EmbeddedDynamoDb;
import com.bbws.orders.dynamodb.testing.OrderItems;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** What all commands have in common: help, global options, exit codes, errors. */
class OrdersCliTest {

    private static final TestProcessContext PROCESS = TestProcessContext.withVariables(Map.of());

    /** A command that opens the table fails with this table name; help and version must not. */
    private static final TestProcessContext INVALID = PROCESS.with("DYNAMODB_TABLE_NAME", "!");

    private static final TestProcessContext OTHER_TABLE = otherTable();

    private static TestProcessContext otherTable() {
        EmbeddedDynamoDb database = EmbeddedDynamoDb.shared();
        database.client()
                .createTable(table -> table.tableName("counters")
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .keySchema(KeySchemaElement.builder()
                                .attributeName("id")
                                .keyType(KeyType.HASH)
                                .build())
                        .attributeDefinitions(AttributeDefinition.builder()
                                .attributeName("id")
                                .attributeType(ScalarAttributeType.S)
                                .build()));
        database.client().putItem(put -> put.tableName("counters").item(Map.of("id", AttributeValue.fromS("1"))));
        return PROCESS.with("DYNAMODB_TABLE_NAME", "counters")
                .with("AWS_ENDPOINT_URL_DYNAMODB", database.endpoint().toString());
    }

    @Test
    void showsTheHelpWithoutACommand() {
        Run alone = INVALID.run();
        Run asked = INVALID.run("--help");

        assertThat(alone).isEqualTo(asked);
        assertThat(alone.exitCode()).isZero();
        assertThat(alone.err()).isEmpty();
        assertThat(alone.out())
                .startsWith("Usage: orders [OPTIONS] COMMAND\n")
                .contains("get ", "list ", "update ", "fix ", "transitions ", "verify ", "completion ");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void showsTheHelpOfEachCommand(String command) {
        Run run = INVALID.run(command, "--help");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .startsWith("Usage: orders " + command)
                .contains("\nGlobal options:\n", "--endpoint-url", "\nExamples:\n  orders " + command);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void showsTheSameHelpWithTheHelpCommand(String command) {
        assertThat(INVALID.run("help", command)).isEqualTo(INVALID.run(command, "--help"));
        assertThat(INVALID.run("help", command, "-o", "json")).isEqualTo(INVALID.run(command, "--help"));
    }

    static Set<String> commands() {
        return TestProcessContext.commandLine().getSubcommands().keySet();
    }

    @Test
    void showsTheTopLevelHelpWithTheHelpCommand() {
        assertThat(INVALID.run("help")).isEqualTo(INVALID.run("--help"));
    }

    @Test
    void rejectsHelpForAnUnknownCommand() {
        assertThat(PROCESS.run("help", "updates"))
                .isEqualTo(
                        new Run(
                                2,
                                "",
                                "Error: Unknown command: updates. Did you mean update?\nUse 'orders --help' for more information.\n"));
        assertThat(PROCESS.run("help", "get", "list").exitCode()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"'', 80", "60, 60", "80, 80", "95, 95", "200, 100", "20, 55", "x, 80"})
    void wrapsTheHelpToTheWidthOfTheTerminal(String columns, int width) {
        for (String command : TestProcessContext.commandLine().getSubcommands().keySet()) {
            String help = PROCESS.with("COLUMNS", columns).run("help", command).out();

            assertThat(help.lines()).as(command).allMatch(line -> line.length() <= width);
            assertThat(help).as(command).endsWith("\n");
        }
        assertThat(PROCESS.with("COLUMNS", columns).run("help", "fix").out().lines())
                .anyMatch(line -> line.length() > width - 12);
    }

    @Test
    void listsTheExitCodes() {
        String help = PROCESS.run("-h").out();

        for (ExitCode code : ExitCode.values()) {
            assertThat(help).contains(String.format("  %-3d   %s%n", code.number(), code.meaning()));
        }
        assertThat(ExitCode.values()).extracting(ExitCode::number).containsExactly(0, 1, 2, 3, 4, 5, 130, 141);
    }

    @Test
    void showsTheVersion() {
        Run run = INVALID.run("--version");

        assertThat(run).isEqualTo(new Run(0, "orders (development build)\n", ""));
    }

    @Test
    void rejectsAnUnknownCommand() {
        assertThat(PROCESS.run("updates", "order_4d2e"))
                .isEqualTo(
                        new Run(
                                2,
                                "",
                                "Error: Unknown command: updates. Did you mean update?\nUse 'orders --help' for more information.\n"));
    }

    @Test
    void rejectsAnUnknownOptionWithoutShowingItsValue() {
        Run run = PROCESS.run("update", "order_4d2e", "--transactionid=txn-secret");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains(
                        "Unknown option: --transactionid",
                        "--transaction-id",
                        "Use 'orders update --help' for more information.")
                .doesNotContain("txn-secret");
    }

    @Test
    void rejectsAnUnexpectedOrMissingArgument() {
        Run tooMuch = PROCESS.run("get", "order_4d2e", "order_2");
        Run missing = PROCESS.run("get");
        Run twice = PROCESS.run("get", "order_4d2e", "--tenant", "a", "--tenant", "b");

        assertThat(tooMuch.exitCode()).isEqualTo(2);
        assertThat(tooMuch.err()).startsWith("Error: Unexpected argument: order_2\n");
        assertThat(missing.exitCode()).isEqualTo(2);
        assertThat(missing.err()).contains("ORDER_ID", "Use 'orders get --help' for more information.");
        assertThat(twice.exitCode()).isEqualTo(2);
        assertThat(twice.err()).contains("--tenant");
    }

    @ParameterizedTest
    @CsvSource({"get, a b, ORDER_ID", "get, '', ORDER_ID", "get, order_1 --tenant ä, --tenant"})
    void rejectsAnInvalidId(String command, String arguments, String named) {
        List<String> line = new ArrayList<>(List.of(command));
        line.addAll(arguments.contains("--") ? List.of(arguments.split(" ")) : List.of(arguments));

        Run run = PROCESS.run(line.toArray(String[]::new));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("Error: " + named + " must be 1 to ");
    }

    @Test
    void acceptsGlobalOptionsBeforeAndAfterTheCommand() {
        TestTable table = TestTable.holding(aPaidOrder());
        List<String> options = List.of(
                "--table",
                table.name(),
                "--endpoint-url",
                table.endpoint(),
                "--region",
                "af-south-1",
                "-o",
                "json",
                "--no-color",
                "--debug");
        TestProcessContext elsewhere = PROCESS.with("AWS_REGION", "eu-west-1");

        for (int before = 0; before <= options.size(); before++) {
            if (before < options.size() && !options.get(before).startsWith("-")) {
                continue; // not between an option and its value
            }
            List<String> line = new ArrayList<>(options.subList(0, before));
            line.addAll(List.of("get", "order_4d2e", "--tenant", "tenant_9f1c"));
            line.addAll(options.subList(before, options.size()));

            Run run = elsewhere.run(line.toArray(String[]::new));

            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(run.out()).startsWith("{");
        }
    }

    @Test
    void acceptsTheProfileBeforeAndAfterTheCommand() {
        TestTable table = TestTable.holding(aPaidOrder());

        Run before = table.run("--profile", "no-such-profile", "get", "order_4d2e");
        Run after = table.run("get", "order_4d2e", "--profile=no-such-profile");

        assertThat(before.exitCode()).isEqualTo(5);
        assertThat(before.err()).contains("profile");
        assertThat(after).isEqualTo(before);
    }

    @Test
    void usesTheGlobalOptionAfterTheCommandIfItIsGivenTwice() {
        TestTable table = TestTable.holding(aPaidOrder());

        assertThat(table.run("--output=json", "get", "order_4d2e", "--output", "yaml")
                        .out())
                .startsWith("id: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--env dev --table t1 get o", "get o --env dev --table t1", "--table t1 get o --env dev"})
    void rejectsEnvironmentAndTableTogether(String line) {
        assertThat(PROCESS.run(line.split(" "))).isEqualTo(new Run(2, "", "Error: Use --env or --table, not both.\n"));
    }

    @ParameterizedTest
    @CsvSource({
        "--env test, --env",
        "--table a, --table",
        "--table /, --table",
        "--region moon, --region",
        "--endpoint-url localhost, --endpoint-url",
        "--output xml, --output"
    })
    void rejectsAnInvalidOption(String option, String named) {
        List<String> line = new ArrayList<>(List.of(option.split(" ")));
        line.addAll(List.of("get", "order_4d2e"));

        Run run = PROCESS.run(line.toArray(String[]::new));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("Error: ").contains(named);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DYNAMODB_TABLE_NAME",
                "AWS_REGION",
                "AWS_ENDPOINT_URL_DYNAMODB",
                "AWS_ENDPOINT_URL",
                "AWS_MAX_ATTEMPTS",
                "AWS_DEFAULTS_MODE",
                "AWS_USE_FIPS_ENDPOINT",
                "HTTPS_PROXY"
            })
    void rejectsAnInvalidVariable(String variable) {
        Run run = PROCESS.with(variable, "http://me:secret@").run("get", "order_4d2e", "--env", "dev");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("Error: " + variable + " must be ").doesNotContain("secret");
    }

    @Test
    void ignoresAnInvalidProxyThatTheEndpointDoesNotUse() {
        String endpoint = ClosedPort.endpoint().toString();

        Run run = PROCESS.with("HTTPS_PROXY", "socks5h://proxy:1080")
                .run("get", "order_4d2e", "--tenant", "t", "--endpoint-url", endpoint);

        assertThat(run.exitCode()).isEqualTo(5);
        assertThat(run.err()).contains("at localhost:", "(--endpoint-url)").doesNotContain("PROXY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "127.0.0.1:8000"})
    void rejectsAnEndpointThatIsNotAUrl(String endpoint) {
        assertThat(PROCESS.with("AWS_ENDPOINT_URL", endpoint).run("get", "order_4d2e"))
                .isEqualTo(new Run(
                        2,
                        "",
                        "Error: AWS_ENDPOINT_URL must be an http or https address, such as http://localhost:8000.\n"));
    }

    /** Every command reports the table of another service with the same message. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "get order_1",
                "get order_1 --tenant t",
                "list --tenant t",
                "history order_1 --tenant t",
                "update order_1 --tenant t --status paid --yes",
                "fix order_1 --tenant t --status paid --reason x --yes",
                "verify --all",
                "verify --tenant t"
            })
    void reportsThatTheTableIsNotAnOrdersTable(String line) {
        Run run = OTHER_TABLE.run(line.split(" "));

        assertThat(run.exitCode()).isEqualTo(5);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).matches("Error: counters has [^\n]*: check the table name\\.\n");
    }

    @Test
    void reportsThatTheDatabaseDoesNotRespond() {
        int closedPort = ClosedPort.endpoint().getPort();
        TestTable.holding(); // sets the credentials

        Run run = PROCESS.run("get", "order_4d2e", "--endpoint-url", "http://me:secret@localhost:" + closedPort);

        assertThat(run.exitCode()).isEqualTo(5);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .contains("bbws-customer-portal-orders-dev", "af-south-1", "localhost:" + closedPort)
                .doesNotContain("secret", "\tat ");
    }

    @Test
    void reportsAnUnknownTable() {
        Run run = TestTable.holding().run("get", "order_4d2e", "--table", "no-such-table");

        assertThat(run.exitCode()).isEqualTo(5);
        assertThat(run.err()).contains("no-such-table");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "sit", "prod"})
    void usesTheTableOfEachEnvironment(String environment) {
        TestTable.holding(); // sets the credentials
        String nowhere = ClosedPort.endpoint().toString();

        Run run = PROCESS.run(
                "get", "order_4d2e", "--env", environment, "--region", "eu-west-2", "--endpoint-url", nowhere);

        assertThat(run.exitCode()).isEqualTo(5);
        assertThat(run.err()).contains("bbws-customer-portal-orders-" + environment + " in eu-west-2");
    }

    @Test
    void showsAStackTraceOnlyWithDebug() {
        TestTable table = TestTable.holding(aPendingOrder());

        Run usual = table.run("update", "order_4d2e", "--status", "completed", "--yes");
        Run debugging = table.run("update", "order_4d2e", "--status", "completed", "--yes", "--debug");

        assertThat(usual.err()).doesNotContain("\tat ");
        assertThat(debugging.err())
                .contains("IllegalTransition", "\tat com.bbws.orders")
                .endsWith(usual.err());
        assertThat(debugging.exitCode()).isEqualTo(1);
    }

    @Test
    void colorsAStatusOnATerminal() {
        TestTable table = TestTable.holding(aPaidOrder());
        TestProcessContext terminal = table.process().typing("");

        assertThat(terminal.run("get", "order_4d2e").out()).contains("Status              \u001b[36mpaid\u001b[0m\n");
        assertThat(terminal.run("transitions").out())
                .contains("\u001b[36mpaid\u001b[0m             \u001b[34mprocessing\u001b[0m, \u001b[31mcancelled");
    }

    @Test
    void showsNoColorsIfTheyAreDisabled() {
        TestProcessContext terminal = PROCESS.typing("");

        assertThat(PROCESS.run("transitions").out()).doesNotContain("\u001b");
        assertThat(terminal.run("transitions", "--no-color").out()).doesNotContain("\u001b");
        assertThat(terminal.with("NO_COLOR", "1").run("transitions").out()).doesNotContain("\u001b");
        assertThat(terminal.with("NO_COLOR", "").run("transitions").out()).contains("\u001b");
        assertThat(terminal.run("transitions", "--format", "mermaid").out()).doesNotContain("\u001b");
        assertThat(terminal.run("--help").out()).doesNotContain("\u001b");
    }

    @Test
    void hidesTheMessageOfAnUnexpectedException() {
        TestProcessContext terminal = TestTable.holding(aPendingOrder())
                .process()
                .typing(new Reader() {
                    @Override
                    public int read(char[] buffer, int offset, int length) throws IOException {
                        throw new IOException("secret");
                    }

                    @Override
                    public void close() {}
                });

        Run run = terminal.run("update", "order_4d2e", "--status", "paid");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .endsWith("Error: Internal error (UncheckedIOException). Use --debug to show the stack trace.\n")
                .doesNotContain("secret", "\tat ");
    }

    @ParameterizedTest
    @CsvSource({"true, 141", "false, 1"})
    void endsWithoutAMessageIfTheOutputIsClosed(boolean readerIsGone, int exitCode) {
        TestTable table = TestTable.holding(aPaidOrder()).record(HistoryCommandTest.someRevisions());
        for (String line : List.of(
                "list --tenant tenant_9f1c",
                "list --tenant tenant_9f1c -o json",
                "history order_4d2e",
                "history order_4d2e -o yaml",
                "get order_4d2e",
                "transitions",
                "completion",
                "help")) {
            Run run = table.process().runClosed(readerIsGone, line.split(" "));

            assertThat(run).as(line).isEqualTo(new Run(exitCode, "", ""));
        }
    }

    @Test
    void endsAVerificationWithoutAMessageIfTheOutputIsClosed() {
        TestTable table = TestTable.holding();
        List<Map<String, AttributeValue>> defective = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            Map<String, AttributeValue> item = new HashMap<>(OrderItems.of(
                    anOrder(new OrderKey(TENANT, new OrderId("order_" + i)), OrderStatus.PENDING)
                            .build()));
            item.put("total", AttributeValue.fromN("1"));
            defective.add(item);
        }
        table.putAll(defective);

        assertThat(table.process().runClosed(true, "verify", "--tenant", TENANT.value()))
                .isEqualTo(new Run(141, "", ""));
    }

    @Test
    void readsTheContextOfTheProcess() {
        ProcessContext process = ProcessContext.ofThisProcess();

        assertThat(process.variables()).isEqualTo(System.getenv());
        assertThat(process.user()).isEqualTo(System.getProperty("user.name"));
        assertThat(process.isTerminal()).isFalse();
    }
}
