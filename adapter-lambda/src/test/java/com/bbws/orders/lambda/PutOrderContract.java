package com.bbws.orders.lambda;

import static com.bbws.orders.domain.testing.OrderFixtures.ID;
import static com.bbws.orders.domain.testing.OrderFixtures.aPayment;
import static com.bbws.orders.domain.testing.OrderFixtures.anOrder;
import static com.bbws.orders.lambda.TestService.header;
import static com.bbws.orders.lambda.TestService.ifMatch;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.bbws.orders.domain.LockToken;
import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.domain.TenantId;
import com.bbws.orders.dynamodb.testing.OrderItems;
import com.bbws.orders.lambda.testing.response.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Tests of docs/contract.md, 1, for the REST handler with a real database. Subclasses run it in this JVM, in the packaged zip
 * with the runtime interface client, and in LocalStack.
 */
abstract class PutOrderContract {

    private static final String PAID = "{\"status\":\"paid\"}";
    private static final String STORED_TOKEN = "2025-12-30T10:00:00Z";

    private TestService service;

    /** Returns the service, with a new tenant for each test. */
    abstract TestService service();

    @BeforeEach
    void start() {
        service = service();
    }

    @Test
    void paysAPendingOrder() {
        service.store(anOrder(service.tenant, ID, OrderStatus.PENDING).build());

        APIGatewayProxyResponseEvent response = service.put(ID, """
                {"status": "paid", "paymentDetails": {"method": "payfast", "transactionId": "txn-1",
                 "payfastPaymentId": "pf-1", "paidAt": "2026-01-05T13:59:58+02:00"}}""");

        assertThat(response.getStatusCode()).isEqualTo(200);
        assertThat(response.getHeaders())
                .containsEntry("Content-Type", "application/json")
                .containsEntry("Access-Control-Allow-Origin", "*")
                .containsEntry("Access-Control-Expose-Headers", "ETag, Retry-After, x-request-id")
                .containsEntry("x-request-id", TestService.GATEWAY_REQUEST_ID)
                .containsEntry("ETag", "\"" + newToken(response) + "\"");
        assertThat(Json.parse(response.getBody()))
                .isEqualTo(Json.parse("""
                {"success": true, "data": {
                  "id": "order_4d2e", "orderNumber": "ORD-2025-00042", "tenantId": "%s",
                  "customerEmail": "thandi@example.com", "status": "paid",
                  "paymentDetails": {"method": "payfast", "transactionId": "txn-1", "payfastPaymentId": "pf-1",
                    "paidAt": "2026-01-05T13:59:58+02:00"},
                  "items": [
                    {"productId": "prod_hosting", "productName": "Hosting, one year", "quantity": 2,
                     "unitPrice": 149.50, "discount": 29.90, "subtotal": 269.10},
                    {"productId": "prod_domain", "productName": "example.co.za", "quantity": 1,
                     "unitPrice": 99.00, "discount": 0.00, "subtotal": 99.00}],
                  "subtotal": 368.10, "tax": 55.22, "shipping": 0.00, "total": 423.32, "currency": "ZAR",
                  "campaign": {"id": "camp_1", "code": "SUMMER10", "description": "Ten percent off hosting",
                    "discountPercentage": 10, "productId": "prod_hosting",
                    "termsConditionsLink": "https://example.com/terms", "fromDate": "2025-12-01",
                    "toDate": "2026-01-31", "isValid": true, "dateCreated": "2025-11-01T08:00:00Z",
                    "dateLastUpdated": "2025-11-01T08:00:00Z", "lastUpdatedBy": "marketing", "active": true},
                  "billingAddress": {"street": "1 Long Street", "city": "Cape Town", "province": "Western Cape",
                    "postalCode": "8001", "country": "ZA"},
                  "paymentMethod": "payfast", "pdfUrl": "https://example.com/orders/42.pdf",
                  "dateCreated": "2025-12-30T09:58:00Z", "dateLastUpdated": "%s",
                  "lastUpdatedBy": "alice@example.com", "active": true}}""".formatted(service.tenant.value(), newToken(response))));
        assertThat(response.getBody()).contains("\"total\":423.32,", "\"unitPrice\":99.00,", "\"shipping\":0.00,");
    }

