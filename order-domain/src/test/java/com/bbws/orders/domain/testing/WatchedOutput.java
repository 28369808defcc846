package com.bbws.orders.domain.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Throws an error in code that prints personal data to standard output or standard error in a test run. In case that code
 * catches the error, the test class that ends next fails too. If test classes run in parallel, that may be another class, but
 * the stack trace shows the code that printed. JUnit loads this as a service in every module with the fixtures.
 */
public final class WatchedOutput implements BeforeAllCallback, AfterAllCallback {

    private static final AtomicReference<AssertionError> PRINTED = new AtomicReference<>();

    @Override
    public void beforeAll(ExtensionContext context) {
        synchronized (WatchedOutput.class) {
            if (!(System.out instanceof Watched)) {
                System.setOut(new Watched(System.out, "standard output"));
            }
            if (!(System.err instanceof Watched)) {
                System.setErr(new Watched(System.err, "standard error"));
            }
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        AssertionError printed = PRINTED.getAndSet(null);
        if (printed != null) {
            throw printed;
        }
    }

    private static final class Watched extends PrintStream {
        private Watched(PrintStream original, String name) {
            super(new Watch(original, name), true, UTF_8);
        }
    }

    private static final class Watch extends FilterOutputStream {
        private final String name;

        private Watch(OutputStream original, String name) {
            super(original);
            this.name = name;
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            try {
                PersonalData.checkNoneIn(new String(bytes, from, length, UTF_8), name);
            } catch (AssertionError personal) {
                PRINTED.compareAndSet(null, personal);
                throw personal;
            }
            out.write(bytes, from, length);
        }
    }
}
