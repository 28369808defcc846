package com.bbws.orders.lambda;

import static com.bbws.orders.domain.testing.OrderFixtures.ID;
import static com.bbws.orders.domain.testing.OrderFixtures.aPayment;
import static com.bbws.orders.domain.testing.OrderFixtures.anOrder;
import static com.bbws.orders.lambda.EmbeddedService.ifMatch;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.bbws.orders.domain.LockToken;
import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.dynamodb.testing.OrderItems;
import com.bbws.orders.lambda.testing.network.MeteringProxy;
import com.bbws.orders.lambda.testing.response.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The kinds of response to a PUT: each with the stored order, a request that leads to the response, and the expected calls. */
enum PutScenario {
    STATUS_CHANGED(
            "200, status changed",
            200,
            anOrderThatIs(OrderStatus.PENDING),
            asking("{\"status\":\"paid\"}"),
            "GetItem",
            "UpdateItem"),
    PAYMENT_CHANGED(
            "200, status and payment details changed",
            200,
            anOrderThatIs(OrderStatus.PENDING),
            asking("{\"status\":\"paid\",\"paymentDetails\":{\"method\":\"payfast\",\"transactionId\":\"txn-1\"}}"),
            "GetItem",
            "UpdateItem"),
    NAMED_VERSION_CHANGED(
            "200, changed, with If-Match",
            200,
            anOrderThatIs(OrderStatus.PENDING),
            askingFor("\"2025-12-30T10:00:00Z\"", "{\"status\":\"paid\"}"),
            "GetItem",
            "UpdateItem"),
    REPEATED(
            "200, repeated request",
            200,
            anOrderThatIs(OrderStatus.PAID),
            askingFor("\"2025-12-30T09:58:00Z\"", """
                    {"status": "paid", "paymentDetails": {"method": "payfast", "transactionId": "txn-1",
                     "payfastPaymentId": "pf-77", "paidAt": "2026-01-05T13:59:58+02:00"}}"""),
            "GetItem"),
    ECHOED(
            "200, the whole order sent back",
            200,
            anOrderThatIs(OrderStatus.COMPLETED),
            PutScenario::sendingBackTheWholeOrder,
            "GetItem"),
    INVALID("400, invalid request", 400, anOrderThatIs(OrderStatus.PENDING), asking("{\"status\":\"PAID\"}")),
    IMMUTABLE(
            "400, final state",
            400,
            anOrderThatIs(OrderStatus.COMPLETED),
            asking("{\"status\":\"cancelled\"}"),
            "GetItem"),
    ILLEGAL_TRANSITION(
            "400, transition",
            400,
            anOrderThatIs(OrderStatus.PENDING),
            asking("{\"status\":\"completed\"}"),
            "GetItem"),
    PAYMENT_NOT_ALLOWED(
            "400, payment rule",
            400,
            anOrderThatIs(OrderStatus.PENDING),
            asking("{\"paymentDetails\":{\"method\":\"eft\"}}"),
            "GetItem"),
    FORBIDDEN(
            "403, no tenant",
            403,
            anOrderThatIs(OrderStatus.PENDING),
            service -> TestService.event(ID.value(), "{\"status\":\"paid\"}", Map.of("sub", "0a1b2c3d"))),
    ABSENT("404, absent", 404, service -> {}, asking("{\"status\":\"paid\"}"), "GetItem"),
    DELETED("404, deleted", 404, PutScenario::storeADeletedOrder, asking("{\"status\":\"paid\"}"), "GetItem"),
    DELETED_BEFORE_THE_WRITE(
            "404, deleted between read and write",
            404,
            anOrderThatIs(OrderStatus.PENDING),
            asking("{\"status\":\"paid\"}"),
            PutScenario::storeADeletedOrder,
            "GetItem",
            "UpdateItem"),
    LOST(
            "409, lost at the write",
            409,
            anOrderThatIs(OrderStatus.PENDING),
            asking("{\"status\":\"paid\"}"),
            PutScenario::storeACancelledOrder,
            "GetItem",
            "UpdateItem"),
    STALE(
            "412, stale at the read",
            412,
            anOrderThatIs(OrderStatus.PENDING),
            askingFor("\"2020-01-01T00:00:00Z\"", "{\"status\":\"paid\"}"),
            "GetItem"),
    NAMED_VERSION_LOST(
            "412, lost at the write",
            412,
            anOrderThatIs(OrderStatus.PENDING),
            askingFor("\"2025-12-30T10:00:00Z\"", "{\"status\":\"paid\"}"),
            PutScenario::storeACancelledOrder,
            "GetItem",
            "UpdateItem"),
    UNREADABLE(
            "500, unknown status",
            500,
            PutScenario::storeAnUnreadableOrder,
            asking("{\"status\":\"paid\"}"),
            "GetItem");

