package com.bbws.orders.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.bbws.orders.application.ExpectedVersion;
import com.bbws.orders.cli.process.CliException;
import com.bbws.orders.cli.process.ExitCode;
import com.bbws.orders.domain.LockToken;
import java.net.URLDecoder;
import java.util.HashSet;
import java.util.Set;

/** What follows {@code --if-match}: the version that the operator has seen, as it was shown. */
final class IfMatchArgument {

    private IfMatchArgument() {}

    /**
     * Returns the condition.
     *
     * @param text a {@code dateLastUpdated}, an ETag with or without its quotes, or {@code *}
     * @throws CliException if there is no text, for then a script's variable was empty
     */
    static ExpectedVersion condition(String text) {
        if (text.isBlank()) {
            throw new CliException(ExitCode.USAGE, "--if-match must be a version: the order's dateLastUpdated, or *.");
        }
        return text.equals("*") ? ExpectedVersion.any() : ExpectedVersion.oneOf(tokens(unquoted(text)));
    }

    private static String unquoted(String text) {
        boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
        return quoted ? text.substring(1, text.length() - 1) : text;
    }

    /** An ETag is percent-encoded where it may not hold a token's characters; a dateLastUpdated never is. */
    private static Set<LockToken> tokens(String text) {
        Set<LockToken> tokens = new HashSet<>(Set.of(new LockToken(text)));
        try {
            tokens.add(new LockToken(URLDecoder.decode(text.replace("+", "%2B"), UTF_8)));
        } catch (IllegalArgumentException notEncoded) {
            // then it is the token itself
        }
        return tokens;
    }
}
