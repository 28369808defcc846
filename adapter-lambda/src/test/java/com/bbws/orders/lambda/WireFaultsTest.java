package com.bbws.orders.lambda;

import static com.bbws.orders.domain.testing.OrderFixtures.ID;
import static com.bbws.orders.domain.testing.OrderFixtures.anOrder;
import static com.bbws.orders.lambda.testing.network.WireFaultScenario.Outcome.NOT_READ;
import static com.bbws.orders.lambda.testing.network.WireFaultScenario.Outcome.NOT_WRITTEN;
import static com.bbws.orders.lambda.testing.network.WireFaultScenario.Outcome.REJECTED;
import static com.bbws.orders.lambda.testing.network.WireFaultScenario.Outcome.UNKNOWN;
import static com.bbws.orders.lambda.testing.network.WireFaultScenario.Outcome.WRITTEN;
import static com.bbws.orders.lambda.testing.network.WireFaultScenario.Outcome.WRITTEN_OR_NOT_YET;
import static java.util.Collections.nCopies;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingInt;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.domain.TenantId;
import com.bbws.orders.domain.testing.MostlyWaits;
import com.bbws.orders.dynamodb.testing.EmbeddedDynamoDb;
import com.bbws.orders.dynamodb.testing.FaultInjectionProxy;
import com.bbws.orders.dynamodb.testing.OrderItems;
import com.bbws.orders.dynamodb.testing.TableStream;
import com.bbws.orders.dynamodb.testing.TestTable;
import com.bbws.orders.lambda.testing.event.StreamEvents;
import com.bbws.orders.lambda.testing.event.StubContext;
import com.bbws.orders.lambda.testing.network.WireFault;
import com.bbws.orders.lambda.testing.network.WireFaultScenario;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;

/**
 * Every network fault, at every operation and attempt of a PUT, alone and in pairs: the response, the stored order, the
 * writes, the log and the number of requests. The same for the operation that records the history. Each fault is combined with
 * two others, with {@code -Pexhaustive} with all others.
 */
@MostlyWaits
@Execution(ExecutionMode.CONCURRENT)
class WireFaultsTest {

    private static final String PAID = "{\"status\":\"paid\",\"paymentDetails\":{\"transactionId\":\"ours\"}}";

    private static final boolean EXHAUSTIVE = Boolean.getBoolean("tests.exhaustive");

    /** A scenario mostly waits, so a large number run at the same time. */
    private static final int AT_ONCE = 16;

    private static final int MAX_ATTEMPTS = 4;

    private final TestTable table = TestTable.embedded();

    @Test
    void handlesAFaultOfTheFirstAttempts() throws Exception {
        assertThatAllHaveTheExpectedOutcome(each(fault -> IntStream.rangeClosed(1, 4)
                .mapToObj(times -> nCopies(times, fault))
                .flatMap(faults -> Stream.of(WireFaultScenario.ofReads(faults), WireFaultScenario.ofWrites(faults)))));
    }

    @Test
    void handlesTwoFaultsOfOneOperation() throws Exception {
        assertThatAllHaveTheExpectedOutcome(each(first -> others(first, second -> pairs(first, second))
                .flatMap(faults -> Stream.of(WireFaultScenario.ofReads(faults), WireFaultScenario.ofWrites(faults)))));
    }

    @Test
    void handlesAFaultOfTheReadAndOneOfTheWrite() throws Exception {
        assertThatAllHaveTheExpectedOutcome(each(first -> others(
                        first, second -> Stream.of(nCopies(1, second), nCopies(4, second)))
                .map(writes -> new WireFaultScenario(List.of(first), writes, List.of()))));
    }

    @Test
    void handlesAWriteWithoutAResponseAndAFaultOfTheLookup() throws Exception {
        assertThatAllHaveTheExpectedOutcome(each(write -> others(
                        write, look -> Stream.of(nCopies(1, look), nCopies(4, look)))
                .map(lookups -> new WireFaultScenario(List.of(), nCopies(4, write), lookups))));
    }

    /** A record that fails is reported, sent again and recorded once. */
    @Test
    void handlesAFaultOfTheFirstAttemptsToRecordTheHistory() throws Exception {
        List<Callable<Optional<AssertionError>>> runs = new ArrayList<>();
        for (WireFault fault : WireFault.values()) {
            for (int times = 1; times <= 4; times++) {
                List<WireFault> faults = nCopies(times, fault);
                TenantId tenant = new TenantId("tenant_" + UUID.randomUUID());
                table.put(anOrder(tenant, ID, OrderStatus.PENDING).build());
                List<Record> created = recordsOf(tenant);
                runs.add(() -> failureOf(faults, () -> checkHistory(tenant, created, faults)));
            }
        }
        assertThatAllPass(runs);
    }

