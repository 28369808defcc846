package com.bbws.orders.cli.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandardOutputTest {

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void writesDataUnchanged() {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        PrintWriter out = writer(data);

        out.println("Töpfer");

        assertThat(out.checkError()).isFalse();
        assertThat(data.toString(UTF_8)).isEqualTo("Töpfer" + System.lineSeparator());
        assertThat(err.toString(UTF_8)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "No space left on device, 'Error: Cannot write the output: No space left on device. Changes that were written before this error remain.', false",
        "Broken pipe, '', true"
    })
    void reportsAFailedWriteUnlessTheReaderHasClosedThePipe(String reason, String sentence, boolean readerIsGone) {
        StandardOutput processOut = processOut(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(reason);
            }
        });

        PrintWriter out = new PrintWriter(processOut, true, UTF_8);

        out.println("data");
        out.println("more data");

        assertThat(out.checkError()).isTrue();
        assertThat(processOut.readerIsGone()).isEqualTo(readerIsGone);
        assertThat(err.toString(UTF_8).strip()).isEqualTo(sentence);
    }

    private PrintWriter writer(OutputStream target) {
        return new PrintWriter(processOut(target), true, UTF_8);
    }

    private StandardOutput processOut(OutputStream target) {
        return new StandardOutput(target, new PrintStream(err, true, UTF_8));
    }
}