    @Test
    void writesTheOrderThatItReturns() {
        service.store(anOrder(service.tenant, ID, OrderStatus.PENDING).build());
        Map<String, AttributeValue> expected = new HashMap<>(service.stored(ID));

        APIGatewayProxyRequestEvent event =
                service.event(ID, "{\"status\":\"paid\",\"paymentDetails\":{\"method\":\"eft\"}}");
        APIGatewayProxyResponseEvent response = service.put(event);

        expected.put("status", AttributeValue.fromS("paid"));
        expected.put("paymentDetails", AttributeValue.fromM(Map.of("method", AttributeValue.fromS("eft"))));
        expected.put("dateLastUpdated", AttributeValue.fromS(newToken(response)));
        expected.put("lastUpdatedBy", AttributeValue.fromS("alice@example.com"));
        expected.put(
                "lastUpdateId", AttributeValue.fromS(event.getRequestContext().getExtendedRequestId()));
        assertThat(service.stored(ID)).isEqualTo(expected);
    }

    @Test
    void omitsAbsentFields() {
        Map<String, AttributeValue> bare = new HashMap<>(OrderItems.key(service.key(ID)));
        bare.put("status", AttributeValue.fromS("PENDING"));
        bare.put("pdfUrl", AttributeValue.fromNul(true));
        service.store(bare);

        APIGatewayProxyResponseEvent response = service.put(ID, PAID);

        assertThat(Json.parse(response.getBody()).get("data"))
                .isEqualTo(Json.parse("""
                {"id": "order_4d2e", "tenantId": "%s", "status": "paid",
                 "dateLastUpdated": "%s", "lastUpdatedBy": "alice@example.com",
                 "active": true}""".formatted(service.tenant.value(), newToken(response))));
    }

    @Test
    void returnsTheTotalIfAllAmountsAreReadable() {
        service.store(OrderItems.hosting(service.key(ID)));

        APIGatewayProxyResponseEvent response = service.put(ID, PAID);

        assertThat(response.getBody())
                .contains("\"subtotal\":269.10,\"tax\":40.37,\"shipping\":0.00,\"total\":309.47,");
    }

    @Test
    void omitsTheTotalIfTheTaxIsUnreadable() {
        Map<String, AttributeValue> item = OrderItems.hosting(service.key(ID));
        item.put("tax", AttributeValue.fromS("40,37"));
        service.store(item);

        APIGatewayProxyResponseEvent response = service.put(ID, PAID);

        assertThat(response.getStatusCode()).isEqualTo(200);
        JsonNode order = Json.parse(response.getBody()).get("data");
        assertThat(order.get("status").asText()).isEqualTo("paid");
        assertThat(order.get("subtotal")).isEqualTo(Json.parse("269.10"));
        assertThat(order.get("shipping")).isEqualTo(Json.parse("0.00"));
        assertThat(fieldsOf(order)).doesNotContain("tax", "total", "problems");
        assertThat(service.stored(ID))
                .containsEntry("status", AttributeValue.fromS("paid"))
                .containsEntry("tax", AttributeValue.fromS("40,37"))
                .containsEntry("total", item.get("total"));
    }

    @ParameterizedTest
    @CsvSource({"discount, '29,90'", "unitPrice, R149.50", "quantity, 2147483648", "quantity, 1.5"})
    void omitsTheSumsIfAnAmountOfALineIsUnreadable(String name, String stored) {
        Map<String, AttributeValue> item = OrderItems.hosting(service.key(ID));
        AttributeValue line = OrderItems.with(item.get("items").l().get(0), name, AttributeValue.fromS(stored));
        item.put("items", AttributeValue.fromL(List.of(line)));
        service.store(item);

        APIGatewayProxyResponseEvent response = service.put(ID, PAID);

        assertThat(response.getStatusCode()).isEqualTo(200);
        JsonNode order = Json.parse(response.getBody()).get("data");
        assertThat(order.get("tax")).isEqualTo(Json.parse("40.37"));
        assertThat(fieldsOf(order)).doesNotContain("subtotal", "total", "problems");
        assertThat(fieldsOf(order.get("items").get(0))).doesNotContain("subtotal", name);
        assertThat(service.stored(ID)).containsEntry("items", item.get("items"));
    }

