package com.bbws.orders.lambda;

import static com.bbws.orders.domain.testing.OrderFixtures.ID;
import static com.bbws.orders.domain.testing.OrderFixtures.NOON;
import static com.bbws.orders.domain.testing.OrderFixtures.anOrder;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.bbws.orders.domain.Actor;
import com.bbws.orders.domain.LockToken;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.domain.TenantId;
import com.bbws.orders.domain.history.Authorship;
import com.bbws.orders.domain.history.OrderRevision;
import com.bbws.orders.dynamodb.testing.EmbeddedDynamoDb;
import com.bbws.orders.dynamodb.testing.FaultInjectionProxy;
import com.bbws.orders.dynamodb.testing.FaultInjectionProxy.Fault;
import com.bbws.orders.dynamodb.testing.OrderItems;
import com.bbws.orders.dynamodb.testing.TestTable;
import com.bbws.orders.lambda.testing.concurrency.Call;
import com.bbws.orders.lambda.testing.concurrency.InterleavingScheduler;
import com.bbws.orders.lambda.testing.concurrency.LinearizabilityChecker;
import com.bbws.orders.lambda.testing.concurrency.Operation;
import com.bbws.orders.lambda.testing.concurrency.Response;
import com.bbws.orders.lambda.testing.concurrency.SupplierClock;
import com.bbws.orders.lambda.testing.concurrency.Version;
import com.bbws.orders.lambda.testing.event.StreamEvents;
import com.bbws.orders.lambda.testing.event.StubContext;
import com.bbws.orders.lambda.testing.event.TypedHandler;
import com.bbws.orders.lambda.testing.response.Json;
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
import java.util.Objects;
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
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.StreamRecord;

/**
 * Several handlers, each with its own client and an unreliable connection, and other services that write like the Python Lambdas
 * change one order at the same time. For every random interleaving, the responses must be linearizable, the table's stream must
 * be a chain of exactly their writes, and the history must name no wrong author. The other services carry the update id along,
 * put back older ones, also with the name, and remove them.
 *
 * <p>{@code -Dlinearizability.first=4711 -Dlinearizability.seeds=1} repeats one seed; the profile {@code soak} runs many.
 */
class LinearizableUpdatesTest {

    private static final int HANDLERS = 4;
    private static final int OTHER_SERVICES = 2;
    private static final int CALLS = 10;
    /** An attribute that is different after every write of another service. */
    private static final String PUT = "put";

    private static final String UNKNOWN_OUTCOME = "the outcome of its earlier attempt is unknown";

    private static final TestTable TABLE = TestTable.embedded();

