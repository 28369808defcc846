package com.bbws.orders.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;

/** The stdout of a process, which says why it can take no more; {@link System#out} and every writer keep that back. */
final class ProcessOut extends FilterOutputStream {

    private final PrintStream err;
    private boolean isBroken;

    /**
     * Puts a voice to a stream.
     *
     * @param out where data goes
     * @param err where to say why it does not
     */
    ProcessOut(OutputStream out, PrintStream err) {
        super(out);
        this.err = err;
    }

    static ProcessOut ofThisProcess() {
        return new ProcessOut(new FileOutputStream(FileDescriptor.out), System.err);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException failure) {
            // Whoever reads through "| head" has had enough, and knows it.
            if (!isBroken && !"Broken pipe".equals(failure.getMessage())) {
                err.println(
                        "Error: The output could not be written: " + failure.getMessage() + ". What was done is done.");
            }
            isBroken = true;
            throw failure;
        }
    }
}
