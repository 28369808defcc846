package com.bbws.orders.lambda;

/** Thrown if the client has no permission to update orders: the response is 403. */
final class ForbiddenException extends RuntimeException {

    ForbiddenException(String message) {
        super(message);
    }
}
