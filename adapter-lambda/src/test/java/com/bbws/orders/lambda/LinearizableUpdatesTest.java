package com.bbws.orders.lambda;

import static com.bbws.orders.domain.testing.OrderFixtures.ID;
import static com.bbws.orders.domain.testing.OrderFixtures.NOON;
import static com.bbws.orders.domain.testing.OrderFixtures.anOrder;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.bbws.orders.domain.LockToken;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.domain.TenantId;
import com.bbws.orders.dynamodb.testing.EmbeddedDynamoDb;
import com.bbws.orders.dynamodb.testing.FaultInjectionProxy;
import com.bbws.orders.dynamodb.testing.FaultInjectionProxy.Fault;
import com.bbws.orders.dynamodb.testing.OrderItems;
import com.bbws.orders.dynamodb.testing.TestTable;
import com.bbws.orders.lambda.linearizable.Answer;
import com.bbws.orders.lambda.linearizable.Call;
import com.bbws.orders.lambda.linearizable.Interleaving;
import com.bbws.orders.lambda.linearizable.LinearizabilityChecker;
import com.bbws.orders.lambda.linearizable.Version;
import com.bbws.orders.lambda.linearizable.Wish;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.StreamRecord;

/**
 * Several handlers, each with a client and an unreliable link of its own, and neighbours that write as the Python Lambdas
 * do, change one order at the same time. Whatever chance makes of it, what they are told must be true of one register, and
 * what the table's stream shows must be a chain of just their writes.
 *
 * <p>{@code -Dlinearizability.first=4711 -Dlinearizability.seeds=1} repeats one seed; the profile {@code soak} takes many.
 */
class LinearizableUpdatesTest {

    private static final int HANDLERS = 4;
    private static final int NEIGHBOURS = 2;
    private static final int CALLS = 10;
    private static final String UNKNOWN_TO_THE_LOG = "the outcome of our own earlier attempt is unknown";

    private static final TestTable TABLE = TestTable.embedded();

