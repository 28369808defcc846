package com.bbws.orders.cli.batch;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.Arrays;

/**
 * Decodes a correction file: UTF-8, or UTF-16 with a byte order mark. It rejects other encodings, binary files and long
 * lines as soon as it reads them, so that such a file does not have to fit into memory.
 */
final class CorrectionTextReader extends FilterReader {

    static final int MAX_LINE_LENGTH = 1_000_000;

    /** Excel writes most of these files. */
    private static final String ADVICE = "In Excel, choose 'CSV UTF-8 (Comma delimited)'";

    private static final byte[] ZIP = bytes('P', 'K', 3, 4);
    private static final byte[] COMPOUND_FILE = bytes(0xD0, 0xCF, 0x11, 0xE0);
    private static final int LONGEST_SIGNATURE = 4;

    /** Replaces bytes that are not text. Decoded text may contain U+FFFD, but never an unpaired surrogate such as this. */
    private static final char UNDECODABLE = '\uDC00';

    private int line = 1;
    private int length;
    private char previous;

    private CorrectionTextReader(Reader text) {
        super(text);
    }

    /**
     * Returns a reader for a file.
     *
     * @param file the content of the file; stays open
     * @throws WorkbookException if it is an Excel workbook
     */
    static CorrectionTextReader of(InputStream file) throws IOException {
        byte[] start = file.readNBytes(LONGEST_SIGNATURE);
        if (startsWith(start, ZIP)) {
            throw new WorkbookException("is an Excel workbook (.xlsx) or a zip archive, not text. " + ADVICE);
        }
        if (startsWith(start, COMPOUND_FILE)) {
            throw new WorkbookException("is an Excel workbook (.xls), not text. " + ADVICE);
        }
        Encoding encoding = Arrays.stream(Encoding.values())
                .filter(candidate -> startsWith(start, candidate.mark))
                .findFirst()
                .orElseThrow();
        InputStream unread = new ByteArrayInputStream(start, encoding.mark.length, start.length - encoding.mark.length);
        return new CorrectionTextReader(new InputStreamReader(
                new SequenceInputStream(unread, file),
                encoding.charset
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .onUnmappableCharacter(CodingErrorAction.REPLACE)
                        .replaceWith(String.valueOf(UNDECODABLE))));
    }

    @Override
    public int read() throws IOException {
        char[] one = new char[1];
        return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    /**
     * Reads characters.
     *
     * @throws InvalidTextException if a line is too long or is not text
     */
    @Override
    public int read(char[] buffer, int offset, int size) throws IOException {
        int count = super.read(buffer, offset, size);
        for (int i = offset; i < offset + count; i++) {
            check(buffer[i]);
        }
        return count;
    }

    private void check(char c) throws InvalidTextException {
        // UTF-16 without a byte order mark, UTF-32 and most binary files contain NUL; text does not.
        if (c == '\0' || c == UNDECODABLE && !Character.isHighSurrogate(previous)) {
            throw new InvalidTextException(
                    line, "the text is neither UTF-8 nor UTF-16 with a byte order mark. " + ADVICE);
        }
        if (c == '\n' || c == '\r') {
            line += c == '\n' && previous == '\r' ? 0 : 1;
            length = 0;
        } else {
            length++;
        }
        previous = c;
        if (length > MAX_LINE_LENGTH) {
            throw new InvalidTextException(line, "the line has more than " + MAX_LINE_LENGTH + " characters");
        }
    }

    private static boolean startsWith(byte[] file, byte[] signature) {
        return file.length >= signature.length
                && Arrays.equals(file, 0, signature.length, signature, 0, signature.length);
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    /** The supported encodings and their byte order marks. The first match is used. */
    private enum Encoding {
        MARKED_UTF_8(UTF_8, 0xEF, 0xBB, 0xBF),
        LITTLE_ENDIAN_UTF_16(UTF_16LE, 0xFF, 0xFE),
        BIG_ENDIAN_UTF_16(UTF_16BE, 0xFE, 0xFF),
        PLAIN_UTF_8(UTF_8);

        private final Charset charset;
        private final byte[] mark;

        Encoding(Charset charset, int... mark) {
            this.charset = charset;
            this.mark = bytes(mark);
        }
    }

    /** Thrown if a file is an Excel workbook. */
    static final class WorkbookException extends IOException {

        private WorkbookException(String reason) {
            super(reason);
        }
    }

    /** Thrown if a line is not valid text. */
    static final class InvalidTextException extends IOException {

        private final int line;

        private InvalidTextException(int line, String reason) {
            super(reason);
            this.line = line;
        }

        int line() {
            return line;
        }
    }
}
