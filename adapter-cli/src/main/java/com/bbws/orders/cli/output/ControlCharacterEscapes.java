package com.bbws.orders.cli.output;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import java.util.Locale;

/** Escapes control characters in JSON and YAML, so that a document cannot control the terminal it is printed on. */
final class ControlCharacterEscapes extends CharacterEscapes {

    private static final int DELETE = 0x7F;

    @Override
    public int[] getEscapeCodesForAscii() {
        int[] codes = standardAsciiEscapesForJSON();
        codes[DELETE] = ESCAPE_CUSTOM;
        return codes;
    }

    @Override
    public SerializableString getEscapeSequence(int c) {
        // The halves of a surrogate pair are passed one by one; the pair may be a printable character.
        boolean isSafe = TerminalText.isPrintable(c) || Character.isSurrogate((char) c);
        return isSafe ? null : new SerializedString(String.format(Locale.ROOT, "\\u%04x", c));
    }

    /**
     * Returns a YAML document with its control characters escaped. Strings are in double quotes, in which the writer has
     * already escaped ASCII control characters, so a line break is always the end of a line of the document.
     */
    static String inYaml(String document) {
        StringBuilder escaped = new StringBuilder();
        document.codePoints().forEach(c -> {
            if (c == '\n' || TerminalText.isPrintable(c)) {
                escaped.appendCodePoint(c);
            } else {
                escaped.append(String.format(Locale.ROOT, Character.isBmpCodePoint(c) ? "\\u%04x" : "\\U%08x", c));
            }
        });
        return escaped.toString();
    }
}
