package com.bbws.orders.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.bbws.orders.application.ExpectedVersion;
import com.bbws.orders.cli.process.CliException;
import com.bbws.orders.cli.process.ExitCode;
import com.bbws.orders.domain.LockToken;
import java.net.URLDecoder;
import java.util.HashSet;
import java.util.Set;

/** Parses the value of {@code --if-match}: the version of the order that the operator has seen. */
final class IfMatchArgument {

    private IfMatchArgument() {}

    /**
     * Returns the condition.
     *
     * @param text a {@code dateLastUpdated}, an ETag with or without its quotes, or {@code *}
     * @throws CliException if the text is blank: probably an empty variable of a script
     */
    static ExpectedVersion condition(String text) {
        if (text.isBlank()) {
            throw new CliException(ExitCode.USAGE, "--if-match must be the order's dateLastUpdated, its ETag, or *.");
        }
        return text.equals("*") ? ExpectedVersion.any() : ExpectedVersion.oneOf(tokens(unquoted(text)));
    }

    private static String unquoted(String text) {
        boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
        return quoted ? text.substring(1, text.length() - 1) : text;
    }

    /** An ETag may be percent-encoded; a dateLastUpdated never is. The text may be either. */
    private static Set<LockToken> tokens(String text) {
        Set<LockToken> tokens = new HashSet<>(Set.of(new LockToken(text)));
        try {
            tokens.add(new LockToken(URLDecoder.decode(text.replace("+", "%2B"), UTF_8)));
        } catch (IllegalArgumentException notEncoded) {
            // not percent-encoded: only the text itself is a candidate
        }
        return tokens;
    }
}