    static LongStream seeds() {
        long first = Long.getLong("linearizability.first", 1);
        return LongStream.range(first, first + Long.getLong("linearizability.seeds", 6));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void returnsLinearizableResponses(long seed) {
        Run run = new Run(seed);

        List<Call> history = run.history();

        assertThat(LinearizabilityChecker.violation(run.initial, history))
                .as("seed %d", seed)
                .isEmpty();
        assertThatTheStreamIsAChainOf(run, history);
        assertThatTheHistoryNamesTheWriters(run);
    }

    /** Independent of the responses: the stream shows what the database wrote. */
    private static void assertThatTheStreamIsAChainOf(Run run, List<Call> history) {
        List<StreamRecord> changes = EmbeddedDynamoDb.shared()
                .changesOf(TABLE.settings().tableName(), OrderItems.key(new OrderKey(run.tenant, ID)));
        List<Version> written =
                changes.stream().map(change -> version(change.newImage())).toList();
        assertThat(written)
                .extracting(Version::token)
                .as("tokens, without which the test proves nothing")
                .doesNotHaveDuplicates();
        String description = history.stream().map(Call::toString).collect(joining("\n"));
        history.stream()
                .filter(call -> call.response() instanceof Response.Ok)
                .forEach(call -> assertThat(written)
                        .as("the version shown to %s; %s", call, description)
                        .contains(((Response.Ok) call.response()).shown()));
        for (int i = 1; i < written.size(); i++) {
            Version version = written.get(i);
            Version before = written.get(i - 1);
            assertThat(history)
                    .as("who wrote %s over %s", version, before)
                    .anyMatch(call -> mayHaveWritten(call, before, version));
            if (isOurs(changes.get(i))) {
                assertThat(new LockToken(version.token()).instant())
                        .as("%s over %s", version, before)
                        .isAfter(new LockToken(before.token()).instant());
            }
        }
    }

    /** A write of this service has its author and its id; a write of another service has no id and no author of this service. */
    private static void assertThatTheHistoryNamesTheWriters(Run run) {
        OrderKey key = new OrderKey(run.tenant, ID);
        List<StreamRecord> changes =
                EmbeddedDynamoDb.shared().changesOf(TABLE.settings().tableName(), OrderItems.key(key));
        List<Record> records = changes.stream()
                .map(change -> Record.builder()
                        .eventName(change.hasOldImage() ? OperationType.MODIFY : OperationType.INSERT)
                        .dynamodb(change)
                        .build())
                .toList();
        new EmbeddedService(run.tenant, TABLE)
                .orderHistory()
                .handleRequest(StreamEvents.parse(StreamEvents.json(records)), new StubContext());

        List<OrderRevision> revisions = TABLE.history().revisions(key).toList();
        assertThat(revisions).hasSameSizeAs(changes);
        for (int i = 1; i < revisions.size(); i++) {
            StreamRecord change = changes.get(i);
            Authorship author = revisions.get(i).author();
            if (isOurs(change)) {
                assertThat(author.actor().orElseThrow().name())
                        .isEqualTo(change.newImage().get("lastUpdatedBy").s());
                assertThat(author.updateId().orElseThrow().value())
                        .isEqualTo(change.newImage().get("lastUpdateId").s());
            } else {
                assertThat(author.updateId()).as("%s", change).isEmpty();
                assertThat(author.actor().map(Actor::name).orElse(""))
                        .as("%s", change)
                        .doesNotStartWith("handler");
            }
        }
    }

    private static boolean isOurs(StreamRecord change) {
        return Objects.equals(change.newImage().get(PUT), change.oldImage().get(PUT));
    }

    private static boolean mayHaveWritten(Call call, Version before, Version version) {
        if (call.operation() instanceof Operation.Put put) {
            return put.version().equals(version) && call.response() instanceof Response.Ok;
        }
        Operation.Update update = (Operation.Update) call.operation();
        boolean isWritten = update.ifMatch().map(before.token()::equals).orElse(true)
                && update.status().orElse(before.status()).equals(version.status())
                && update.payment().orElse(before.payment()).equals(version.payment())
                && update.actor().equals(version.writer());
        return isWritten
                && (call.response() instanceof Response.Unknown
                        || call.response() instanceof Response.Ok ok
                                && ok.shown().equals(version));
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

    /** The run of one seed: its clients, their clocks and the responses. */
    private static final class Run {

        private final TenantId tenant = new TenantId("tenant_" + UUID.randomUUID());
        private final long seed;
        private final InterleavingScheduler interleaving;
        private final Random faults;
        private final AtomicLong moments = new AtomicLong();
        private final List<Call> calls = Collections.synchronizedList(new ArrayList<>());
        private final Version initial;

        private Run(long seed) {
            this.seed = seed;
            this.interleaving = new InterleavingScheduler(new Random(seed));
            this.faults = new Random(~seed);
            TABLE.put(anOrder(tenant, ID, OrderStatus.PAYMENT_PENDING).build());
            this.initial = version(TABLE.item(new OrderKey(tenant, ID)));
        }

        private List<Call> history() {
            List<FaultInjectionProxy> proxies = new ArrayList<>();
            try {
                List<Runnable> clients = new ArrayList<>();
                for (int i = 0; i < HANDLERS; i++) {
                    FaultInjectionProxy proxy =
                            new FaultInjectionProxy(EmbeddedDynamoDb.shared().endpoint());
                    proxies.add(proxy);
                    clients.add(handler(i, proxy));
                }
                for (int i = HANDLERS; i < HANDLERS + OTHER_SERVICES; i++) {
                    clients.add(otherService(i));
                }
                interleaving.run(clients);
                return List.copyOf(calls);
            } finally {
                proxies.forEach(FaultInjectionProxy::close);
            }
        }

        private Runnable handler(int number, FaultInjectionProxy proxy) {
            proxy.byDefault(operation -> {
                interleaving.await(number);
                return fault();
            });
            EmbeddedService service =
                    new EmbeddedService(tenant, TABLE).at(proxy.endpoint()).withClock(clock(number));
            TypedHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> handler =
                    TypedHandler.rest(new UpdateOrderHandler(service.endpoint()));
            HandlerClient client = new HandlerClient("handler-" + number, new Random(seed * 31 + number));
            return () -> {
                for (int i = 0; i < CALLS; i++) {
                    Operation.Update operation = client.operation(i);
                    Response answer = call(client.name, operation, () -> {
                        APIGatewayProxyResponseEvent response =
                                handler.handleRequest(client.event(service, operation), new StubContext());
                        List<JsonNode> log = service.logLines();
                        return client.answer(
                                response, log.get(log.size() - 1).get("message").asText());
                    });
                    client.remember(answer);
                }
            };
        }

        /** Returns a random fault: a lost request, a lost response or a delay. */
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

        /** One third of the seeds has running clocks, one third stopped clocks, one third clocks that differ and jump back. */
        private Clock clock(int number) {
            return switch ((int) (seed % 3)) {
                case 0 -> new SupplierClock(() -> NOON.plusSeconds(interleaving.steps()));
                case 1 -> Clock.fixed(NOON, ZoneOffset.UTC);
                default ->
                    new SupplierClock(() -> NOON.plusSeconds(interleaving.steps())
                            .plus(number - 1L, ChronoUnit.HOURS)
                            .minus(interleaving.steps() > 40 ? 1 : 0, ChronoUnit.HOURS));
            };
        }

        /** Reads the whole item and puts it back with another status and a token in another format. */
        private Runnable otherService(int number) {
            Random random = new Random(seed * 31 + number);
            DynamoDbClient client = EmbeddedDynamoDb.shared().client();
            return () -> {
                for (int i = 0; i < CALLS / 2; i++) {
                    interleaving.await(number);
                    Map<String, AttributeValue> item = new HashMap<>(TABLE.item(new OrderKey(tenant, ID)));
                    Optional<String> expected = random.nextBoolean()
                            ? Optional.empty()
                            : Optional.of(item.get("dateLastUpdated").s());
                    item.put(
                            "status",
                            fromS(List.of("pending", "PENDING_PAYMENT", "payment_pending", "paid")
                                    .get(random.nextInt(4))));
                    item.put(PUT, fromS("service-" + number + "/" + i));
                    if (random.nextBoolean()) {
                        item.put("lastUpdatedBy", fromS("service-" + number));
                        item.remove("lastUpdateId");
                    }
                    interleaving.await(number);
                    item.put("dateLastUpdated", fromS(token(random.nextInt(3))));
                    call(
                            "service-" + number,
                            new Operation.Put(version(item), expected),
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

        private Response put(DynamoDbClient client, Map<String, AttributeValue> item, Optional<String> expected) {
            try {
                client.putItem(put -> {
                    put.tableName(TABLE.settings().tableName()).item(item);
                    expected.ifPresent(token -> put.conditionExpression("dateLastUpdated = :expected")
                            .expressionAttributeValues(Map.of(":expected", fromS(token))));
                });
                return new Response.Ok(version(item));
            } catch (ConditionalCheckFailedException changed) {
                return new Response.NotExpected();
            }
        }

        private Response call(String client, Operation operation, Supplier<Response> how) {
            long invoked = moments.incrementAndGet();
            Response answer = how.get();
            calls.add(new Call(client, invoked, moments.incrementAndGet(), operation, answer));
            return answer;
        }
    }

    /** One client: the updates that it requests and the responses that it remembers. */
    private static final class HandlerClient {

        private final String name;
        private final Random random;
        private Optional<Operation.Update> unanswered = Optional.empty();
        private Operation.Update last;
        private Optional<String> known = Optional.empty();

        private HandlerClient(String name, Random random) {
            this.name = name;
            this.random = random;
        }

        private Operation.Update operation(int number) {
            // A client without a response sends the request again: the contract states that this is safe.
            last = unanswered.filter(repeated -> random.nextInt(4) > 0).orElseGet(() -> newOperation(number));
            return last;
        }

        private Operation.Update newOperation(int number) {
            Optional<String> status = random.nextInt(3) > 0
                    ? Optional.empty()
                    : Optional.of(OrderStatus.values()[random.nextInt(OrderStatus.values().length)].wireName());
            Optional<String> payment =
                    status.isPresent() && random.nextBoolean() ? Optional.empty() : Optional.of(name + "-" + number);
            return new Operation.Update(status, payment, known.filter(token -> random.nextInt(3) == 0), name);
        }

        private APIGatewayProxyRequestEvent event(EmbeddedService service, Operation.Update operation) {
            Map<String, Object> body = new HashMap<>();
            operation.status().ifPresent(status -> body.put("status", status));
            operation.payment().ifPresent(payment -> body.put("paymentDetails", Map.of("transactionId", payment)));
            Map<String, Object> claims = service.claims();
            claims.put("email", name);
            APIGatewayProxyRequestEvent event = TestService.event(ID.value(), JsonWriter.write(body), claims);
            return operation
                    .ifMatch()
                    .map(token -> TestService.ifMatch(event, EntityTag.of(new LockToken(token))))
                    .orElse(event);
        }

        private Response answer(APIGatewayProxyResponseEvent response, String logged) {
            JsonNode body = Json.parse(response.getBody());
            if (logged.contains(UNKNOWN_OUTCOME)) {
                return new Response.Unknown();
            }
            return switch (response.getStatusCode()) {
                case 200 ->
                    new Response.Ok(new Version(
                            body.at("/data/dateLastUpdated").asText(),
                            body.at("/data/status").asText(),
                            body.at("/data/paymentDetails/transactionId").asText(),
                            body.at("/data/lastUpdatedBy").asText()));
                case 400 -> new Response.Rejected(body.get("currentStatus").asText());
                case 409 ->
                    new Response.Lost(token(response), body.get("currentStatus").asText());
                case 412 ->
                    new Response.Stale(
                            token(response), body.get("currentStatus").asText());
                case 500 -> new Response.Unknown();
                default -> throw new AssertionError(response.getStatusCode() + " " + response.getBody());
            };
        }

        private static String token(APIGatewayProxyResponseEvent response) {
            String tag = response.getHeaders().get("ETag");
            return EntityTag.token(tag.substring(1, tag.length() - 1)).text();
        }

        private void remember(Response answer) {
            unanswered = answer instanceof Response.Unknown ? Optional.of(last) : Optional.empty();
            if (answer instanceof Response.Ok ok) {
                known = Optional.of(ok.shown().token());
            }
        }
    }
}
