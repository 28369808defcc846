package com.bbws.orders.lambda;

import static com.bbws.orders.domain.testing.OrderFixtures.ID;
import static com.bbws.orders.domain.testing.OrderFixtures.NOON;
import static com.bbws.orders.domain.testing.OrderFixtures.anOrder;
import static com.bbws.orders.lambda.EmbeddedService.ifMatch;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.bbws.orders.domain.LockToken;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.dynamodb.testing.EmbeddedDynamoDb;
import com.bbws.orders.dynamodb.testing.FaultInjectionProxy;
import com.bbws.orders.dynamodb.testing.FaultInjectionProxy.Fault;
import com.bbws.orders.dynamodb.testing.OrderItems;
import com.bbws.orders.lambda.testing.concurrency.SupplierClock;
import com.bbws.orders.lambda.testing.event.StubContext;
import com.bbws.orders.lambda.testing.event.TypedHandler;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Tokens increase and conflicts are detected for every time of the clock and every stored token. */
class ClocksTest {

    private static final String NEW_FORMAT = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z";

    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    private final EmbeddedService service = new EmbeddedService().withClock(new SupplierClock(now::get));

    static Stream<Arguments> clocksAndTokens() {
        List<Instant> clocks =
                List.of(NOON, NOON.minus(1, ChronoUnit.HOURS), Instant.EPOCH, Instant.parse("2098-01-01T00:00:00Z"));
        List<Optional<AttributeValue>> tokens = Stream.of(
                        "2026-01-05T12:00:00.000000Z",
                        "2026-01-05T12:00:00Z",
                        "2026-01-05T12:00:00.999999",
                        "2026-01-05T14:00:00+02:00",
                        "2099-12-31T23:59:59.999999Z",
                        "2099-12-31T23:59:59+00:00",
                        "yesterday, at \"noon\"",
                        "1767614400")
                .map(AttributeValue::fromS)
                .map(Optional::of)
                .toList();
        Stream<Optional<AttributeValue>> others = Stream.of(
                Optional.of(AttributeValue.fromN("1767614400")),
                Optional.of(AttributeValue.fromNul(true)),
                Optional.empty());
        List<Optional<AttributeValue>> all =
                Stream.concat(tokens.stream(), others).toList();
        return clocks.stream().flatMap(clock -> all.stream().map(token -> Arguments.of(clock, token)));
    }

    @ParameterizedTest
    @MethodSource("clocksAndTokens")
    void writesALaterTokenAndRejectsAnEarlierReader(Instant clock, Optional<AttributeValue> stored) {
        now.set(clock);
        Map<String, AttributeValue> item = new HashMap<>(OrderItems.of(
                anOrder(service.tenant, ID, OrderStatus.PAYMENT_PENDING).build()));
        item.remove("dateLastUpdated");
        stored.ifPresent(token -> item.put("dateLastUpdated", token));
        service.store(item);
        Instant before = stored.map(AttributeValue::s)
                .map(LockToken::new)
                .map(LockToken::instant)
                .orElse(Instant.MIN);

        String first = pay("first");
        String second = pay("second");

        assertThat(List.of(first, second)).allMatch(token -> token.matches(NEW_FORMAT));
        assertThat(new LockToken(first).instant()).isAfter(before).isAfterOrEqualTo(clock);
        assertThat(new LockToken(second).instant()).isAfter(new LockToken(first).instant());
        assertThat(service.put(ifMatch(service.event(ID, payment("late")), '"' + first + '"'))
                        .getStatusCode())
                .isEqualTo(412);
        assertThat(race(() -> pay("third")).getStatusCode()).isEqualTo(409);
        assertThat(service.stored(ID)
                        .get("paymentDetails")
                        .m()
                        .get("transactionId")
                        .s())
                .isEqualTo("third");
    }

    @Test
    void losesNoWriteWhenTheClockJumpsBackAnHour() {
        service.store(anOrder(service.tenant, ID, OrderStatus.PAYMENT_PENDING).build());
        String first = pay("first");
        now.set(NOON.minus(1, ChronoUnit.HOURS));

        assertThat(race(() -> pay("second")).getStatusCode()).isEqualTo(409);
        assertThat(first).isEqualTo("2026-01-05T12:00:00.000000Z");
        assertThat(service.stored(ID).get("dateLastUpdated").s()).isEqualTo("2026-01-05T12:00:00.000001Z");
    }

    /** A function that is restored from a snapshot was created hours or days before its first request. */
    @Test
    void usesTheTimeOfTheRequestAndNotOfTheStart() {
        service.store(anOrder(service.tenant, ID, OrderStatus.PAYMENT_PENDING).build());
        now.set(NOON.minus(6, ChronoUnit.HOURS));
        TypedHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> restored =
                TypedHandler.rest(new UpdateOrderHandler(service.endpoint()));
        now.set(NOON);

        APIGatewayProxyResponseEvent response =
                restored.handleRequest(service.event(ID, payment("first")), new StubContext());

        assertThat(response.getHeaders()).containsEntry("ETag", "\"2026-01-05T12:00:00.000000Z\"");
    }

    private String pay(String transaction) {
        assertThat(service.put(ID, payment(transaction)).getStatusCode()).isEqualTo(200);
        return service.stored(ID).get("dateLastUpdated").s();
    }

    /** Sends a PUT, with another write between its read and its write. */
    private APIGatewayProxyResponseEvent race(Runnable otherWrite) {
        String database = service.environment.get("AWS_ENDPOINT_URL_DYNAMODB");
        try (FaultInjectionProxy proxy =
                new FaultInjectionProxy(EmbeddedDynamoDb.shared().endpoint())) {
            proxy.on("UpdateItem", 1, Fault.passAfter(() -> {
                service.with("AWS_ENDPOINT_URL_DYNAMODB", database);
                otherWrite.run();
            }));
            service.with("AWS_ENDPOINT_URL_DYNAMODB", proxy.endpoint().toString());
            return service.put(ID, payment("ours"));
        }
    }

    private static String payment(String transaction) {
        return "{\"paymentDetails\":{\"transactionId\":\"" + transaction + "\"}}";
    }
}
