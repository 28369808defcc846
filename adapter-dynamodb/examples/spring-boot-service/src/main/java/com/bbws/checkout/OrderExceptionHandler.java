package com.bbws.checkout;

import com.bbws.orders.domain.LockToken;
import com.bbws.orders.domain.OrderException;
import com.bbws.orders.domain.port.StoreException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Turns the exceptions of the order service into responses. */
@RestControllerAdvice
class OrderExceptionHandler {

    @ExceptionHandler
    ProblemDetail rejected(OrderException rejection) {
        HttpStatus status = switch (rejection.code()) {
            case VALIDATION_ERROR, INVALID_ORDER_STATE -> HttpStatus.BAD_REQUEST;
            case ORDER_NOT_FOUND -> HttpStatus.NOT_FOUND;
            case OPTIMISTIC_LOCK_FAILURE -> HttpStatus.CONFLICT;
            case PRECONDITION_FAILED -> HttpStatus.PRECONDITION_FAILED;
            case ORDER_TOO_LARGE -> HttpStatus.PAYLOAD_TOO_LARGE;
            case PRECONDITION_REQUIRED -> HttpStatus.PRECONDITION_REQUIRED;
            default -> HttpStatus.UNPROCESSABLE_ENTITY; // a code of a later version
        };
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, rejection.getMessage());
        problem.setProperty("code", rejection.code());
        rejection.current().ifPresent(order -> {
            problem.setProperty("currentStatus", order.status().wireName());
            problem.setProperty(
                    "currentVersion", order.lockToken().map(LockToken::text).orElse(null));
        });
        return problem;
    }

    /** The message of a store is for operators: it belongs into the log. */
    @ExceptionHandler
    ProblemDetail failed(StoreException failure) {
        return ProblemDetail.forStatus(
                failure instanceof StoreException.Unavailable
                        ? HttpStatus.SERVICE_UNAVAILABLE // the caller may repeat the request
                        : HttpStatus.INTERNAL_SERVER_ERROR);
    }
}
