package com.bbws.orders.cli.command;

import static com.bbws.orders.domain.OrderStatus.CANCELLED;
import static com.bbws.orders.domain.OrderStatus.COMPLETED;
import static com.bbws.orders.domain.OrderStatus.PENDING;
import static com.bbws.orders.domain.testing.OrderFixtures.TENANT;
import static com.bbws.orders.domain.testing.OrderFixtures.anOrder;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.bbws.orders.cli.testing.Run;
import com.bbws.orders.cli.testing.TestTable;
import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.OrderStatus;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** {@code orders fix --file}: many corrections in one run. */
class FixFileTest {

    private static final String HEADER = "orderId,status,reason\n";

    @TempDir
    private Path folder;

    private final TestTable table = TestTable.holding(
            anOrder(TENANT, new OrderId("order_1"), COMPLETED).build(),
            anOrder(TENANT, new OrderId("order_2"), CANCELLED).build(),
            anOrder(TENANT, new OrderId("order_3"), PENDING).build());

    @Test
    void writesEveryRowAndReportsIt() throws IOException {
        Run run = fixCsv(HEADER + """
                order_1,refunded,Chargeback
                order_2,pending,Cancelled by mistake
                """, "--yes", "--parallel", "1");

        assertThat(run).isEqualTo(new Run(0, """
                    2  order_1  written      completed -> refunded
                    3  order_2  written      cancelled -> pending
                """, """
                2 orders in %s: 1 to pending, 1 to refunded.
                2 orders: 2 written.
                """.formatted(table.name())));
        assertThat(table.status(new OrderId("order_1"))).isEqualTo("refunded");
        assertThat(table.item(TENANT, new OrderId("order_2")))
                .containsEntry("status", AttributeValue.fromS("pending"))
                .containsEntry("lastUpdateReason", AttributeValue.fromS("Cancelled by mistake"))
                .containsEntry("lastUpdatedBy", AttributeValue.fromS("cli:thandi"));
        assertThat(Stream.of("order_1", "order_2")
                        .map(id -> table.item(TENANT, new OrderId(id)).get("lastUpdateId")))
                .doesNotContainNull()
                .doesNotHaveDuplicates();
    }

    @Test
    void acceptsTheColumnsInAnyOrder() throws IOException {
        Run run = fixCsv("""
                paidAt,reason,payfastPaymentId,tenant,method,status,transactionId,orderId
                2026-01-05T13:59:58+02:00,Lost payment,pf-1,tenant_9f1c,payfast,paid,txn-1,order_2
                """, "--yes");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEqualTo("    2  order_2  written      cancelled -> paid, payment details\n");
        assertThat(table.item(TENANT, new OrderId("order_2"))
                        .get("paymentDetails")
                        .m())
                .containsEntry("paidAt", AttributeValue.fromS("2026-01-05T13:59:58+02:00"))
                .containsEntry("transactionId", AttributeValue.fromS("txn-1"));
    }

