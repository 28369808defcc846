package com.bbws.orders.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.bbws.orders.domain.LockToken;
import java.io.ByteArrayOutputStream;

/**
 * Lock tokens as the text of strong entity tags (RFC 9110, 8.8.3; docs/contract.md, 1 Lock).
 *
 * <p>A character that a tag may not contain is percent-encoded, and so is the percent sign. So every token that a client
 * sends back is the token that it received.
 */
final class EntityTag {

    private static final String HEX = "0123456789ABCDEF";

    private EntityTag() {}

    /** Returns the tag of a lock token, in double quotes. */
    static String of(LockToken token) {
        StringBuilder tag = new StringBuilder("\"");
        for (byte b : token.text().getBytes(UTF_8)) {
            if (b > ' ' && b < 0x7f && b != '"' && b != '%') {
                tag.append((char) b);
            } else {
                tag.append('%').append(HEX.charAt((b >> 4) & 0xf)).append(HEX.charAt(b & 0xf));
            }
        }
        return tag.append('"').toString();
    }

    /**
     * Returns the lock token of a tag.
     *
     * @param opaque the tag without its quotes; a percent sign that does not start an encoded byte is taken literally
     */
    static LockToken token(String opaque) {
        if (opaque.indexOf('%') < 0) {
            return new LockToken(opaque);
        }
        byte[] encoded = opaque.getBytes(UTF_8);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(encoded.length);
        for (int i = 0; i < encoded.length; i++) {
            int value = encoded[i] == '%' && i + 2 < encoded.length ? byteOf(encoded[i + 1], encoded[i + 2]) : -1;
            decoded.write(value < 0 ? encoded[i] : value);
            i += value < 0 ? 0 : 2;
        }
        return new LockToken(decoded.toString(UTF_8));
    }

    /** Returns the byte of two hexadecimal digits, or -1 if one of them is not a hexadecimal digit. */
    private static int byteOf(byte high, byte low) {
        int upper = HEX.indexOf(Character.toUpperCase(high));
        int lower = HEX.indexOf(Character.toUpperCase(low));
        return upper < 0 || lower < 0 ? -1 : upper << 4 | lower;
    }
}
