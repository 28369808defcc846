package com.bbws.orders.cli.process;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;

/** Writes to stdout and reports why a write fails; {@link System#out} and every {@code PrintWriter} hide the reason. */
final class StandardOutput extends FilterOutputStream {

    private static final String BROKEN_PIPE = "Broken pipe";

    private final PrintStream err;
    private boolean hasFailed;
    private volatile boolean readerIsGone;

    /**
     * Wraps a stream.
     *
     * @param out receives the data
     * @param err receives the message about a failed write
     */
    StandardOutput(OutputStream out, PrintStream err) {
        super(out);
        this.err = err;
    }

    static StandardOutput ofThisProcess() {
        return new StandardOutput(new FileOutputStream(FileDescriptor.out), System.err);
    }

    /** Returns whether the reader of a pipe has closed it. */
    boolean readerIsGone() {
        return readerIsGone;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException failure) {
            // With "| head", the reader closes the pipe when it has enough: not a failure.
            readerIsGone = readerIsGone || !hasFailed && BROKEN_PIPE.equals(failure.getMessage());
            if (!hasFailed && !readerIsGone) {
                err.println("Error: Cannot write the output: " + failure.getMessage()
                        + ". Changes that were written before this error remain.");
            }
            hasFailed = true;
            throw failure;
        }
    }
}
