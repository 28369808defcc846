package com.bbws.orders.lambda;

/** Thrown if this adapter rejects a request, before a use case sees it. */
final class RequestException extends RuntimeException {

    /** The machine-readable code of a rejection; clients rely on the names. */
    enum Code {
        /** The client has no permission to update orders. */
        FORBIDDEN,
        /** The method is not PUT. */
        METHOD_NOT_ALLOWED,
        /** The content type means something else than an update. */
        UNSUPPORTED_MEDIA_TYPE
    }

    private final Code code;

    RequestException(Code code, String message) {
        super(message);
        this.code = code;
    }

    Code code() {
        return code;
    }
}
