package com.bbws.orders.lambda;

import com.bbws.orders.application.ExpectedVersion;
import com.bbws.orders.domain.FieldError;
import com.bbws.orders.domain.LockToken;
import com.bbws.orders.domain.OrderException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads {@code If-Match} (RFC 9110, 13.1.1): {@code *}, or a list of entity tags. */
final class IfMatchHeader {

    private final String header;
    private final Set<LockToken> strong = new HashSet<>();
    private int position;

    private IfMatchHeader(String header) {
        this.header = header;
    }

    /**
     * Reads the headers of a request.
     *
     * @param values the values of all of them; none is no condition
     * @throws OrderException.Invalid if they are malformed
     */
    static ExpectedVersion parse(List<String> values) {
        if (values.isEmpty()) {
            return ExpectedVersion.any();
        }
        // Several headers of one name are one list (RFC 9110, 5.3).
        String header = String.join(",", values).strip();
        return header.equals("*") ? ExpectedVersion.any() : ExpectedVersion.oneOf(new IfMatchHeader(header).tags());
    }

    private Set<LockToken> tags() {
        boolean empty = true;
        while (position < header.length()) {
            skipSpaces();
            if (!at(',') && position < header.length()) {
                readTag();
                empty = false;
                skipSpaces();
            }
            if (position < header.length() && !at(',')) {
                throw malformed();
            }
            position++;
        }
        if (empty) {
            throw malformed();
        }
        return strong;
    }

    /** A weak tag is legal and never matches. */
    private void readTag() {
        boolean weak = header.startsWith("W/", position);
        position += weak ? 2 : 0;
        int end = at('"') ? header.indexOf('"', position + 1) : -1;
        if (end < 0) {
            throw malformed();
        }
        String opaque = header.substring(position + 1, end);
        if (opaque.chars().anyMatch(c -> c <= ' ' || c == 0x7f)) {
            throw malformed();
        }
        if (!weak) {
            strong.add(EntityTag.token(opaque));
        }
        position = end + 1;
    }

    private boolean at(char c) {
        return position < header.length() && header.charAt(position) == c;
    }

    private void skipSpaces() {
        while (at(' ') || at('\t')) {
            position++;
        }
    }

    private static OrderException.Invalid malformed() {
        return new OrderException.Invalid(List.of(new FieldError(
                "If-Match", FieldError.Code.INVALID_FORMAT, "must be * or a list of entity tags in double quotes")));
    }
}
