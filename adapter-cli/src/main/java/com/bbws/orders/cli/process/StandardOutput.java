package com.bbws.orders.cli.process;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;

/** The stdout of a process, which says why it can take no more; {@link System#out} and every writer keep that back. */
final class StandardOutput extends FilterOutputStream {

    private static final String BROKEN_PIPE = "Broken pipe";

    private final PrintStream err;
    private boolean isBroken;
    private volatile boolean readerIsGone;

    /**
     * Puts a voice to a stream.
     *
     * @param out where data goes
     * @param err where to say why it does not
     */
    StandardOutput(OutputStream out, PrintStream err) {
        super(out);
        this.err = err;
    }

    static StandardOutput ofThisProcess() {
        return new StandardOutput(new FileOutputStream(FileDescriptor.out), System.err);
    }

    /** Tells whether what read this has closed it. */
    boolean readerIsGone() {
        return readerIsGone;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException failure) {
            // What reads through "| head" has had enough: that is no failure.
            readerIsGone = readerIsGone || !isBroken && BROKEN_PIPE.equals(failure.getMessage());
            if (!isBroken && !readerIsGone) {
                err.println(
                        "Error: The output could not be written: " + failure.getMessage() + ". What was done is done.");
            }
            isBroken = true;
            throw failure;
        }
    }
}
