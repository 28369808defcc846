package com.bbws.orders.cli.batch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.bbws.orders.cli.batch.CorrectionFile.Format;
import com.bbws.orders.cli.process.CliException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Correction files as spreadsheet programs and people write them. */
class CorrectionFileTest {

    private static final String HEADER = "orderId,status,reason\n";
    private static final String NOT_TEXT = ": the text is neither UTF-8 nor UTF-16 with a byte order mark."
            + " In Excel, choose 'CSV UTF-8 (Comma delimited)'";

    static Stream<String> separated() {
        return Stream.of(
                "orderId;status;reason\norder_1;paid;a, b\n",
                "orderId\tstatus\treason\norder_1\tpaid\ta, b\n",
                "orderId,status,reason\norder_1,paid,\"a, b\"\n",
                "\"orderId\";\"status\";\"reason\"\n\"order_1\";\"paid\";\"a, b\"\n",
                "orderId;status;reason;\"paidAt\"\norder_1;paid;a, b;\n",
                "orderId,\tstatus,\treason\norder_1,\tpaid,\t\"a, b\"\n");
    }

    @ParameterizedTest
    @MethodSource("separated")
    void detectsTheSeparatorFromTheHeader(String file) {
        assertThat(onlyRow(file)).isEqualTo("2: order_1 paid a, b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sep=;\n",
                "sep=;\r\n",
                "sep=;\r",
                "SEP=;\n",
                "\"sep=;\"\n",
                "\"sep=;\"\r\n",
                "sep=; \n",
                "\uFEFFsep=;\n"
            })
    void readsTheSeparatorFromTheFirstLine(String first) {
        assertThat(onlyRow(first + "orderId;status;reason\norder_1;paid;a, b\n"))
                .isEqualTo("3: order_1 paid a, b");
    }

    @Test
    void acceptsEachSupportedSeparator() {
        assertThat(onlyRow("sep=,\norderId,status,reason\norder_1,paid,x\n")).isEqualTo("3: order_1 paid x");
        assertThat(onlyRow("sep=\t\norderId\tstatus\treason\norder_1\tpaid\tx\n"))
                .isEqualTo("3: order_1 paid x");
        assertThat(onlyRow("\"sep=\t\"\norderId\tstatus\treason\norder_1\tpaid\tx\n"))
                .isEqualTo("3: order_1 paid x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sep=|", "sep=", "sep= ", "sep=;;", "sep=\\t", "sep=x", "\"sep=\""})
    void rejectsAnUnsupportedSeparator(String first) {
        CorrectionFile file = read(first + "\norderId|status|reason\norder_1|paid|x\n");

        assertThat(file.isUnusable()).isTrue();
        assertThat(file.malformed()).containsExactly("stdin:1: sep= must be followed by a comma, a semicolon or a tab");
    }

    static Stream<Arguments> headersWithoutASeparatorOfTheirOwn() {
        return Stream.of(
                Arguments.of("orderId", "missing columns: status, reason"),
                Arguments.of(
                        "orderId|status|reason",
                        "unknown columns: orderId|status|reason; missing columns: orderId, status, reason"),
                Arguments.of(
                        "orderId;status,reason", "unknown columns: orderId;status; missing columns: orderId, status"),
                Arguments.of("orderId;status;reason,tenant", "unknown columns: reason,tenant; missing columns: reason"),
                Arguments.of(
                        "\"orderId,status,reason\"",
                        "unknown columns: orderId,status,reason; missing columns: orderId, status, reason"));
    }

    @ParameterizedTest
    @MethodSource("headersWithoutASeparatorOfTheirOwn")
    void rejectsAnUnknownHeader(String header, String reason) {
        CorrectionFile file = read(header + "\norder_1,paid,x\n");

        assertThat(file.isUnusable()).isTrue();
        assertThat(file.malformed()).containsExactly("stdin:1: " + reason);
    }