    private List<Record> recordsOf(TenantId tenant) {
        try (TableStream stream =
                EmbeddedDynamoDb.shared().stream(table.settings().tableName())) {
            return stream.next().stream()
                    .filter(record -> record.dynamodb().keys().equals(OrderItems.key(new OrderKey(tenant, ID))))
                    .toList();
        }
    }

    private void checkHistory(TenantId tenant, List<Record> created, List<WireFault> faults) {
        try (FaultInjectionProxy proxy =
                new FaultInjectionProxy(EmbeddedDynamoDb.shared().endpoint())) {
            EmbeddedService service = new EmbeddedService(tenant, table).at(proxy.endpoint());
            IntStream.range(0, faults.size())
                    .forEach(i -> proxy.on("PutItem", i + 1, faults.get(i).fault()));

            boolean isRecorded = isRecorded(service, created);

            assertThat(proxy.requests("PutItem")).isLessThanOrEqualTo(4);
            if (faults.size() < 4 && faults.get(0) != WireFault.TRUNCATE_RESPONSE) {
                assertThat(isRecorded).isTrue();
            }
            assertThat(service.logLines().stream()
                            .anyMatch(line -> line.get("level").asText().equals("ERROR")))
                    .isEqualTo(!isRecorded);
            assertThat(isRecorded(service.withoutFaults(), created)).isTrue();
        }
        assertThat(table.history().revisions(new OrderKey(tenant, ID))).hasSize(1);
    }

    private static boolean isRecorded(EmbeddedService service, List<Record> created) {
        return service.orderHistory()
                .handleRequest(StreamEvents.parse(StreamEvents.json(created)), new StubContext())
                .getBatchItemFailures()
                .isEmpty();
    }

    /** Checks the expectations: if they were the same for all scenarios, the tests above would prove little. */
    @Test
    void coversEveryOutcome() {
        WireFault late = WireFault.ARRIVE_LATE;
        assertThat(new WireFaultScenario(List.of(), List.of(), List.of()).outcome())
                .isEqualTo(WRITTEN);
        assertThat(WireFaultScenario.ofReads(nCopies(4, WireFault.RESET)).outcome())
                .isEqualTo(NOT_READ);
        assertThat(WireFaultScenario.ofWrites(nCopies(4, WireFault.DROP_RESPONSE))
                        .outcome())
                .isEqualTo(WRITTEN);
        assertThat(WireFaultScenario.ofWrites(nCopies(4, WireFault.DROP_REQUEST))
                        .outcome())
                .isEqualTo(NOT_WRITTEN);
        assertThat(WireFaultScenario.ofWrites(nCopies(4, WireFault.THROTTLE)).outcome())
                .isEqualTo(REJECTED);
        assertThat(new WireFaultScenario(List.of(), nCopies(4, WireFault.RESET), nCopies(4, WireFault.RESET)).outcome())
                .isEqualTo(UNKNOWN);
        assertThat(WireFaultScenario.ofWrites(List.of(WireFault.RESET, WireFault.RESET, WireFault.RESET, late))
                        .outcome())
                .isEqualTo(WRITTEN_OR_NOT_YET);
    }

    private static <T> Stream<T> each(Function<WireFault, Stream<T>> of) {
        return Stream.of(WireFault.values()).flatMap(of);
    }

    /** Returns the faults that a fault is combined with. */
    private static <T> Stream<T> others(WireFault first, Function<WireFault, Stream<T>> of) {
        return Stream.of(WireFault.values())
                .filter(second -> EXHAUSTIVE
                        || Set.of(1, 3)
                                .contains(Math.floorMod(second.ordinal() - first.ordinal(), WireFault.values().length)))
                .flatMap(of);
    }

    /** Returns the pairs in which each fault occurs at each attempt; a slow one only once, because it takes two seconds. */
    private static Stream<List<WireFault>> pairs(WireFault first, WireFault second) {
        if (first == second) {
            return Stream.empty();
        }
        boolean isSlow = first.isSlow() || second.isSlow();
        return (isSlow ? Stream.of(1) : Stream.of(1, 2, 3))
                .map(times -> Stream.concat(
                                nCopies(times, first).stream(), nCopies(isSlow ? 1 : 4 - times, second).stream())
                        .toList());
    }

    private void assertThatAllHaveTheExpectedOutcome(Stream<WireFaultScenario> scenarios) throws Exception {
        List<Callable<Optional<AssertionError>>> runs = scenarios
                .<Callable<Optional<AssertionError>>>map(scenario -> () -> failureOf(scenario, () -> check(scenario)))
                .toList();
        assertThatAllPass(runs);
        assertThat(writesByKey())
                .hasSize(runs.size())
                .allSatisfy((key, writes) -> assertThat(writes)
                        .as("changes of %s: created and updated once", key)
                        .isEqualTo(2));
    }

