package com.bbws.orders.cli.output;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import java.util.Locale;

/** Keeps what could steer a terminal out of a document, by the format's own escapes: it is the same to a program. */
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
        // Halves of a pair come one by one; together they may be anything that is seen.
        boolean isHarmless = TerminalText.isShown(c) || Character.isSurrogate((char) c);
        return isHarmless ? null : new SerializedString(String.format(Locale.ROOT, "\\u%04x", c));
    }

    /**
     * Returns a document of YAML, escaped. Its texts are in double quotes, in which the control characters of ASCII are
     * escaped already, so that a line break ends a line of the document.
     */
    static String inYaml(String document) {
        StringBuilder escaped = new StringBuilder();
        document.codePoints().forEach(c -> {
            if (c == '\n' || TerminalText.isShown(c)) {
                escaped.appendCodePoint(c);
            } else {
                escaped.append(String.format(Locale.ROOT, Character.isBmpCodePoint(c) ? "\\u%04x" : "\\U%08x", c));
            }
        });
        return escaped.toString();
    }
}
