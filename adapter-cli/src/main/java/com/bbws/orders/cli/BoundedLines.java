package com.bbws.orders.cli;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * Text with lines that a correction may fill. What has longer ones is no file of corrections, and need not fit into memory
 * to be refused.
 */
final class BoundedLines extends FilterReader {

    static final int MAX_LENGTH = 1_000_000;

    private int line = 1;
    private int length;
    private boolean afterCarriageReturn;

    BoundedLines(Reader text) {
        super(text);
    }

    @Override
    public int read() throws IOException {
        char[] one = new char[1];
        return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    /**
     * Reads on.
     *
     * @throws LineTooLong if a line is
     */
    @Override
    public int read(char[] buffer, int offset, int size) throws IOException {
        int count = super.read(buffer, offset, size);
        for (int i = offset; i < offset + count; i++) {
            count(buffer[i]);
        }
        return count;
    }

    private void count(char c) throws LineTooLong {
        if (c == '\n' || c == '\r') {
            line += c == '\n' && afterCarriageReturn ? 0 : 1;
            length = 0;
        } else {
            length++;
        }
        afterCarriageReturn = c == '\r';
        if (length > MAX_LENGTH) {
            throw new LineTooLong(line);
        }
    }

    /** Says which line has no end. */
    static final class LineTooLong extends IOException {

        private final int line;

        private LineTooLong(int line) {
            super("the line has more than " + MAX_LENGTH + " characters");
            this.line = line;
        }

        int line() {
            return line;
        }
    }
}