    private static final LockToken LATER = new LockToken("2025-12-30T10:00:01Z");

    private final String title;
    private final int statusCode;
    private final Consumer<EmbeddedService> stored;
    private final Function<EmbeddedService, APIGatewayProxyRequestEvent> request;
    private final Consumer<EmbeddedService> otherWrite;
    private final List<String> operations;

    PutScenario(
            String title,
            int statusCode,
            Consumer<EmbeddedService> stored,
            Function<EmbeddedService, APIGatewayProxyRequestEvent> request,
            String... operations) {
        this(title, statusCode, stored, request, service -> {}, operations);
    }

    /**
     * Creates a scenario.
     *
     * @param stored stores the order
     * @param request returns the request
     * @param otherWrite writes between the read and the write of the request
     * @param operations the expected calls of DynamoDB, in order
     */
    PutScenario(
            String title,
            int statusCode,
            Consumer<EmbeddedService> stored,
            Function<EmbeddedService, APIGatewayProxyRequestEvent> request,
            Consumer<EmbeddedService> otherWrite,
            String... operations) {
        this.title = title;
        this.statusCode = statusCode;
        this.stored = stored;
        this.request = request;
        this.otherWrite = otherWrite;
        this.operations = List.of(operations);
    }

    int statusCode() {
        return statusCode;
    }

    /** Returns the expected calls of DynamoDB, in order. */
    List<String> operations() {
        return operations;
    }

    /** Returns whether the order is updated. */
    boolean isChange() {
        return statusCode == 200 && operations.contains("UpdateItem");
    }

    /** Sends the request through a proxy that has no other requests. */
    APIGatewayProxyResponseEvent run(EmbeddedService service, MeteringProxy proxy) {
        stored.accept(service);
        proxy.beforeNext("UpdateItem", () -> otherWrite.accept(service));
        return service.at(proxy.endpoint()).put(request.apply(service));
    }

    /** Returns the name for a reader. */
    @Override
    public String toString() {
        return title;
    }

    private static Consumer<EmbeddedService> anOrderThatIs(OrderStatus status) {
        return service -> service.store(order(service, status).build());
    }

    private static Order.Builder order(EmbeddedService service, OrderStatus status) {
        Order.Builder order = anOrder(service.tenant, ID, status);
        return status == OrderStatus.PENDING ? order : order.paymentDetails(aPayment());
    }

    private static void storeADeletedOrder(EmbeddedService service) {
        service.store(order(service, OrderStatus.PENDING)
                .active(false)
                .lockToken(LATER)
                .build());
    }

    private static void storeACancelledOrder(EmbeddedService service) {
        service.store(order(service, OrderStatus.CANCELLED).lockToken(LATER).build());
    }

    private static void storeAnUnreadableOrder(EmbeddedService service) {
        Map<String, AttributeValue> item =
                new HashMap<>(OrderItems.of(order(service, OrderStatus.PENDING).build()));
        item.put("status", AttributeValue.fromS("EXPIRED"));
        service.store(item);
    }

    private static Function<EmbeddedService, APIGatewayProxyRequestEvent> asking(String body) {
        return service -> service.event(ID, body);
    }

    private static Function<EmbeddedService, APIGatewayProxyRequestEvent> askingFor(String version, String body) {
        return service -> ifMatch(service.event(ID, body), version);
    }

    private static APIGatewayProxyRequestEvent sendingBackTheWholeOrder(EmbeddedService service) {
        APIGatewayProxyResponseEvent got = service.withoutFaults().put(ID, "{\"status\":\"completed\"}");
        return service.event(ID, Json.parse(got.getBody()).get("data").toString());
    }
}