    @Test
    void reportsAFailedRowAndContinues() throws IOException {
        table.put(
                anOrder(TENANT, new OrderId("order_4"), PENDING).build(),
                "dateLastUpdated",
                AttributeValue.fromBool(true));
        table.put(anOrder(TENANT, new OrderId("order_5"), PENDING).active(false).build());

        Run run = fixCsv(HEADER + """
                order_none,paid,x
                order_3,completed,x
                order_4,paid,x
                order_5,paid,x
                order_1,refunded,x
                """, "--yes", "--parallel", "1");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()
                        .lines()
                        .map(line -> line.replaceFirst("(.{30}).*", "$1").stripTrailing()))
                .containsExactly(
                        "    2  order_none  not found",
                        "    3  order_3     refused",
                        "    4  order_4     unreadable",
                        "    5  order_5     not found",
                        "    6  order_1     written");
        assertThat(run.err()).endsWith("5 orders: 1 written, 1 refused, 2 not found, 1 unreadable.\n");
    }

    @Test
    void correctsOnlyTheRemainingOrdersInASecondRun() throws IOException {
        String csv = HEADER + "order_1,refunded,x\norder_none,paid,x\n";
        fixCsv(csv, "--yes");
        AttributeValue token = table.item(TENANT, new OrderId("order_1")).get("dateLastUpdated");
        table.put(anOrder(TENANT, new OrderId("order_none"), PENDING).build());

        Run again = fixCsv(csv, "--yes", "--parallel", "1");

        assertThat(again.exitCode()).isZero();
        assertThat(again.out()).contains("order_1     unchanged    already up to date", "order_none  written");
        assertThat(table.item(TENANT, new OrderId("order_1"))).containsEntry("dateLastUpdated", token);
    }

    @Test
    void writesNothingInADryRun() throws IOException {
        Run run = fixCsv(HEADER + "order_1,refunded,x\norder_3,completed,x\n", "--dry-run", "--parallel", "1");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).startsWith("    2  order_1  would write  completed -> refunded\n    3  order_3  refused");
        assertThat(table.status(new OrderId("order_1"))).isEqualTo("completed");
    }

    @Test
    void asksOnceForAllOrdersAndInProductionForTheirNumber() throws IOException {
        String csv = HEADER + "order_1,refunded,x\norder_2,pending,x\n";
        Path file = Files.writeString(folder.resolve("f.csv"), csv);
        String[] fix = {"fix", "--file", file.toString()};

        Run noTerminal = table.run(fix);
        Run no = table.process().typing("n\n").run(fix);
        Run yes = table.process().typing("y\n").run(fix);

        assertThat(noTerminal.exitCode()).isEqualTo(2);
        assertThat(no.exitCode()).isEqualTo(1);
        assertThat(no.out()).isEmpty();
        assertThat(yes.exitCode()).isZero();

        TestTable production = TestTable.production();
        production.put(anOrder(TENANT, new OrderId("order_1"), COMPLETED).build());
        production.put(anOrder(TENANT, new OrderId("order_2"), CANCELLED).build());
        Run prodYes = production.process().typing("y\n").run(fix);
        Run prodNumber = production.process().typing("2\n").run(fix);

        assertThat(prodYes.exitCode()).isEqualTo(1);
        assertThat(prodNumber.exitCode()).isZero();
        assertThat(prodNumber.err()).contains("This is production. Type the number of orders (2) to confirm: ");
    }

    @Test
    void reportsEveryMalformedLineAndWritesNothing() throws IOException {
        Run run = fixCsv(HEADER + """
                order_1,refunded,x
                ,paid,x
                order#2,payed,
                order_3,paid
                order_3,paid,x,y
                order_1,processing,x
                order_3,paid,%s
                """.formatted("x".repeat(501)), "--yes");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines().map(line -> line.substring(line.lastIndexOf('/') + 1)))
                .containsExactly(
                        "f.csv:2: line 7 has other values for this order",
                        "f.csv:3: orderId is missing",
                        "f.csv:4: reason is missing; orderId must be 1 to 128 characters of A-Z, a-z, 0-9, _ and -; status must be"
                                + " one of pending, payment_pending, paid, processing, completed, cancelled, refunded",
                        "f.csv:5: this line has 2 fields, but the header has 3 columns",
                        "f.csv:6: this line has 4 fields, but the header has 3 columns (put a field that contains the separator in quotation marks)",
                        "f.csv:7: line 2 has other values for this order",
                        "f.csv:8: reason must be at most 500 characters",
                        "Error: Nothing was written. Correct the file, or use --keep-going to skip the malformed lines.");
        assertThat(table.status(new OrderId("order_1"))).isEqualTo("completed");
    }

    @Test
    void skipsMalformedLinesWithKeepGoing() throws IOException {
        Run run = fixCsv(HEADER + "order_1,refunded,x\norder_2,payed,x\n", "--yes", "--keep-going");

        assertThat(run.exitCode()).as("not all rows are corrected").isEqualTo(1);
        assertThat(run.err()).contains("f.csv:3: status must be one of", "1 order: 1 written.");
        assertThat(table.status(new OrderId("order_1"))).isEqualTo("refunded");
    }

    @Test
    void rejectsRowsThatContradictEachOther() throws IOException {
        Run run = fixCsv(
                HEADER + "order_1,refunded,x\norder_1,processing,x\norder_2,pending,x\n", "--yes", "--keep-going");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEqualTo("    4  order_2  written      cancelled -> pending\n");
        assertThat(table.status(new OrderId("order_1"))).isEqualTo("completed");
    }

    @Test
    void truncatesInvalidTextInMessages() throws IOException {
        Run run = fixCsv("x".repeat(1_000_000) + "\n", "--yes");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err().length()).isLessThan(1_000);
    }

    static Stream<Arguments> unusable() {
        return Stream.of(
                Arguments.of("", "f.csv:1: the file is empty. The first line must name the columns"),
                Arguments.of("orderId,status,reason,colour\n", "f.csv:1: unknown columns: colour"),
                Arguments.of("orderId,status\norder_1,paid\n", "f.csv:1: missing columns: reason"),
                Arguments.of("orderId,status,reason,status\n", "f.csv:1: duplicate columns: status"),
                Arguments.of("\n,,\norderId,status,reason,status\n", "f.csv:3: duplicate columns: status"),
                Arguments.of(
                        "order_1,paid,x\n",
                        "f.csv:1: unknown columns: order_1, paid, x; missing columns: orderId, status, reason"),
                Arguments.of(
                        HEADER + "order_1,refunded,\"unclosed\norder_2,pending,x\n",
                        "f.csv:2: not CSV: Missing closing quote for value"),
                Arguments.of(HEADER + "order_1,refunded,\"a\"b\n", "f.csv:2: not CSV: "));
    }

    @ParameterizedTest
    @MethodSource("unusable")
    void rejectsAnUnusableFileEvenWithKeepGoing(String csv, String sentence) throws IOException {
        Run run = fixCsv(csv, "--yes", "--keep-going");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(sentence).endsWith("Error: Nothing was written. Correct the file.\n");
        assertThat(table.status(new OrderId("order_1"))).isEqualTo("completed");
    }

    @Test
    void rejectsControlCharactersInAReason() throws IOException {
        Run run =
                fixCsv(HEADER + "order_1,refunded,\"a\u001b[2Jb\"\norder_2,refunded,paid \u202eyletelpmoc\n", "--yes");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains(
                        "f.csv:2: reason must not have control characters: character 2 is U+001B\n",
                        "f.csv:3: reason must not have control characters: character 6 is U+202E\n")
                .doesNotContain("\u001b", "\u202e");
        assertThat(table.status(new OrderId("order_1"))).isEqualTo("completed");
    }

    @Test
    void writesNothingForAFileWithoutRows() throws IOException {
        Run run = fixCsv(HEADER, "--yes");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).startsWith("No orders to correct in ");
    }

    @Test
    void readsCsvOfSpreadsheetPrograms() throws IOException {
        Run run = fixCsv(
                "\uFEFF\"orderId\",\"status\",\"reason\"\r\n\r\n"
                        + "order_1,refunded,\"He said \"\"no\"\", twice,\r\nand left\"\r\n"
                        + "order_2,pending,Ünïcode\r\n",
                "--yes",
                "--parallel",
                "1");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).startsWith("    3  order_1").contains("\n    5  order_2");
        assertThat(table.item(TENANT, new OrderId("order_1"))
                        .get("lastUpdateReason")
                        .s())
                .isEqualTo("He said \"no\", twice, and left");
        assertThat(table.item(TENANT, new OrderId("order_2"))
                        .get("lastUpdateReason")
                        .s())
                .isEqualTo("Ünïcode");
    }

    @Test
    void readsAFileOfExcelWithSouthAfricanSettings() throws IOException {
        Run run = fixCsv(
                "\uFEFForderId;status;reason;;\r\norder_1;refunded;\u00A0Chargeback, ticket 4711 ;;\r\n"
                        + ";;;;\r\n".repeat(1_000),
                "--yes");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).isEqualTo("    2  order_1  written      completed -> refunded\n");
        assertThat(table.item(TENANT, new OrderId("order_1")))
                .containsEntry("lastUpdateReason", AttributeValue.fromS("Chargeback, ticket 4711"));
    }

    @Test
    void readsUtf16FromAPipe() {
        byte[] file = "\uFEFForderId\tstatus\treason\r\norder_1\trefunded\tÜnïcode 😀\r\n".getBytes(UTF_16LE);

        Run run = table.process().reading(file).run("fix", "--file", "-", "--yes");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(table.item(TENANT, new OrderId("order_1")))
                .containsEntry("lastUpdateReason", AttributeValue.fromS("Ünïcode 😀"));
    }

    @Test
    void reportsTheLineThatIsNotUtf8AndWritesNothing() {
        byte[] file = (HEADER + "order_1,refunded,x\norder_2,pending,ü\n").getBytes(ISO_8859_1);

        Run run = table.process().reading(file).run("fix", "--file", "-", "--yes", "--keep-going");

        assertThat(run).isEqualTo(new Run(2, "", """
                Error: stdin:3: the text is neither UTF-8 nor UTF-16 with a byte order mark. In Excel, choose \
                'CSV UTF-8 (Comma delimited)'
                Error: Nothing was written. Correct the file.
                """));
        assertThat(table.status(new OrderId("order_1"))).isEqualTo("completed");
    }

    @Test
    void correctsRowsOfTheSameOrderSequentially() throws IOException {
        Run run = fixCsv(HEADER + "order_1,refunded,x\n".repeat(20), "--yes", "--parallel", "8");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).endsWith("20 orders: 1 written, 19 unchanged.\n");
    }

    @Test
    void rejectsAJsonArray() throws IOException {
        Run run = fix("f.json", "\n [{\"orderId\":\"order_1\",\"status\":\"paid\",\"reason\":\"x\"}]\n", "--yes");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("f.json:2: not JSON Lines: each line must be one JSON object");
    }

    @ParameterizedTest
    @ValueSource(strings = {"f.jsonl", "f.ndjson", "f.txt", "F.JSONL"})
    void readsJsonLines(String name) throws IOException {
        Run run = fix(name, """
                {"reason":"x","orderId":"order_1","status":"refunded","tenant":null,"method":"eft"}

                {"orderId":"order_2","status":"pending","reason":"y"}
                """, "--yes", "--parallel", "1");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).startsWith("    1  order_1").contains("\n    3  order_2");
    }

    @Test
    void reportsEveryMalformedLineOfJsonLines() throws IOException {
        Run run = fix("f.jsonl", """
                {"orderId":"order_1","status":"refunded","reason":"x"}
                {"orderId":5,"status":"paid","reason":"x"}
                {"orderId":"order_2","status":"paid","reason":"x","colour":"red"}
                []
                {"orderId":"order_2","orderId":"order_3","status":"paid","reason":"x"}
                order_2,paid,x
                {"orderId":"order_2","status":"paid","reason":"x"} {}
                {"orderId":{"$ne":null},"status":"paid","reason":"x"}
                {"orderId":"order_2"
                {"orderId":"order_2"}
                """, "--yes");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err().lines().map(line -> line.substring(line.lastIndexOf('/') + 1)))
                .startsWith(
                        "f.jsonl:2: orderId must be a string",
                        "f.jsonl:3: unknown key: colour",
                        "f.jsonl:4: not JSON Lines: each line must be one JSON object",
                        "f.jsonl:5: duplicate key 'orderId'",
                        "f.jsonl:6: not JSON Lines: each line must be one JSON object",
                        "f.jsonl:7: not JSON Lines: each line must be one JSON object",
                        "f.jsonl:8: orderId must be a string",
                        "f.jsonl:9: not JSON Lines: each line must be one JSON object",
                        "f.jsonl:10: status is missing; reason is missing");
        assertThat(table.status(new OrderId("order_1"))).isEqualTo("completed");
    }

    @Test
    void readsStdin() {
        String csv = HEADER + "order_1,refunded,x\n";
        String json = "{\"orderId\":\"order_2\",\"status\":\"pending\",\"reason\":\"x\"}\n";

        assertThat(table.process()
                        .reading(csv)
                        .run("fix", "--file", "-", "--yes")
                        .exitCode())
                .isZero();
        assertThat(table.process()
                        .reading(json)
                        .run("fix", "--file", "-", "--yes")
                        .exitCode())
                .isZero();
        Run wrong = table.process().reading(json).run("fix", "--file", "-", "--format", "csv", "--yes");

        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err()).contains("stdin:1: ");
    }

    @Test
    void rejectsAPromptIfStdinIsTheFile() {
        Run run = table.process().typing(HEADER + "order_1,refunded,x\n").run("fix", "--file", "-");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .isEqualTo("Error: Cannot ask for confirmation while stdin is the file. Use --yes or --dry-run.\n");
    }

    @Test
    void printsOneJsonDocument() throws IOException {
        Run run = fixCsv(HEADER + "order_1,refunded,x\norder_none,paid,x\n", "--yes", "-o", "json");

        JsonNode results = tree(run);
        assertThat(results).hasSize(2);
        JsonNode first = StreamSupport.stream(results.spliterator(), false)
                .filter(result -> result.get("line").asInt() == 2)
                .findFirst()
                .orElseThrow();
        assertThat(first).isEqualTo(JsonMapper.builder().build().readTree("""
                        {"line": 2, "orderId": "order_1", "tenantId": "tenant_9f1c", "result": "written",
                         "message": "completed -> refunded"}"""));
        assertThat(results.findValuesAsText("result")).containsExactlyInAnyOrder("written", "not_found");
    }

    @Test
    void rejectsAFileThatCannotBeRead() throws IOException {
        Path workbook = Files.write(folder.resolve("f.xlsx"), new byte[] {'P', 'K', 3, 4, 20, 0});

        Run missing = table.run("fix", "--file", folder.resolve("none.csv").toString(), "--yes");
        Run directory = table.run("fix", "--file", folder.toString(), "--yes");
        Run excel = table.run("fix", "--file", workbook.toString(), "--yes", "--keep-going");

        for (Run run : List.of(missing, directory, excel)) {
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.out()).isEmpty();
        }
        assertThat(missing.err()).startsWith("Error: File ").endsWith(" not found.\n");
        assertThat(directory.err()).startsWith("Error: Cannot read ");
        assertThat(excel.err())
                .endsWith("f.xlsx is an Excel workbook (.xlsx) or a zip archive, not text."
                        + " In Excel, choose 'CSV UTF-8 (Comma delimited)'. Nothing was written.\n");
    }

    @Test
    void showsNoPaymentIdsInErrors() throws IOException {
        Run run = fixCsv("""
                orderId,status,reason,transactionId
                order_1,refunded,x,txn-secret-%s
                """.formatted("x".repeat(200)), "--yes");

        assertThat(run.err())
                .contains("f.csv:2: transactionId must be at most 128 characters")
                .doesNotContain("txn-secret");
    }

    @Test
    void reportsARowWhoseOrderSeveralTenantsHave() throws IOException {
        table.put(anOrder(
                        new com.bbws.orders.domain.TenantId("tenant_other"),
                        new OrderId("order_1"),
                        OrderStatus.COMPLETED)
                .build());

        Run run = fixCsv(HEADER + "order_1,refunded,x\n", "--yes");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("order_1  refused", "tenant_9f1c, tenant_other");
    }

    private Run fixCsv(String text, String... options) throws IOException {
        return fix("f.csv", text, options);
    }

    private Run fix(String name, String text, String... options) throws IOException {
        Path file = Files.write(folder.resolve(name), text.getBytes(UTF_8));
        return table.run(Stream.concat(Stream.of("fix", "--file", file.toString()), Stream.of(options))
                .toArray(String[]::new));
    }

    private static JsonNode tree(Run run) throws JsonProcessingException {
        return JsonMapper.builder().build().readTree(run.out());
    }
}