    @ParameterizedTest
    @CsvSource({
        "completed, completed",
        "paid, paid",
        "PAID, paid",
        "PENDING_PAYMENT, payment_pending",
        "refunded, refunded"
    })
    void returnsSuccessWithoutAWriteForAnUpToDateOrderEvenIfStale(String stored, String asked) {
        Map<String, AttributeValue> item = new HashMap<>(
                OrderItems.of(anOrder(service.tenant, ID, OrderStatus.PENDING).build()));
        item.put("status", AttributeValue.fromS(stored));
        service.store(item);
        Map<String, AttributeValue> before = service.stored(ID);

        APIGatewayProxyResponseEvent response =
                service.put(ifMatch(service.event(ID, "{\"status\":\"" + asked + "\"}"), "\"stale\""));

        assertThat(response.getStatusCode()).isEqualTo(200);
        assertThat(response.getHeaders()).containsEntry("ETag", "\"" + STORED_TOKEN + "\"");
        assertThat(service.stored(ID)).isEqualTo(before);
    }

    @Test
    void acceptsTheWholeOrder() {
        service.store(anOrder(service.tenant, ID, OrderStatus.COMPLETED)
                .paymentDetails(aPayment())
                .build());
        String order = Json.parse(service.put(ID, "{\"status\":\"completed\"}").getBody())
                .get("data")
                .toString();
        Map<String, AttributeValue> before = service.stored(ID);

        APIGatewayProxyResponseEvent response = service.put(ID, order);

        assertThat(response.getStatusCode()).isEqualTo(200);
        assertThat(service.stored(ID)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "null",
                "{}",
                "{\"status\":null}",
                "{\"status\":null,\"paymentDetails\":null}",
                "{\"items\":[]}"
            })
    void rejectsABodyWithoutUpdates(String body) {
        service.store(anOrder(service.tenant, ID, OrderStatus.PENDING).build());

        APIGatewayProxyResponseEvent response = service.put(ID, body);

        assertRejected(response, 400, "Bad Request", "VALIDATION_ERROR", "No updates provided");
    }

    @Test
    void rejectsAMissingBody() {
        assertRejected(service.put(ID, null), 400, "Bad Request", "VALIDATION_ERROR", "No updates provided");
    }

    @Test
    void rejectsABodyThatIsNotJson() {
        assertRejected(
                service.put(ID, "{\"status\":\"paid\","),
                400,
                "Bad Request",
                "VALIDATION_ERROR",
                "Request body is not valid JSON: line 1, column 18");
    }

