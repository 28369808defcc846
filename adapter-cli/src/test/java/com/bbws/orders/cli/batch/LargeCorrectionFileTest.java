package com.bbws.orders.cli.batch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import com.bbws.orders.cli.batch.CorrectionFile.Format;
import com.bbws.orders.dynamodb.testing.ProcessorTime;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Correction files that are too large. */
class LargeCorrectionFileTest {

    private static final int MEGABYTE = 1_000_000;

    @ParameterizedTest
    @EnumSource(Format.class)
    void rejectsAnEndlessLineWithoutReadingIt(Format format) {
        CorrectionFile file = read(format, endless('x'));

        assertThat(file.malformed()).containsExactly("stdin:1: the line has more than 1000000 characters");
        assertThat(file.isUnusable()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void rejectsAnEndlessLineInUtf16(Format format) {
        InputStream marked =
                new SequenceInputStream(new ByteArrayInputStream(new byte[] {(byte) 0xFE, (byte) 0xFF}), endless('x'));

        assertThat(read(format, marked).malformed())
                .containsExactly("stdin:1: the line has more than 1000000 characters");
    }

    @ParameterizedTest
    @ValueSource(bytes = {0, (byte) 0xFF})
    void rejectsEndlessBinaryContentWithoutReadingIt(byte content) {
        for (Format format : Format.values()) {
            assertThat(read(format, endless(content)).malformed())
                    .singleElement(STRING)
                    .startsWith("stdin:1: the text is neither UTF-8 nor UTF-16");
        }
    }

    private static InputStream endless(int content) {
        return new InputStream() {
            @Override
            public int read() {
                return content & 0xFF;
            }

            @Override
            public int read(byte[] buffer, int offset, int size) {
                Arrays.fill(buffer, offset, offset + size, (byte) content);
                return size;
            }
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\r\n"})
    void reportsTheNumberOfTheLongLine(String end) {
        String file = end + "{}" + end + " ".repeat(CorrectionTextReader.MAX_LINE_LENGTH + 1);

        assertThat(read(Format.JSONL, new ByteArrayInputStream(file.getBytes(UTF_8)))
                        .malformed())
                .last()
                .isEqualTo("stdin:3: the line has more than 1000000 characters");
    }

    @Test
    void acceptsManyLines() {
        String file = ("{\"orderId\":\"order_1\",\"status\":\"refunded\",\"reason\":\"Chargeback\"}"
                        + " ".repeat(999_000) + "\n")
                .repeat(3);

        assertThat(read(Format.JSONL, new ByteArrayInputStream(file.getBytes(UTF_8)))
                        .rows())
                .hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ";",
                "\t",
                "sep=",
                "; ",
                "\u00A0",
                ",;",
                "[",
                "{\"a\":",
                "{\"orderId\":[",
                "\"",
                ",",
                "\"\",",
                "\"\"",
                "\\",
                "1",
                "{}\n",
                "\n",
                "a,b\n"
            })
    void readsAMegabyteInTime(String part) {
        String file = part.repeat(MEGABYTE / part.length());
        for (Format format : Format.values()) {
            ProcessorTime.limit(
                    Duration.ofSeconds(20), () -> read(format, new ByteArrayInputStream(file.getBytes(UTF_8))));
        }
    }

    @Test
    void readsOneOrderManyTimesInTime() {
        String file = "{\"orderId\":\"a\",\"status\":\"paid\",\"reason\":\"b\"}\n".repeat(100_000);

        CorrectionFile read = ProcessorTime.limit(
                Duration.ofSeconds(20), () -> read(Format.JSONL, new ByteArrayInputStream(file.getBytes(UTF_8))));

        assertThat(read.rows()).hasSize(100_000);
    }

    private static CorrectionFile read(Format format, InputStream text) {
        return CorrectionFile.read(CorrectionFile.STDIN, Optional.of(format), text);
    }
}
