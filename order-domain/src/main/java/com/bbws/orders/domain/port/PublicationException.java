package com.bbws.orders.domain.port;

import static java.util.Objects.requireNonNull;

/** Thrown if an event is not published, or if it is unknown whether it is. The message is for operators. */
public final class PublicationException extends RuntimeException {

    private final int published;

    /**
     * Creates the exception.
     *
     * @param published the number of events before the first one that may not be published
     * @param message a sentence for an operator: what failed, and what to check
     * @param cause the exception of the publisher's client; {@code null} if there is none
     */
    public PublicationException(int published, String message, Throwable cause) {
        super(requireNonNull(message, "message"), cause);
        this.published = published;
    }

    /** Returns the number of events, from the first one on, that are certainly published. */
    public int published() {
        return published;
    }
}
