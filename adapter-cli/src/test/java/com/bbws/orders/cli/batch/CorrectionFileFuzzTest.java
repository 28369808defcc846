package com.bbws.orders.cli.batch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.bbws.orders.cli.batch.CorrectionFile.Format;
import com.bbws.orders.cli.process.CliException;
import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

class CorrectionFileFuzzTest {

    @DictionaryEntries({
        "orderId,status,reason",
        "orderId;status;reason",
        "orderId\tstatus\treason",
        "sep=;",
        "1.23457E+15",
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
    void reportsEveryLineAsARowOrMalformed(byte[] file) {
        boolean isText = isUtf8(file) || isMarkedAsUtf16(file);
        for (Optional<Format> format :
                List.of(Optional.<Format>empty(), Optional.of(Format.CSV), Optional.of(Format.JSONL))) {
            try {
                CorrectionFile read = CorrectionFile.read(CorrectionFile.STDIN, format, new ByteArrayInputStream(file));
                check(read, file);
                assertThat(isText || read.isUnusable()).isTrue();
            } catch (CliException failure) {
                assertThat(failure).hasMessageStartingWith("stdin is an Excel workbook");
            }
        }
    }

    private static void check(CorrectionFile read, byte[] file) {
        assertThat(read.malformed())
                .allSatisfy(
                        line -> assertThat(line).matches("(?s)stdin:[0-9]+: .+").hasSizeLessThan(4_000));
        assertThat(read.rows()).allSatisfy(row -> {
            assertThat(row.line()).isBetween(1, 1 + lineEnds(file));
            assertThat(row.correction().reason()).isNotBlank();
        });
        if (read.isUnusable()) {
            assertThat(read.malformed()).isNotEmpty();
        }
    }

    private static int lineEnds(byte[] file) {
        int count = 0;
        for (byte one : file) {
            count += one == '\n' || one == '\r' ? 1 : 0;
        }
        return count;
    }

    private static boolean isUtf8(byte[] file) {
        return Arrays.equals(new String(file, UTF_8).getBytes(UTF_8), file);
    }

    private static boolean isMarkedAsUtf16(byte[] file) {
        return file.length >= 2
                && (file[0] == (byte) 0xFF && file[1] == (byte) 0xFE
                        || file[0] == (byte) 0xFE && file[1] == (byte) 0xFF);
    }
}
