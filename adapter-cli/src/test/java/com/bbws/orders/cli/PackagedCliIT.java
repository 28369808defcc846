package com.bbws.orders.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.bbws.orders.cli.command.HistoryCommandTest;
import com.bbws.orders.cli.testing.OrdersProcess;
import com.bbws.orders.cli.testing.Program;
import com.bbws.orders.cli.testing.Run;
import com.bbws.orders.cli.testing.TestTable;
import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.domain.history.Authorship;
import com.bbws.orders.domain.history.OrderRevision;
import com.bbws.orders.domain.testing.OrderFixtures;
import com.bbws.orders.dynamodb.testing.EmbeddedDynamoDb;
import com.bbws.orders.dynamodb.testing.OrderItems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Tests {@code orders.jar} as a process, and the content of the distribution. */
class PackagedCliIT {

    private static final Path JAR = Path.of("target/orders.jar");
    private static final Path DISTRIBUTION = Path.of("target/orders-cli");

    @Test
    void runsWithOnlyJava() throws Exception {
        assertThat(jar("--version"))
                .isEqualTo(new Run(0, "orders " + System.getProperty("project.version") + "\n", ""));
    }

    @Test
    void printsNoLogMessages() throws Exception {
        Run run = jar("get", "order_1", "--tenant", "t", "--endpoint-url", "http://127.0.0.1:1");

        assertThat(run.exitCode()).isEqualTo(5);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("Error: ").hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"history order_4d2e -o json", "history order_4d2e", "list --tenant tenant_9f1c -o yaml"})
    void endsWithoutAMessageIfTheOutputIsClosed(String line) throws Exception {
        assumeTrue(Program.isInstalled("bash"), "needs bash, for PIPESTATUS");
        Program program = Program.of(
                "bash",
                "-c",
                String.join(" ", OrdersProcess.command(List.of())) + " " + line
                        + " | head -n 1; exit ${PIPESTATUS[0]}");
        for (Map.Entry<String, String> variable : OrdersProcess.variables(
                        LongOutput.TABLE, EmbeddedDynamoDb.shared().endpoint())
                .entrySet()) {
            program = program.with(variable.getKey(), variable.getValue());
        }

        Run run = program.run();

        assertThat(run.exitCode()).isEqualTo(141);
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).hasLineCount(1);
    }

    /** A list and a history that are longer than the 64 KB that a pipe buffers. */
    private static final class LongOutput {
        static final TestTable TABLE = TestTable.holding();

        static {
            List<Map<String, AttributeValue>> orders = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                orders.add(OrderItems.of(OrderFixtures.anOrder(
                                new OrderKey(OrderFixtures.TENANT, new OrderId("order_" + i)), OrderStatus.PAID)
                        .build()));
            }
            orders.add(OrderItems.of(OrderFixtures.aPaidOrder()));
            TABLE.putAll(orders);
            TABLE.record(IntStream.range(0, 25)
                    .mapToObj(i -> HistoryCommandTest.revision(
                            i, OrderRevision.Kind.CHANGED, Authorship.UNKNOWN, "paid", "paid", "x".repeat(5_000)))
                    .toArray(OrderRevision[]::new));
        }
    }

    @Test
    void containsNoTestClasses() throws IOException {
        List<String> entries;
        try (ZipFile zip = new ZipFile(JAR.toFile())) {
            entries = zip.stream().map(ZipEntry::getName).toList();
        }

        assertThat(entries)
                .contains("com/bbws/orders/cli/OrdersCli.class", "com/bbws/orders/dynamodb/DynamoDbOrders.class")
                .noneMatch(name -> Stream.of(
                                "com/amazonaws/services/dynamodbv2/local",
                                "com/bbws/orders/domain/testing",
                                "com/bbws/orders/dynamodb/testing",
                                "com/tngtech/archunit",
                                "org/assertj",
                                "org/eclipse/jetty",
                                "org/junit",
                                "org/jacoco")
                        .anyMatch(name::startsWith))
                .noneMatch(name -> name.matches(".*(Test|IT)(\\$.*)?\\.class"));
    }

    @Test
    void isPartOfTheDistribution() throws IOException {
        assertThat(Files.mismatch(DISTRIBUTION.resolve("lib/orders.jar"), JAR)).isEqualTo(-1);
        assertThat(DISTRIBUTION.resolve("bin/orders")).isExecutable();
        assertThat(Path.of("target/orders-cli.tar.gz")).isNotEmptyFile();
    }

    @Test
    void includesTheLicencesOfItsLibraries() throws IOException {
        Path licences = DISTRIBUTION.resolve("share/doc/orders");
        List<String> askForTheirText = Files.readAllLines(licences.resolve("THIRD-PARTY.txt")).stream()
                .filter(line -> line.matches(" +\\((?!Apache-2\\.0|MIT-0).*"))
                .map(line -> line.replaceFirst(".*\\([^ :]+:([^ :]+):.*", "$1"))
                .toList();

        assertThat(askForTheirText)
                .containsExactly("progressbar", "jline-native", "jline-terminal", "slf4j-api", "slf4j-nop");
        assertThat(licences.resolve("licenses/progressbar.txt")).content().contains("Tongfei Chen");
        assertThat(licences.resolve("licenses/jline.txt")).content().contains("name of JLine");
        try (ZipFile zip = new ZipFile(JAR.toFile())) {
            assertThat(text(zip, "META-INF/LICENSE.txt")).contains("QOS.ch", "Apache License");
            assertThat(text(zip, "META-INF/NOTICE.txt")).contains("AWS SDK for Java");
            for (String file : List.of("THIRD-PARTY.txt", "licenses/progressbar.txt", "licenses/jline.txt")) {
                assertThat(licences.resolve(file)).hasContent(text(zip, "META-INF/" + file));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"bash, bash-completion/completions/orders", "zsh, zsh/site-functions/_orders"})
    void printsTheInstalledCompletions(String shell, String file) throws Exception {
        assertThat(jar("completion", shell))
                .isEqualTo(new Run(
                        0, Files.readString(DISTRIBUTION.resolve("share").resolve(file)), ""));
    }

    private static String text(ZipFile zip, String entry) throws IOException {
        return new String(zip.getInputStream(zip.getEntry(entry)).readAllBytes(), UTF_8);
    }

    private static Run jar(String... arguments) throws IOException, InterruptedException {
        Stream<String> java = Stream.of(System.getProperty("java.home") + "/bin/java", "-jar", JAR.toString());
        return Program.of(Stream.concat(java, Stream.of(arguments)).toArray(String[]::new))
                .with("AWS_ACCESS_KEY_ID", "none")
                .with("AWS_SECRET_ACCESS_KEY", "none")
                .run();
    }
}