    @Test
    void namesEveryInvalidField() {
        APIGatewayProxyResponseEvent response =
                service.put(ID, "{\"status\":\"PAID\",\"paymentDetails\":{\"method\":\" \",\"paidAt\":\"yesterday\"}}");

        JsonNode body = assertRejected(
                response,
                400,
                "Bad Request",
                "VALIDATION_ERROR",
                "Invalid status, paymentDetails.method, paymentDetails.paidAt");
        assertThat(body.get("details")).isEqualTo(Json.parse("""
                [{"field": "status", "message":
                  "must be one of pending, payment_pending, paid, processing, completed, cancelled, refunded",
                  "code": "unknown_value"},
                 {"field": "paymentDetails.method", "message": "must not be blank", "code": "blank"},
                 {"field": "paymentDetails.paidAt", "message": "must be an ISO 8601 date-time with offset",
                  "code": "not_a_date_time"}]"""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"order#1", "", "ördér", "a b", "../x", "order_1\n"})
    void rejectsAnIllegalOrderId(String id) {
        APIGatewayProxyResponseEvent response = service.put(TestService.event(id, PAID, service.claims()));

        JsonNode body = assertRejected(response, 400, "Bad Request", "VALIDATION_ERROR", "Invalid orderId");
        assertThat(body.at("/details/0/field").asText()).isEqualTo("orderId");
        assertThat(body.at("/details/0/code").asText()).isEqualTo("invalid_format");
    }

    @Test
    void rejectsAMalformedIfMatch() {
        APIGatewayProxyResponseEvent response = service.put(ifMatch(service.event(ID, PAID), "unquoted"));

        JsonNode body = assertRejected(response, 400, "Bad Request", "VALIDATION_ERROR", "Invalid If-Match");
        assertThat(body.at("/details/0/field").asText()).isEqualTo("If-Match");
    }

    @Test
    void rejectsAnUpdateOfAFinalOrder() {
        service.store(anOrder(service.tenant, ID, OrderStatus.COMPLETED).build());

        APIGatewayProxyResponseEvent response = service.put(ID, "{\"status\":\"cancelled\"}");

        JsonNode body = assertRejected(
                response,
                400,
                "Bad Request",
                "INVALID_ORDER_STATE",
                "Cannot update order in immutable state: completed");
        assertThat(body.get("currentStatus").asText()).isEqualTo("completed");
        assertThat(body.get("allowedTransitions")).isEmpty();
        assertThat(body.get("reason").asText()).isEqualTo("final_state");
        assertThat(response.getHeaders()).containsEntry("ETag", "\"" + STORED_TOKEN + "\"");
    }

    @Test
    void rejectsAnIllegalTransition() {
        service.store(anOrder(service.tenant, ID, OrderStatus.PENDING).build());

        APIGatewayProxyResponseEvent response = service.put(ID, "{\"status\":\"completed\"}");

        JsonNode body = assertRejected(
                response,
                400,
                "Bad Request",
                "INVALID_ORDER_STATE",
                "Invalid status transition from pending to completed");
        assertThat(body.get("currentStatus").asText()).isEqualTo("pending");
        assertThat(body.get("allowedTransitions"))
                .isEqualTo(Json.parse("[\"payment_pending\",\"paid\",\"cancelled\"]"));
        assertThat(body.get("reason").asText()).isEqualTo("transition");
        assertThat(body.has("current")).isFalse();
        assertThat(response.getHeaders()).containsEntry("ETag", "\"" + STORED_TOKEN + "\"");
    }

    @Test
    void rejectsPaymentDetailsInAnotherStatus() {
        service.store(anOrder(service.tenant, ID, OrderStatus.PENDING).build());

        JsonNode body = assertRejected(
                service.put(ID, "{\"paymentDetails\":{\"method\":\"eft\"}}"),
                400,
                "Bad Request",
                "INVALID_ORDER_STATE",
                "Payment details can only be set when status is 'paid' or 'payment_pending'");
        assertThat(body.get("reason").asText()).isEqualTo("payment_not_allowed");
    }

    @Test
    void reportsARuleBeforeAStaleVersion() {
        service.store(anOrder(service.tenant, ID, OrderStatus.PENDING).build());

        APIGatewayProxyResponseEvent response =
                service.put(ifMatch(service.event(ID, "{\"status\":\"completed\"}"), "\"stale\""));

        assertThat(Json.parse(response.getBody()).get("code").asText()).isEqualTo("INVALID_ORDER_STATE");
    }

    @Test
    void returnsTheSame404ForAbsentForeignAndDeletedOrders() {
        TenantId other = new TenantId("tenant_other");
        OrderId foreign = new OrderId("order_f");
        OrderId deleted = new OrderId("order_d");
        service.store(anOrder(other, foreign, OrderStatus.PENDING).build());
        service.store(anOrder(service.tenant, deleted, OrderStatus.PENDING)
                .active(false)
                .build());

        for (OrderId id : List.of(new OrderId("order_a"), foreign, deleted)) {
            APIGatewayProxyResponseEvent response = service.put(id, PAID);

            assertRejected(response, 404, "Not Found", "ORDER_NOT_FOUND", "Order " + id.value() + " not found");
            assertThat(response.getHeaders()).doesNotContainKey("ETag");
        }
    }

    @Test
    void returns412ForAStaleVersion() {
        service.store(anOrder(service.tenant, ID, OrderStatus.PENDING).build());
        Map<String, AttributeValue> before = service.stored(ID);

        APIGatewayProxyResponseEvent response =
                service.put(ifMatch(service.event(ID, PAID), "\"2020-01-01T00:00:00Z\""));

        JsonNode body = assertRejected(
                response,
                412,
                "Precondition Failed",
                "PRECONDITION_FAILED",
                "The order has changed: its version does not match If-Match");
        assertThat(body.get("currentStatus").asText()).isEqualTo("pending");
        assertThat(body.get("current"))
                .isEqualTo(
                        Json.parse(service.put(ID, "{\"status\":\"pending\"}").getBody())
                                .get("data"));
        assertThat(body.has("allowedTransitions")).isFalse();
        assertThat(response.getHeaders()).containsEntry("ETag", "\"" + STORED_TOKEN + "\"");
        assertThat(service.stored(ID)).isEqualTo(before);
    }

    /** So a client that pays an order with outdated payment details can merge them without another read. */
    @Test
    void returnsThePaymentDetailsThatAStaleUpdateWouldReplace() {
        service.store(anOrder(service.tenant, ID, OrderStatus.PENDING).build());
        service.put(
                ID, "{\"status\":\"paid\",\"paymentDetails\":{\"transactionId\":\"A\",\"payfastPaymentId\":\"pf-A\"}}");

        APIGatewayProxyResponseEvent stale = service.put(ifMatch(
                service.event(ID, "{\"status\":\"paid\",\"paymentDetails\":{\"transactionId\":\"B\"}}"),
                "\"" + STORED_TOKEN + "\""));

        assertThat(stale.getStatusCode()).isEqualTo(412);
        assertThat(Json.parse(stale.getBody()).at("/current/paymentDetails"))
                .isEqualTo(Json.parse("{\"transactionId\":\"A\",\"payfastPaymentId\":\"pf-A\"}"));
    }

    @ParameterizedTest
    @CsvSource({
        "If-None-Match, *, must be absent: a PUT never creates an order",
        "If-None-Match, '\"2025-12-30T10:00:00Z\"', must be absent: a PUT never creates an order",
        "content-range, bytes 0-1/2, must be absent: send the whole body"
    })
    void rejectsAHeaderThatMeansAnotherRequest(String name, String value, String message) {
        service.store(anOrder(service.tenant, ID, OrderStatus.PENDING).build());

        APIGatewayProxyResponseEvent response = service.put(header(service.event(ID, PAID), name, value));

        String field = name.equals("If-None-Match") ? name : "Content-Range";
        JsonNode body = assertRejected(response, 400, "Bad Request", "VALIDATION_ERROR", "Invalid " + field);
        assertThat(body.get("details"))
                .isEqualTo(Json.parse(
                        "[{\"field\":\"" + field + "\",\"message\":\"" + message + "\",\"code\":\"not_supported\"}]"));
        assertThat(service.stored(ID).get("status").s()).isEqualTo("pending");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/merge-patch+json",
                "application/json-patch+json",
                "Application/JSON-Patch+JSON ; charset=utf-8"
            })
    void rejectsAPatch(String contentType) {
        service.store(anOrder(service.tenant, ID, OrderStatus.PENDING).build());

        APIGatewayProxyResponseEvent response =
                service.put(header(service.event(ID, PAID), "Content-Type", contentType));

        String type = contentType.toLowerCase(Locale.ROOT).split(" ")[0];
        assertRejected(
                response,
                415,
                "Unsupported Media Type",
                "UNSUPPORTED_MEDIA_TYPE",
                "Content type " + type + " is not supported: send application/json");
        assertThat(service.stored(ID).get("status").s()).isEqualTo("pending");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "text/plain", "application/x-www-form-urlencoded", "", "invalid"})
    void acceptsEachOtherContentType(String contentType) {
        service.store(anOrder(service.tenant, ID, OrderStatus.PENDING).build());

        assertThat(service.put(header(service.event(ID, PAID), "content-type", contentType))
                        .getStatusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DELETE", "POST", "PATCH", "GET", "OPTIONS", "put"})
    void rejectsAnotherMethodBeforeAllElse(String method) {
        APIGatewayProxyResponseEvent response =
                service.put(TestService.event("order#1", "{", Map.of()).withHttpMethod(method));

        assertRejected(response, 405, "Method Not Allowed", "METHOD_NOT_ALLOWED", "Method not allowed: use PUT");
        assertThat(response.getHeaders()).containsEntry("Allow", "PUT, OPTIONS");
    }

    @Test
    void keepsADateTimeWithManyFractionDigits() {
        service.store(anOrder(service.tenant, ID, OrderStatus.PENDING).build());
        String paidAt = "2026-01-05T13:59:58.123456789012+02:00";

        service.put(ID, "{\"status\":\"paid\",\"paymentDetails\":{\"paidAt\":\"" + paidAt + "\"}}");

        assertThat(service.stored(ID).get("paymentDetails").m().get("paidAt").s())
                .isEqualTo(paidAt);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"2025-12-30T10:00:00Z\"", "*", "\"x\", \"2025-12-30T10:00:00Z\"", "\"2025-12-30T10%3A00:00Z\""
            })
    void acceptsTheCurrentVersion(String ifMatch) {
        service.store(anOrder(service.tenant, ID, OrderStatus.PENDING).build());

        assertThat(service.put(ifMatch(service.event(ID, PAID), ifMatch)).getStatusCode())
                .isEqualTo(200);
    }

    @Test
    void neverMatchesAWeakTag() {
        service.store(anOrder(service.tenant, ID, OrderStatus.PENDING).build());

        assertThat(service.put(ifMatch(service.event(ID, PAID), "W/\"" + STORED_TOKEN + "\""))
                        .getStatusCode())
                .isEqualTo(412);
    }

    @Test
    void acceptsTheETagOfTheLastResponse() {
        service.store(anOrder(service.tenant, ID, OrderStatus.PENDING)
                .lockToken(new LockToken("30 Dec \"2025\" 100%"))
                .build());
        String tag = service.put(ID, "{\"status\":\"pending\"}").getHeaders().get("ETag");

        APIGatewayProxyResponseEvent response = service.put(ifMatch(service.event(ID, PAID), tag));

        assertThat(tag).isEqualTo("\"30%20Dec%20%222025%22%20100%25\"");
        assertThat(response.getStatusCode()).isEqualTo(200);
    }

    @Test
    void readsABase64Body() {
        service.store(anOrder(service.tenant, ID, OrderStatus.PENDING).build());
        APIGatewayProxyRequestEvent event = service.event(
                        ID, Base64.getEncoder().encodeToString(PAID.getBytes(StandardCharsets.UTF_8)))
                .withIsBase64Encoded(true);

        assertThat(service.put(event).getStatusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "tenant#other", "TENANT 1", "ténant"})
    void returns403ForAnIllegalTenant(String tenantId) {
        Map<String, Object> claims = service.claims();
        claims.put("custom:tenantId", tenantId);

        assertForbidden(service.put(TestService.event(ID.value(), PAID, claims)), "Missing tenantId in authorization");
    }

    @Test
    void readsTheTenantOnlyFromTheClaims() {
        OrderId foreign = new OrderId("order_foreign");
        TenantId other = new TenantId("tenant_elsewhere");
        service.store(anOrder(other, foreign, OrderStatus.PENDING).build());
        APIGatewayProxyRequestEvent event = service.event(
                        foreign, "{\"status\":\"paid\",\"tenantId\":\"tenant_elsewhere\"}")
                .withHeaders(Map.of("X-Tenant-Id", other.value(), "custom:tenantId", other.value()));

        assertThat(service.put(event).getStatusCode()).isEqualTo(404);
    }

    @Test
    void checksTheTenantBeforeTheOrderIdAndTheBody() {
        assertForbidden(service.put(TestService.event("#", "not JSON", Map.of())), "Missing tenantId in authorization");
    }

    @Test
    void writesALaterTokenThanOneInTheFuture() {
        service.store(anOrder(service.tenant, ID, OrderStatus.PENDING)
                .lockToken(new LockToken("2099-01-01T00:00:00"))
                .build());

        assertThat(service.put(ID, PAID).getHeaders()).containsEntry("ETag", "\"2099-01-01T00:00:00.000001Z\"");
    }

    /** Returns the new version in a response, and checks that it is later than the stored one and has the format of new tokens. */
    private static String newToken(APIGatewayProxyResponseEvent response) {
        String token =
                Json.parse(response.getBody()).at("/data/dateLastUpdated").asText();
        assertThat(token)
                .matches("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{6}Z")
                .isGreaterThan(STORED_TOKEN);
        return token;
    }

    static void assertForbidden(APIGatewayProxyResponseEvent response, String message) {
        JsonNode body = Json.parse(response.getBody());
        assertThat(response.getStatusCode()).isEqualTo(403);
        assertThat(body.get("success").asBoolean()).isFalse();
        assertThat(body.get("error").asText()).isEqualTo("Forbidden");
        assertThat(body.get("code").asText()).isEqualTo("FORBIDDEN");
        assertThat(body.get("message").asText()).isEqualTo(message);
    }

    static JsonNode assertRejected(
            APIGatewayProxyResponseEvent response, int statusCode, String error, String code, String message) {
        JsonNode body = Json.parse(response.getBody());
        assertThat(response.getStatusCode()).isEqualTo(statusCode);
        assertThat(response.getHeaders()).containsEntry("Content-Type", "application/json");
        assertThat(body.get("success").asBoolean()).isFalse();
        assertThat(body.get("error").asText()).isEqualTo(error);
        assertThat(body.get("code").asText()).isEqualTo(code);
        assertThat(body.get("message").asText()).isEqualTo(message);
        assertThat(body.get("requestId").asText()).isEqualTo(TestService.GATEWAY_REQUEST_ID);
        return body;
    }

    private static List<String> fieldsOf(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
