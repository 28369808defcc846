package com.bbws.orders.domain;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The id of the request that makes a change, as stored in {@code lastUpdateId}. Every change of this service has one, and
 * other services never set one.
 *
 * <p>The id must be unique: a store never writes two changes with the same id to an order, and takes a change for written if
 * the stored order has its id. So it must come from a source that the caller of the service cannot choose.
 *
 * @param value 1 to {@value #MAX_LENGTH} printable ASCII characters without spaces
 */
public record UpdateId(String value) {

    /** The maximum length, in characters. */
    public static final int MAX_LENGTH = 128;

    private static final Pattern LEGAL = Pattern.compile("[!-~]{1," + MAX_LENGTH + "}");

    /**
     * Checks the text.
     *
     * @throws IllegalArgumentException if it is not a legal id
     */
    public UpdateId {
        requireNonNull(value, "value");
        if (!LEGAL.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "an update id must be 1 to " + MAX_LENGTH + " printable ASCII characters without spaces");
        }
    }

    /**
     * Returns the id with this text.
     *
     * @param text any text
     * @return the id; empty if the text is not a legal id
     */
    public static Optional<UpdateId> of(String text) {
        return Optional.of(requireNonNull(text, "text"))
                .filter(legal -> LEGAL.matcher(legal).matches())
                .map(UpdateId::new);
    }

    /** Returns a new random id, for a request that has none. */
    public static UpdateId random() {
        return new UpdateId(UUID.randomUUID().toString());
    }
}
