package com.bbws.orders.lambda.testing.response;

import static org.assertj.core.api.Assertions.assertThat;

import com.bbws.orders.domain.OrderStatus;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Checks responses against docs/contract.md, 1. The message of an error is one of a few sentences, which contain nothing of the
 * request except a legal order id, and so no class name and no stack trace.
 */
public final class ContractAssertions {

    private static final List<String> STATUSES =
            Arrays.stream(OrderStatus.values()).map(OrderStatus::wireName).toList();

    private static final String STATUS = "(" + String.join("|", STATUSES) + ")";

    private record ExpectedError(int statusCode, String reasonPhrase, Pattern message, Set<String> optional) {

        ExpectedError(int statusCode, String reasonPhrase, String message, String... optional) {
            this(statusCode, reasonPhrase, Pattern.compile(message), Set.of(optional));
        }
    }

    private static final Map<String, ExpectedError> ERRORS = Map.of(
            "VALIDATION_ERROR",
                    new ExpectedError(
                            400,
                            "Bad Request",
                            "No updates provided"
                                    + "|Request body is not valid JSON(: line [0-9]+, column [0-9]+)?"
                                    + "|Request body (must be a JSON object|has text after its end)"
                                    + "|Request body is not base64 of UTF-8 text"
                                    + "|Request body is compressed: send it uncompressed"
                                    + "|Invalid [A-Za-z.-]+(, [A-Za-z.-]+)*",
                            "details"),
            "INVALID_ORDER_STATE",
                    new ExpectedError(
                            400,
                            "Bad Request",
                            "Cannot update order in immutable state: " + STATUS
                                    + "|Invalid status transition from " + STATUS + " to " + STATUS
                                    + "|Payment details can only be set when status is 'paid' or 'payment_pending'",
                            "currentStatus",
                            "allowedTransitions",
                            "reason"),
            "FORBIDDEN", new ExpectedError(403, "Forbidden", "Missing tenantId in authorization"),
            "ORDER_NOT_FOUND", new ExpectedError(404, "Not Found", "Order [A-Za-z0-9_-]{1,128} not found"),
            "PRECONDITION_FAILED",
                    new ExpectedError(
                            412,
                            "Precondition Failed",
                            "The order has changed: its version does not match If-Match",
                            "current",
                            "currentStatus"));

    private static final Pattern DETAIL = Pattern.compile("""
            \\{"field":"(orderId|If-Match|If-None-Match|Content-Range|status|paymentDetails(\\.(method|transactionId|payfastPaymentId|paidAt))?)",\
            "message":"must (\
            be 1 to 128 characters of A-Z, a-z, 0-9, _ and -\
            |be \\* or a list of entity tags in double quotes\
            |be one of %s\
            |be (an object|a string|an ISO 8601 date-time with offset|valid Unicode text|at most (50|64|128) characters)\
            |be absent: (a PUT never creates an order|send the whole body)\
            |not be blank\
            |have at least one of method, transactionId, payfastPaymentId, paidAt\
            )","code":"(required|blank|too_long|wrong_type|unknown_value|not_a_date_time|invalid_unicode|invalid_format|not_supported)"}""".formatted(String.join(", ", STATUSES)));

    private ContractAssertions() {}

    /**
     * Checks the response to a request for a readable or absent order, with a working database.
     *
     * @throws AssertionError if the contract has no such response
     */
    public static void check(int statusCode, Map<String, String> headers, String body) {
        JsonNode json = Json.parse(body);
        assertThat(json.path("success").isBoolean()).as(body).isTrue();
        assertThat(json.path("success").booleanValue()).isEqualTo(statusCode == 200);
        checkHeaders(headers, statusCode == 200 || json.has("currentStatus"));
        if (statusCode == 200) {
            assertThat(json.properties()).as(body).hasSize(2);
            assertThat(json.path("data").path("id").isTextual()).as(body).isTrue();
        } else {
            checkError(statusCode, json);
        }
    }

    private static void checkHeaders(Map<String, String> headers, boolean isVersioned) {
        Set<String> expected = new HashSet<>(
                Set.of("Content-Type", "Access-Control-Allow-Origin", "Access-Control-Expose-Headers", "x-request-id"));
        if (isVersioned) {
            expected.add("ETag");
        }
        assertThat(headers.keySet()).isEqualTo(expected);
    }

    private static void checkError(int statusCode, JsonNode json) {
        ExpectedError expected = ERRORS.get(json.path("code").asText());
        assertThat(expected).as("the contract's error for %s", json).isNotNull();
        assertThat(statusCode).isEqualTo(expected.statusCode());
        assertThat(json.path("error").asText()).isEqualTo(expected.reasonPhrase());
        assertThat(json.path("message").asText()).matches(expected.message());
        Set<String> members = new HashSet<>();
        json.fieldNames().forEachRemaining(members::add);
        members.removeAll(Set.of("success", "error", "message", "code", "requestId"));
        assertThat(expected.optional()).as("%s", json).containsAll(members);
        json.path("details").forEach(detail -> assertThat(detail.toString()).matches(DETAIL));
    }
}
