package com.bbws.orders.lambda;

import com.bbws.orders.application.OrderDocument;
import com.bbws.orders.domain.FieldError;
import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.OrderException;
import com.bbws.orders.domain.OrderStatus;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Creates the responses of docs/contract.md, 1. Only this class maps codes to HTTP status codes. */
final class ResponseMapper {

    private final String corsAllowOrigin;

    ResponseMapper(String corsAllowOrigin) {
        this.corsAllowOrigin = corsAllowOrigin;
    }

    /** Returns the order after the request. */
    PutResponse ok(Order order, Optional<String> requestId) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("success", true);
        body.put("data", OrderDocument.of(order));
        return response(200, body, headers(requestId, Optional.of(order)));
    }

    /** Returns the response to a request that a business rule rejects. */
    PutResponse rejected(OrderException rejection, Optional<String> requestId) {
        int statusCode = statusCode(rejection.code());
        Map<String, Object> body = error(statusCode, rejection.code().name(), message(rejection), requestId);
        if (rejection instanceof OrderException.Invalid invalid
                && !invalid.errors().isEmpty()) {
            body.put(
                    "details",
                    invalid.errors().stream().map(ResponseMapper::detail).toList());
        }
        rejection.current().ifPresent(order -> {
            body.put("currentStatus", order.status().wireName());
            if (rejection.code() == OrderException.Code.INVALID_ORDER_STATE) {
                body.put(
                        "allowedTransitions",
                        order.status().successors().stream()
                                .map(OrderStatus::wireName)
                                .toList());
                body.put("reason", reason(rejection));
            } else {
                // The client's order is outdated. It can decide again without another read.
                body.put("current", OrderDocument.of(order));
            }
        });
        return response(statusCode, body, headers(requestId, rejection.current()));
    }

    /** Returns the message for the client. It names the header that has the expected version. */
    static String message(OrderException rejection) {
        return switch (rejection.code()) {
            case PRECONDITION_FAILED -> "The order has changed: its version does not match If-Match";
            case PRECONDITION_REQUIRED ->
                "If-Match is required: send the ETag of the order that the update is based on";
            default -> rejection.getMessage();
        };
    }

    /** Returns the response to a request that this adapter rejects. */
    PutResponse rejected(RequestException rejection, Optional<String> requestId) {
        int statusCode = switch (rejection.code()) {
            case FORBIDDEN -> 403;
            case METHOD_NOT_ALLOWED -> 405;
            case UNSUPPORTED_MEDIA_TYPE -> 415;
        };
        Map<String, String> headers = headers(requestId, Optional.empty());
        if (rejection.code() == RequestException.Code.METHOD_NOT_ALLOWED) {
            headers.put("Allow", "PUT, OPTIONS"); // required by RFC 9110, 15.5.6
        }
        return response(
                statusCode, error(statusCode, rejection.code().name(), rejection.getMessage(), requestId), headers);
    }

    /** Returns the response to a failure of the service; it has no details. */
    PutResponse failed(Optional<String> requestId) {
        return response(
                500,
                error(500, "INTERNAL_ERROR", "An unexpected error occurred", requestId),
                headers(requestId, Optional.empty()));
    }

    /** Returns the HTTP status code of a rejection. */
    static int statusCode(OrderException.Code code) {
        return switch (code) {
            case VALIDATION_ERROR, INVALID_ORDER_STATE -> 400;
            case ORDER_NOT_FOUND -> 404;
            case OPTIMISTIC_LOCK_FAILURE -> 409;
            case PRECONDITION_FAILED -> 412;
            case ORDER_TOO_LARGE -> 413;
            case PRECONDITION_REQUIRED -> 428;
        };
    }

    private static String reasonPhrase(int statusCode) {
        return switch (statusCode) {
            case 400 -> "Bad Request";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 409 -> "Conflict";
            case 412 -> "Precondition Failed";
            case 413 -> "Content Too Large";
            case 415 -> "Unsupported Media Type";
            case 428 -> "Precondition Required";
            default -> "Internal Server Error";
        };
    }

    private static Map<String, Object> error(int statusCode, String code, String message, Optional<String> requestId) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("success", false);
        body.put("error", reasonPhrase(statusCode));
        body.put("message", message);
        body.put("code", code);
        requestId.ifPresent(id -> body.put("requestId", id));
        return body;
    }

    private static Map<String, String> detail(FieldError error) {
        Map<String, String> detail = new LinkedHashMap<>();
        detail.put("field", error.field());
        detail.put("message", error.message());
        detail.put("code", error.code().wireName());
        return detail;
    }

    private static String reason(OrderException rejection) {
        if (rejection instanceof OrderException.Immutable) {
            return "final_state";
        }
        return rejection instanceof OrderException.IllegalTransition ? "transition" : "payment_not_allowed";
    }

    private static PutResponse response(int statusCode, Map<String, Object> body, Map<String, String> headers) {
        return new PutResponse(statusCode, headers, JsonWriter.write(body));
    }

    private Map<String, String> headers(Optional<String> requestId, Optional<Order> version) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        headers.put("Access-Control-Allow-Origin", corsAllowOrigin);
        // Browsers let a page read only the headers that are listed here.
        headers.put("Access-Control-Expose-Headers", "ETag, Retry-After, x-request-id");
        requestId.ifPresent(id -> headers.put("x-request-id", id));
        version.flatMap(Order::lockToken).map(EntityTag::of).ifPresent(tag -> headers.put("ETag", tag));
        return headers;
    }
}
