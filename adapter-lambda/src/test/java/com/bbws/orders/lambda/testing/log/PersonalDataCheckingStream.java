package com.bbws.orders.lambda.testing.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.bbws.orders.domain.testing.PersonalData;
import java.io.ByteArrayOutputStream;

/** A log in memory. A test fails if it writes a line with personal data. */
public final class PersonalDataCheckingStream extends ByteArrayOutputStream {

    @Override
    public synchronized void write(byte[] line, int from, int length) {
        PersonalData.checkNoneIn(new String(line, from, length, UTF_8), "the log");
        super.write(line, from, length);
    }
}