    static Stream<Function<String, byte[]>> encodings() {
        return Stream.of(
                text -> text.getBytes(UTF_8),
                text -> marked(text, UTF_8),
                text -> marked(text, UTF_16LE),
                text -> marked(text, UTF_16BE));
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void readsUtf8AndUtf16(Function<String, byte[]> encoding) {
        String csv = HEADER + "order_1,paid,Ünïcode 😀 \uFFFD\n";
        String json = "{\"orderId\":\"order_1\",\"status\":\"paid\",\"reason\":\"Ünïcode 😀 \uFFFD\"}\n";

        assertThat(rows(read(encoding.apply(csv)))).containsExactly("2: order_1 paid Ünïcode 😀 \uFFFD");
        assertThat(rows(read(encoding.apply(json)))).containsExactly("1: order_1 paid Ünïcode 😀 \uFFFD");
    }

    static Stream<Arguments> notText() {
        String two = HEADER + "order_1,paid,x\n";
        return Stream.of(
                Arguments.of("Windows-1252", bytes(two + "order_2,paid,caf\u00E9 \u0080\n", ISO_8859_1), 3),
                Arguments.of("cut off within a character", bytes(two + "\u00C3", ISO_8859_1), 3),
                Arguments.of("surrogates in UTF-8", bytes(two + "\u00ED\u00A0\u0080\u00ED\u00B0\u0080", ISO_8859_1), 3),
                Arguments.of("half a pair in UTF-16", followed(marked(two, UTF_16LE), 0x3D, 0xD8, '\n', 0), 3),
                Arguments.of("the other half", followed(marked(two, UTF_16BE), 0xDC, 0, 0, '\n'), 3),
                Arguments.of("half a character in UTF-16", bytes("\u00FE\u00FF\0o\0", ISO_8859_1), 1),
                Arguments.of("UTF-16 without a mark", bytes(two, UTF_16LE), 1),
                Arguments.of("the other without a mark", bytes(two, UTF_16BE), 1),
                Arguments.of("UTF-32", marked(two, Charset.forName("UTF-32LE")), 1),
                Arguments.of("the other UTF-32", marked(two, Charset.forName("UTF-32BE")), 1),
                Arguments.of("gzip", bytes("\u001F\u008B\b\0", ISO_8859_1), 1),
                Arguments.of("a NUL", bytes(two + "order_2,paid,\0\n", UTF_8), 3),
                Arguments.of(
                        "Macintosh lines", bytes(two.replace('\n', '\r') + "order_2,paid,\u009F\r", ISO_8859_1), 3));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("notText")
    void rejectsAnotherEncodingWithTheLine(String kind, byte[] content, int line) {
        for (Format format : Format.values()) {
            CorrectionFile file = read(content, Optional.of(format));

            assertThat(file.isUnusable()).as(kind).isTrue();
            assertThat(file.malformed()).as(kind).last().isEqualTo("stdin:" + line + NOT_TEXT);
        }
    }

    @Test
    void reportsALineFarIntoAFile() {
        String csv = HEADER + "order_1,paid,x\n".repeat(20_000) + "order_2,paid,\u00E9\n";
        String json =
                "{\"orderId\":\"order_1\",\"status\":\"paid\",\"reason\":\"x\"}\n".repeat(20_000) + "{\"\u00E9\"}";

        assertThat(read(bytes(csv, ISO_8859_1)).malformed()).containsExactly("stdin:20002" + NOT_TEXT);
        assertThat(read(bytes(json, ISO_8859_1)).malformed()).containsExactly("stdin:20001" + NOT_TEXT);
    }

    @ParameterizedTest
    @CsvSource({
        "504B0304140006000800, is an Excel workbook (.xlsx) or a zip archive",
        "D0CF11E0A1B11AE10000, is an Excel workbook (.xls)"
    })
    void rejectsAWorkbook(String content, String reason) {
        byte[] workbook = HexFormat.of().parseHex(content);

        for (Optional<Format> format :
                List.of(Optional.<Format>empty(), Optional.of(Format.CSV), Optional.of(Format.JSONL))) {
            assertThatExceptionOfType(CliException.class)
                    .isThrownBy(() -> read(workbook, format))
                    .withMessage("stdin " + reason
                            + ", not text. In Excel, choose 'CSV UTF-8 (Comma delimited)'. Nothing was written.");
        }
    }

    @Test
    void skipsEmptyRows() {
        String empty =
                ",,\n\n   \n , ,\t\n\"\",\"\",\"\"\n\"  \",,\n,\n,,,,,,\n\u00A0,\u2007,\u202F\n" + ",,\n".repeat(1_000);
        int lines = (int) empty.chars().filter(c -> c == '\n').count();

        CorrectionFile file = read(empty + HEADER + empty + "order_1,paid,x\n" + empty);

        assertThat(file.malformed()).isEmpty();
        assertThat(rows(file)).containsExactly(2 * lines + 2 + ": order_1 paid x");
    }

    @Test
    void skipsEmptyObjects() {
        CorrectionFile file = read("""
                {}
                {"orderId":"","status":null,"reason":" \u00A0"}
                \u00A0
                {"orderId":"order_1","status":"paid","reason":"x","tenant":" "}
                """);

        assertThat(file.malformed()).isEmpty();
        assertThat(rows(file)).containsExactly("4: order_1 paid x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",,\n", "\n\n", "sep=;\n", "\"\",\"\"\n"})
    void rejectsAFileOfEmptyRows(String content) {
        CorrectionFile file = read(content, Format.CSV);

        assertThat(file.isUnusable()).isTrue();
        assertThat(file.malformed())
                .containsExactly("stdin:1: the file is empty. The first line must name the columns");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "orderId,status,reason,,\norder_1,paid,x,,\n",
                "orderId,status,reason,,\norder_1,paid,x\n",
                "orderId,status,reason,,\norder_1,paid,x,\" \",\u00A0,,\n",
                "orderId,status,reason\norder_1,paid,x,,,\n",
                "orderId, ,status,\"\",reason\norder_1,,paid,,x\n"
            })
    void ignoresEmptyColumnsWithoutAName(String content) {
        assertThat(onlyRow(content)).isEqualTo("2: order_1 paid x");
    }

    @Test
    void rejectsTextInAColumnWithoutAName() {
        CorrectionFile file = read("""
                orderId,status,reason,,
                order_1,paid,x,,
                order_2,paid,x,,y
                order_3,paid,x,y,
                order_4,paid,x,,,y
                """);

        assertThat(file.isUnusable()).isFalse();
        assertThat(file.malformed())
                .containsExactly(
                        "stdin:3: column 5 has text but no name",
                        "stdin:4: column 4 has text but no name",
                        "stdin:5: this line has 6 fields, but the header has 3 columns (put a field that contains the separator in quotation marks)");
        assertThat(rows(file)).containsExactly("2: order_1 paid x");
    }

    @Test
    void rejectsAShortRowAndExplainsTheCause() {
        CorrectionFile file = read("orderId,status,reason,tenant\norder_1,paid,x\norder_2,paid\n");

        assertThat(file.malformed())
                .containsExactly(
                        "stdin:2: this line has 3 fields, but the header has 4 columns (Excel may omit empty cells at the end of a row."
                                + " Make reason the last column)",
                        "stdin:3: this line has 2 fields, but the header has 4 columns");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " order_1 , paid , x \n",
                "\torder_1\t,\tpaid\t,\tx\t\n",
                "\u00A0order_1\u00A0,\u202Fpaid\u2007,\u00A0 x \u00A0\n",
                "\u200Border_1\uFEFF,paid,x\n",
                " \"order_1\" , \"paid\" , \"x\" \n"
            })
    void ignoresWhiteSpaceAroundACell(String row) {
        assertThat(onlyRow(" orderId ,\u00A0status , \"reason\" \n" + row)).isEqualTo("2: order_1 paid x");
    }

