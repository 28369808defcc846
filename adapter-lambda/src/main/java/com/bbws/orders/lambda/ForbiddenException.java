package com.bbws.orders.lambda;

/** The caller may not do this at all, whatever the request says. */
final class ForbiddenException extends RuntimeException {

    ForbiddenException(String message) {
        super(message);
    }
}
