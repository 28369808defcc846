package com.bbws.orders.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bbws.orders.cli.CorrectionFile.Format;
import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.util.Arrays;
import java.util.Optional;

class CorrectionFileFuzzTest {

    @DictionaryEntries({
        "orderId,status,reason",
        "tenant",
        "method",
        "transactionId",
        "payfastPaymentId",
        "paidAt",
        "order_1",
        "refunded",
        "\"orderId\":",
        "\"status\":",
        "\"reason\":",
        "\"tenant\":",
        "2026-01-05T13:59:58+02:00",
        "\"\"",
        "\\ud800",
        "null"
    })
    @FuzzTest
    void everyLineOfEveryFileIsARowOrIsNamedMalformed(byte[] file) {
        String text = new String(file, UTF_8);
        check(text, Optional.empty());
        check(text, Optional.of(Format.CSV));
        check(text, Optional.of(Format.JSONL));
        if (!Arrays.equals(text.getBytes(UTF_8), file)) {
            BufferedReader strict =
                    new BufferedReader(new InputStreamReader(new ByteArrayInputStream(file), UTF_8.newDecoder()));
            assertThatThrownBy(() -> CorrectionFile.read(CorrectionFile.STDIN, Optional.empty(), strict))
                    .isInstanceOf(CommandFailed.class)
                    .hasMessageContaining("is not UTF-8 text");
        }
    }

    private static void check(String text, Optional<Format> format) {
        CorrectionFile file =
                CorrectionFile.read(CorrectionFile.STDIN, format, new BufferedReader(new StringReader(text)));
        assertThat(file.malformed())
                .allSatisfy(
                        line -> assertThat(line).matches("(?s)stdin:[0-9]+: .+").hasSizeLessThan(4_000));
        assertThat(file.rows()).allSatisfy(row -> {
            assertThat(row.line())
                    .isBetween(
                            1,
                            (int) text.chars()
                                            .filter(c -> c == '\n' || c == '\r')
                                            .count()
                                    + 1);
            assertThat(row.correction().reason()).isNotBlank();
        });
        if (file.isUnusable()) {
            assertThat(file.malformed()).isNotEmpty();
        }
    }
}