    @Test
    void keepsWhiteSpaceInQuotes() {
        CorrectionFile file = read(HEADER + "order_1,paid,\" x \"\n\" order_2\",paid,x\n");

        assertThat(rows(file)).containsExactly("2: order_1 paid  x ");
        assertThat(file.malformed())
                .containsExactly("stdin:3: orderId must be 1 to 128 characters of A-Z, a-z, 0-9, _ and -");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void acceptsEveryLineEnding(String end) {
        String csv = "sep=;\n\norderId;status;reason\n\norder_1;paid;\"x\ny\"\n;;\norder_2;paid;z\n".replace("\n", end);

        assertThat(rows(read(csv))).containsExactly("5: order_1 paid x y", "8: order_2 paid z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"orderId", "status", "reason", "tenant"})
    void rejectsADuplicateKey(String key) {
        String twice = "\"" + key + "\":\"a\",\"" + key + "\":null";

        assertThat(read("{" + twice + "}\n").malformed()).containsExactly("stdin:1: duplicate key '" + key + "'");
    }

    static Stream<Arguments> damaged() {
        String changed =
                "is in scientific notation: Excel has changed the number. Format the column as text and enter the"
                        + " number again";
        String formula = "is a formula. Use the value";
        String apostrophe = "starts with an apostrophe, Excel's mark for text. Remove it";
        String quotes = "contains quotation marks. Remove them";
        String error = "is an Excel error, not a value";
        Stream<Arguments> numbers = Stream.of("orderId", "tenant", "transactionId", "payfastPaymentId")
                .flatMap(field -> Stream.of(
                                "1.23457E+15",
                                "1,23457E+15",
                                "1E+15",
                                "1.23457e+15",
                                "-1.2E+05",
                                "1.2E-05",
                                "123.5E+12")
                        .map(value -> Arguments.of(field, value, changed)));
        return Stream.concat(
                numbers,
                Stream.of(
                        Arguments.of("orderId", "'0012345", apostrophe),
                        Arguments.of("transactionId", "'0012345", apostrophe),
                        Arguments.of("paidAt", "'2026-01-05T13:59:58+02:00", apostrophe),
                        Arguments.of("orderId", "=A2", formula),
                        Arguments.of("payfastPaymentId", "=\"0012345\"", formula),
                        Arguments.of("method", "=\"eft\"", formula),
                        Arguments.of("tenant", "\"tenant_1\"", quotes),
                        Arguments.of("transactionId", "\"txn-1\"", quotes),
                        Arguments.of("reason", "#NAME?", error),
                        Arguments.of("transactionId", "#REF!", error),
                        Arguments.of("status", "#N/A", error)));
    }

    @ParameterizedTest
    @MethodSource("damaged")
    void rejectsValuesThatExcelHasChanged(String field, String value, String reason) {
        Map<String, String> fields = new TreeMap<>(Map.of("orderId", "order_1", "status", "paid", "reason", "x"));
        fields.put(field, value);
        String csv = String.join(";", fields.keySet()) + "\n"
                + fields.values().stream()
                        .map(cell -> "\"" + cell.replace("\"", "\"\"") + "\"")
                        .collect(joining(";"));
        String json = fields.entrySet().stream()
                .map(one -> "\"" + one.getKey() + "\":\"" + one.getValue().replace("\"", "\\\"") + "\"")
                .collect(joining(",", "{", "}"));

        assertThat(read(csv).malformed()).containsExactly("stdin:2: " + field + " " + reason);
        assertThat(read(json).malformed()).containsExactly("stdin:1: " + field + " " + reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"12e4567", "1e5", "e-5", "order_1E-05", "3f2e-05"})
    void acceptsAnIdThatResemblesANumber(String id) {
        assertThat(onlyRow(HEADER + id + ",paid,'quoted' = 1E+15\n")).isEqualTo("2: " + id + " paid 'quoted' = 1E+15");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026/01/05 13:59", "05-Jan-26", "2026-01-05 13:59:58", "46027.58", "2026-01-05T13:59:58"})
    void rejectsADateThatExcelHasReformatted(String paidAt) {
        assertThat(read("orderId,status,reason,paidAt\norder_1,paid,x," + paidAt + "\n")
                        .malformed())
                .containsExactly("stdin:2: paidAt must be an ISO 8601 date-time with offset, such as"
                        + " 2026-01-05T13:59:58+02:00");
    }

    private static String onlyRow(String content) {
        CorrectionFile file = read(content);
        assertThat(file.malformed()).isEmpty();
        assertThat(file.rows()).hasSize(1);
        return rows(file).get(0);
    }

    private static List<String> rows(CorrectionFile file) {
        return file.rows().stream()
                .map(row -> row.line() + ": " + row.orderId().value() + " "
                        + row.correction().status() + " " + row.correction().reason())
                .toList();
    }

    private static CorrectionFile read(String content) {
        return read(content.getBytes(UTF_8));
    }

    private static CorrectionFile read(String content, Format format) {
        return read(content.getBytes(UTF_8), Optional.of(format));
    }

    private static CorrectionFile read(byte[] content) {
        return read(content, Optional.empty());
    }

    private static CorrectionFile read(byte[] content, Optional<Format> format) {
        return CorrectionFile.read(CorrectionFile.STDIN, format, new ByteArrayInputStream(content));
    }

    private static byte[] marked(String text, Charset charset) {
        return bytes("\uFEFF" + text, charset);
    }

    private static byte[] followed(byte[] start, int... end) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(start);
        IntStream.of(end).forEach(bytes::write);
        return bytes.toByteArray();
    }

    private static byte[] bytes(String text, Charset charset) {
        return text.getBytes(charset);
    }
}