    private static void assertThatAllPass(List<Callable<Optional<AssertionError>>> runs) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<AssertionError> failureOf = new ArrayList<>();
            for (Future<Optional<AssertionError>> run : threads.invokeAll(runs)) {
                run.get().ifPresent(failureOf::add);
            }
            assertThat(failureOf).isEmpty();
        } finally {
            threads.shutdownNow();
        }
    }

    private static Optional<AssertionError> failureOf(Object what, Runnable check) {
        try {
            check.run();
            return Optional.empty();
        } catch (AssertionError failure) {
            return Optional.of(new AssertionError(what + ": " + failure.getMessage(), failure));
        }
    }

    private void check(WireFaultScenario scenario) {
        TenantId tenant = new TenantId("tenant_" + UUID.randomUUID());
        try (FaultInjectionProxy proxy =
                new FaultInjectionProxy(EmbeddedDynamoDb.shared().endpoint())) {
            EmbeddedService service = new EmbeddedService(tenant, table).at(proxy.endpoint());
            Map<String, AttributeValue> before =
                    OrderItems.of(anOrder(tenant, ID, OrderStatus.PENDING).build());
            service.store(before);
            scenario.arrange(proxy);

            APIGatewayProxyResponseEvent response = service.send(service.event(ID, PAID));

            checkAnswerAndLog(scenario.outcome(), response, service.logLines());
            if (!scenario.isRace()) {
                // On a busy machine an attempt may also time out, which adds a request.
                assertThat(proxy.requests("GetItem"))
                        .as("reads")
                        .isBetween(scenario.requests().get(0), 2 * MAX_ATTEMPTS);
                assertThat(proxy.requests("UpdateItem"))
                        .as("writes")
                        .isBetween(scenario.requests().get(1), MAX_ATTEMPTS);
            }
            boolean isWritten = !service.stored(ID).equals(before);
            if (response.getStatusCode() == 200) {
                assertThat(isWritten).isTrue();
            }

            assertThat(service.withoutFaults().send(service.event(ID, PAID)).getStatusCode())
                    .as("the repeated request")
                    .isEqualTo(200);
            assertThat(service.stored(ID).get("status").s()).isEqualTo("paid");
            assertThat(service.stored(ID).get("dateLastUpdated").s()).isEqualTo("2026-01-05T12:00:00.000000Z");
        }
    }

    private static void checkAnswerAndLog(
            WireFaultScenario.Outcome outcome, APIGatewayProxyResponseEvent response, List<JsonNode> log) {
        String message = log.get(0).get("message").asText();
        assertThat(log).hasSize(1);
        assertThat(log.get(0).get("statusCode").asInt()).isEqualTo(response.getStatusCode());
        switch (outcome) {
            case WRITTEN -> {
                assertThat(response.getStatusCode()).as(message).isEqualTo(200);
                assertThat(response.getHeaders()).containsEntry("ETag", "\"2026-01-05T12:00:00.000000Z\"");
                assertThat(message).isEqualTo("Order updated");
            }
            case NOT_READ -> assertThat(failure(response, message)).contains(" GetItem ");
            case REJECTED ->
                assertThat(failure(response, message))
                        .startsWith("DynamoDB is throttling UpdateItem ")
                        .endsWith(": try again later.");
            case NOT_WRITTEN ->
                assertThat(failure(response, message))
                        .contains(" UpdateItem ")
                        .endsWith("The order was read afterwards: nothing has been written so far.");
            case UNKNOWN ->
                assertThat(failure(response, message)).contains(" UpdateItem ", " The outcome is unknown: ");
            case WRITTEN_OR_NOT_YET ->
                assertThat(response.getStatusCode() == 200 || message.endsWith("so far."))
                        .as(message)
                        .isTrue();
        }
    }

    private static String failure(APIGatewayProxyResponseEvent response, String message) {
        assertThat(response.getStatusCode()).as(message).isEqualTo(500);
        assertThat(response.getBody())
                .contains("\"An unexpected error occurred\"")
                .doesNotContain("DynamoDB");
        return message;
    }

    private Map<Map<String, AttributeValue>, Integer> writesByKey() {
        try (TableStream stream =
                EmbeddedDynamoDb.shared().stream(table.settings().tableName())) {
            return stream.next().stream()
                    .map(Record::dynamodb)
                    .collect(groupingBy(change -> change.keys(), summingInt(change -> 1)));
        }
    }
}