    static LongStream seeds() {
        long first = Long.getLong("linearizability.first", 1);
        return LongStream.range(first, first + Long.getLong("linearizability.seeds", 6));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatEverybodyIsToldIsTrueOfOneRegister(long seed) {
        Run run = new Run(seed);

        List<Call> history = run.history();

        assertThat(LinearizabilityChecker.violation(run.initial, history))
                .as("seed %d", seed)
                .isEmpty();
        assertThatTheStreamShowsAChainOf(run, history);
    }

    /** No answer is needed for this: the database's own account of its writes. */
    private static void assertThatTheStreamShowsAChainOf(Run run, List<Call> history) {
        List<StreamRecord> changes =
                EmbeddedDynamoDb.shared().changesOf(TABLE.settings().tableName(), OrderItems.key(run.tenant, ID));
        List<Version> written =
                changes.stream().map(change -> version(change.newImage())).toList();
        assertThat(written)
                .extracting(Version::token)
                .as("tokens, or nothing is proven")
                .doesNotHaveDuplicates();
        String told = history.stream().map(Call::toString).collect(joining("\n"));
        history.stream()
                .filter(call -> call.answer() instanceof Answer.Ok)
                .forEach(call -> assertThat(written)
                        .as("what %s was shown; %s", call, told)
                        .contains(((Answer.Ok) call.answer()).shown()));
        for (int i = 1; i < written.size(); i++) {
            Version version = written.get(i);
            Version before = written.get(i - 1);
            assertThat(history)
                    .as("who wrote %s over %s", version, before)
                    .anyMatch(call -> mayHaveWritten(call, before, version));
            if (version.writer().startsWith("handler")) {
                assertThat(new LockToken(version.token()).instant())
                        .as("%s over %s", version, before)
                        .isAfter(new LockToken(before.token()).instant());
            }
        }
    }

    private static boolean mayHaveWritten(Call call, Version before, Version version) {
        if (call.wish() instanceof Wish.Put put) {
            return put.version().equals(version) && call.answer() instanceof Answer.Ok;
        }
        Wish.Update update = (Wish.Update) call.wish();
        boolean isWritten = update.ifMatch().map(before.token()::equals).orElse(true)
                && update.status().orElse(before.status()).equals(version.status())
                && update.payment().orElse(before.payment()).equals(version.payment())
                && update.actor().equals(version.writer());
        return isWritten
                && (call.answer() instanceof Answer.Unknown
                        || call.answer() instanceof Answer.Ok ok && ok.shown().equals(version));
    }

    private static Version version(Map<String, AttributeValue> item) {
        String status = item.get("status").s().toLowerCase(Locale.ROOT);
        return new Version(
                item.get("dateLastUpdated").s(),
                status.equals("pending_payment") ? "payment_pending" : status,
                Optional.ofNullable(item.get("paymentDetails"))
                        .map(payment -> payment.m().get("transactionId").s())
                        .orElse(""),
                item.get("lastUpdatedBy").s());
    }

    /** One seed: its clients, their clocks, and what they were told. */
    private static final class Run {

        private final TenantId tenant = new TenantId("tenant_" + UUID.randomUUID());
        private final long seed;
        private final Interleaving interleaving;
        private final Random faults;
        private final AtomicLong moments = new AtomicLong();
        private final List<Call> calls = Collections.synchronizedList(new ArrayList<>());
        private final Version initial;

        private Run(long seed) {
            this.seed = seed;
            this.interleaving = new Interleaving(new Random(seed));
            this.faults = new Random(~seed);
            TABLE.put(anOrder(tenant, ID, OrderStatus.PAYMENT_PENDING).build());
            this.initial = version(TABLE.item(tenant, ID));
        }

        private List<Call> history() {
            List<FaultInjectionProxy> links = new ArrayList<>();
            try {
                List<Runnable> clients = new ArrayList<>();
                for (int i = 0; i < HANDLERS; i++) {
                    FaultInjectionProxy link =
                            new FaultInjectionProxy(EmbeddedDynamoDb.shared().endpoint());
                    links.add(link);
                    clients.add(handler(i, link));
                }
                for (int i = HANDLERS; i < HANDLERS + NEIGHBOURS; i++) {
                    clients.add(neighbour(i));
                }
                interleaving.run(clients);
                return List.copyOf(calls);
            } finally {
                links.forEach(FaultInjectionProxy::close);
            }
        }

        private Runnable handler(int number, FaultInjectionProxy link) {
            link.byDefault(operation -> {
                interleaving.await(number);
                return fault();
            });
            TestService service =
                    new TestService(tenant, TABLE).at(link.endpoint()).withClock(clock(number));
            TypedHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> handler =
                    TypedHandler.rest(service.endpoint());
            HandlerClient client = new HandlerClient("handler-" + number, new Random(seed * 31 + number));
            return () -> {
                for (int i = 0; i < CALLS; i++) {
                    Wish.Update wish = client.wish(i);
                    Answer answer = call(client.name, wish, () -> {
                        APIGatewayProxyResponseEvent response =
                                handler.handleRequest(client.event(service, wish), new LocalContext());
                        List<JsonNode> log = service.logLines();
                        return client.answer(
                                response, log.get(log.size() - 1).get("message").asText());
                    });
                    client.remember(answer);
                }
            };
        }

        /** Each request is dropped, answered badly, or overtaken now and then. */
        private Fault fault() {
            return switch (faults.nextInt(24)) {
                case 0 -> Fault.dropRequest();
                case 1 -> Fault.reset();
                case 2 -> Fault.dropResponse();
                case 3 -> Fault.truncateResponse();
                case 4 -> Fault.throttle();
                case 5 -> Fault.serverError();
                case 6, 7 -> Fault.holdRequest(interleaving::later);
                default -> Fault.none();
            };
        }

        /** Of each three seeds one has clocks that go, one such that stand still, one such that disagree and jump back. */
        private Clock clock(int number) {
            return switch ((int) (seed % 3)) {
                case 0 -> new StepClock(() -> NOON.plusSeconds(interleaving.steps()));
                case 1 -> Clock.fixed(NOON, ZoneOffset.UTC);
                default ->
                    new StepClock(() -> NOON.plusSeconds(interleaving.steps())
                            .plus(number - 1L, ChronoUnit.HOURS)
                            .minus(interleaving.steps() > 40 ? 1 : 0, ChronoUnit.HOURS));
            };
        }

        /** Reads the whole item and puts it back with another status, under a token of its own making. */
        private Runnable neighbour(int number) {
            Random random = new Random(seed * 31 + number);
            DynamoDbClient client = EmbeddedDynamoDb.shared().client();
            return () -> {
                for (int i = 0; i < CALLS / 2; i++) {
                    interleaving.await(number);
                    Map<String, AttributeValue> item = new HashMap<>(TABLE.item(tenant, ID));
                    Optional<String> expected = random.nextBoolean()
                            ? Optional.empty()
                            : Optional.of(item.get("dateLastUpdated").s());
                    item.put(
                            "status",
                            fromS(List.of("pending", "PENDING_PAYMENT", "payment_pending", "paid")
                                    .get(random.nextInt(4))));
                    item.put("lastUpdatedBy", fromS("neighbour-" + number));
                    interleaving.await(number);
                    item.put("dateLastUpdated", fromS(token(random.nextInt(3))));
                    call(
                            "neighbour-" + number,
                            new Wish.Put(version(item), expected),
                            () -> put(client, item, expected));
                }
            };
        }

        private String token(int format) {
            Instant now = NOON.plusSeconds(interleaving.steps());
            return switch (format) {
                case 0 -> now.toString();
                case 1 -> now.toString().replace("Z", "+00:00");
                default ->
                    DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS")
                            .withZone(ZoneOffset.UTC)
                            .format(now.plusNanos(123_456_000));
            };
        }

        private Answer put(DynamoDbClient client, Map<String, AttributeValue> item, Optional<String> expected) {
            try {
                client.putItem(put -> {
                    put.tableName(TABLE.settings().tableName()).item(item);
                    expected.ifPresent(token -> put.conditionExpression("dateLastUpdated = :expected")
                            .expressionAttributeValues(Map.of(":expected", fromS(token))));
                });
                return new Answer.Ok(version(item));
            } catch (ConditionalCheckFailedException changed) {
                return new Answer.NotExpected();
            }
        }

        private Answer call(String client, Wish wish, Supplier<Answer> how) {
            long invoked = moments.incrementAndGet();
            Answer answer = how.get();
            calls.add(new Call(client, invoked, moments.incrementAndGet(), wish, answer));
            return answer;
        }
    }

    /** What one user asks for, and remembers of what it was told. */
    private static final class HandlerClient {

        private final String name;
        private final Random random;
        private Optional<Wish.Update> unanswered = Optional.empty();
        private Wish.Update last;
        private Optional<String> known = Optional.empty();

        private HandlerClient(String name, Random random) {
            this.name = name;
            this.random = random;
        }

        private Wish.Update wish(int number) {
            // Who gets no answer asks again, as the contract promises that one may.
            last = unanswered.filter(repeated -> random.nextInt(4) > 0).orElseGet(() -> newWish(number));
            return last;
        }

        private Wish.Update newWish(int number) {
            Optional<String> status = random.nextInt(3) > 0
                    ? Optional.empty()
                    : Optional.of(OrderStatus.values()[random.nextInt(OrderStatus.values().length)].wireName());
            Optional<String> payment =
                    status.isPresent() && random.nextBoolean() ? Optional.empty() : Optional.of(name + "-" + number);
            return new Wish.Update(status, payment, known.filter(token -> random.nextInt(3) == 0), name);
        }

        private APIGatewayProxyRequestEvent event(TestService service, Wish.Update wish) {
            Map<String, Object> body = new HashMap<>();
            wish.status().ifPresent(status -> body.put("status", status));
            wish.payment().ifPresent(payment -> body.put("paymentDetails", Map.of("transactionId", payment)));
            Map<String, Object> claims = service.claims();
            claims.put("email", name);
            APIGatewayProxyRequestEvent event = OrderService.event(ID.value(), JsonDocument.write(body), claims);
            return wish.ifMatch()
                    .map(token -> OrderService.ifMatch(event, EntityTag.of(new LockToken(token))))
                    .orElse(event);
        }

        private Answer answer(APIGatewayProxyResponseEvent response, String logged) {
            JsonNode body = OrderService.json(response.getBody());
            if (logged.contains(UNKNOWN_TO_THE_LOG)) {
                return new Answer.Unknown();
            }
            return switch (response.getStatusCode()) {
                case 200 ->
                    new Answer.Ok(new Version(
                            body.at("/data/dateLastUpdated").asText(),
                            body.at("/data/status").asText(),
                            body.at("/data/paymentDetails/transactionId").asText(),
                            body.at("/data/lastUpdatedBy").asText()));
                case 400 -> new Answer.Refused(body.get("currentStatus").asText());
                case 409 ->
                    new Answer.Lost(token(response), body.get("currentStatus").asText());
                case 412 ->
                    new Answer.Stale(token(response), body.get("currentStatus").asText());
                case 500 -> new Answer.Unknown();
                default -> throw new AssertionError(response.getStatusCode() + " " + response.getBody());
            };
        }

        private static String token(APIGatewayProxyResponseEvent response) {
            String tag = response.getHeaders().get("ETag");
            return EntityTag.token(tag.substring(1, tag.length() - 1)).text();
        }

        private void remember(Answer answer) {
            unanswered = answer instanceof Answer.Unknown ? Optional.of(last) : Optional.empty();
            if (answer instanceof Answer.Ok ok) {
                known = Optional.of(ok.shown().token());
            }
        }
    }
}
