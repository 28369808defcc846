package com.bbws.orders.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.bbws.orders.cli.CorrectionFile.Format;
import com.bbws.orders.dynamodb.testing.ProcessorTime;
import java.io.BufferedReader;
import java.io.Reader;
import java.io.StringReader;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are no corrections, by their size alone. */
class LargeCorrectionFileTest {

    private static final int MEGABYTE = 1_000_000;

    @ParameterizedTest
    @EnumSource(Format.class)
    void aLineWithoutAnEndIsRefusedWithoutReadingIt(Format format) {
        BufferedReader endless = new BufferedReader(new Reader() {
            @Override
            public int read(char[] buffer, int offset, int size) {
                Arrays.fill(buffer, offset, offset + size, 'x');
                return size;
            }

            @Override
            public void close() {}
        });

        CorrectionFile file = read(format, endless);

        assertThat(file.malformed()).containsExactly("stdin:1: the line has more than 1000000 characters");
        assertThat(file.isUnusable()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\r\n"})
    void theLongLineIsNamed(String end) {
        String file = end + "{}" + end + " ".repeat(BoundedLines.MAX_LENGTH + 1);

        assertThat(read(Format.JSONL, new BufferedReader(new StringReader(file)))
                        .malformed())
                .last()
                .isEqualTo("stdin:3: the line has more than 1000000 characters");
    }

    @Test
    void manyLinesAreNoLongLine() {
        String file = ("{\"orderId\":\"order_1\",\"status\":\"refunded\",\"reason\":\"Chargeback\"}"
                        + " ".repeat(999_000) + "\n")
                .repeat(3);

        assertThat(read(Format.JSONL, new BufferedReader(new StringReader(file)))
                        .rows())
                .hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[", "{\"a\":", "{\"orderId\":[", "\"", ",", "\"\",", "\"\"", "\\", "1", "{}\n", "\n", "a,b\n"})
    void aMegabyteOfAnythingIsReadInTime(String part) {
        String file = part.repeat(MEGABYTE / part.length());
        for (Format format : Format.values()) {
            ProcessorTime.limit(Duration.ofSeconds(20), () -> read(format, new BufferedReader(new StringReader(file))));
        }
    }

    @Test
    void oneOrderManyTimesIsReadInTime() {
        String file = "{\"orderId\":\"a\",\"status\":\"paid\",\"reason\":\"b\"}\n".repeat(100_000);

        CorrectionFile read = ProcessorTime.limit(
                Duration.ofSeconds(20), () -> read(Format.JSONL, new BufferedReader(new StringReader(file))));

        assertThat(read.rows()).hasSize(100_000);
    }

    private static CorrectionFile read(Format format, BufferedReader text) {
        return CorrectionFile.read(CorrectionFile.STDIN, Optional.of(format), text);
    }
}
