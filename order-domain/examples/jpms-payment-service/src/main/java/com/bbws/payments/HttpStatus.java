package com.bbws.payments;

import com.bbws.orders.domain.OrderException;
import com.bbws.orders.domain.port.StoreException;

/** The HTTP status of the response for each exception of the order service. */
final class HttpStatus {

    private HttpStatus() {}

    static int of(OrderException rejection) {
        return switch (rejection.code()) {
            case VALIDATION_ERROR, INVALID_ORDER_STATE -> 400;
            case ORDER_NOT_FOUND -> 404;
            case OPTIMISTIC_LOCK_FAILURE -> 409;
            case PRECONDITION_FAILED -> 412;
            case ORDER_TOO_LARGE -> 413;
            case PRECONDITION_REQUIRED -> 428;
            default -> 422; // a code of a later version
        };
    }

    static int of(StoreException failure) {
        return failure instanceof StoreException.Unavailable ? 503 : 500; // the caller may repeat a request after a 503
    }
}
