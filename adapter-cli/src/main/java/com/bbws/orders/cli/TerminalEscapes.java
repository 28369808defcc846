package com.bbws.orders.cli;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import java.util.Locale;

/** Keeps what could steer a terminal out of JSON, by JSON's own escapes: it is the same document to a program. */
final class TerminalEscapes extends CharacterEscapes {

    private static final int DELETE = 0x7F;

    @Override
    public int[] getEscapeCodesForAscii() {
        int[] codes = standardAsciiEscapesForJSON();
        codes[DELETE] = ESCAPE_CUSTOM;
        return codes;
    }

    @Override
    public SerializableString getEscapeSequence(int c) {
        // Halves of a pair come one by one; together they may be anything that is seen.
        boolean isHarmless = TerminalText.isShown(c) || Character.isSurrogate((char) c);
        return isHarmless ? null : new SerializedString(String.format(Locale.ROOT, "\\u%04x", c));
    }
}
