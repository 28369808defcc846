package com.bbws.orders.lambda;

import static com.bbws.orders.domain.testing.OrderFixtures.ID;
import static com.bbws.orders.domain.testing.OrderFixtures.anOrder;
import static com.bbws.orders.lambda.testing.network.WireFaultScenario.Outcome.NOT_READ;
import static com.bbws.orders.lambda.testing.network.WireFaultScenario.Outcome.NOT_WRITTEN;
import static com.bbws.orders.lambda.testing.network.WireFaultScenario.Outcome.REFUSED;
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
 * Every fault of the wire, for every operation and attempt of a PUT, alone and in pairs: what is answered, stored, written
 * and logged, and how many requests it takes. And the same of the one operation that records the history. Each fault meets
 * two others in pairs, with {@code -Pexhaustive} every other.
 */
@Execution(ExecutionMode.CONCURRENT)
class WireFaultsTest {

    private static final String PAID = "{\"status\":\"paid\",\"paymentDetails\":{\"transactionId\":\"ours\"}}";

    private static final boolean EXHAUSTIVE = Boolean.getBoolean("tests.exhaustive");

    /** Scripts wait much more than they compute. */
    private static final int AT_ONCE = 16;

    private final TestTable table = TestTable.embedded();

    @Test
    void aFaultAtTheFirstAttempts() throws Exception {
        assertThatAllAreAsPromised(each(fault -> IntStream.rangeClosed(1, 4)
                .mapToObj(times -> nCopies(times, fault))
                .flatMap(faults -> Stream.of(WireFaultScenario.ofReads(faults), WireFaultScenario.ofWrites(faults)))));
    }

    @Test
    void aFaultAndThenAnotherOfTheSameOperation() throws Exception {
        assertThatAllAreAsPromised(each(first -> others(first, second -> pairs(first, second))
                .flatMap(faults -> Stream.of(WireFaultScenario.ofReads(faults), WireFaultScenario.ofWrites(faults)))));
    }

    @Test
    void aFaultOfTheReadAndThenOneOfTheWrite() throws Exception {
        assertThatAllAreAsPromised(each(first -> others(
                        first, second -> Stream.of(nCopies(1, second), nCopies(4, second)))
                .map(writes -> new WireFaultScenario(List.of(first), writes, List.of()))));
    }

    @Test
    void aWriteThatIsNotAnsweredAndThenAFaultOfTheLook() throws Exception {
        assertThatAllAreAsPromised(each(write -> others(write, look -> Stream.of(nCopies(1, look), nCopies(4, look)))
                .map(looks -> new WireFaultScenario(List.of(), nCopies(4, write), looks))));
    }

    /** What is not recorded is reported, comes again, and is recorded once. */
    @Test
    void aFaultAtTheFirstAttemptsToRecordTheHistory() throws Exception {
        List<Callable<Optional<AssertionError>>> runs = new ArrayList<>();
        for (WireFault fault : WireFault.values()) {
            for (int times = 1; times <= 4; times++) {
                List<WireFault> faults = nCopies(times, fault);
                TenantId tenant = new TenantId("tenant_" + UUID.randomUUID());
                table.put(anOrder(tenant, ID, OrderStatus.PENDING).build());
                List<Record> created = recordsOf(tenant);
                runs.add(() -> broken(faults, () -> checkHistory(tenant, created, faults)));
            }
        }
        assertThatNoneIsBroken(runs);
    }

    private List<Record> recordsOf(TenantId tenant) {
        try (TableStream stream =
                EmbeddedDynamoDb.shared().stream(table.settings().tableName())) {
            return stream.next().stream()
                    .filter(record -> record.dynamodb().keys().equals(OrderItems.key(tenant, ID)))
                    .toList();
        }
    }

    private void checkHistory(TenantId tenant, List<Record> created, List<WireFault> faults) {
        try (FaultInjectionProxy link =
                new FaultInjectionProxy(EmbeddedDynamoDb.shared().endpoint())) {
            EmbeddedService service = new EmbeddedService(tenant, table).at(link.endpoint());
            IntStream.range(0, faults.size())
                    .forEach(i -> link.on("PutItem", i + 1, faults.get(i).fault()));

            boolean isRecorded = isRecorded(service, created);

            assertThat(link.requests("PutItem")).isLessThanOrEqualTo(4);
            if (faults.size() < 4 && faults.get(0) != WireFault.TRUNCATE_ANSWER) {
                assertThat(isRecorded).isTrue();
            }
            assertThat(service.logLines().stream()
                            .anyMatch(line -> line.get("level").asText().equals("ERROR")))
                    .isEqualTo(!isRecorded);
            assertThat(isRecorded(service.sameTenantOverAReliableLink(), created))
                    .isTrue();
        }
        assertThat(table.history().revisions(new OrderKey(tenant, ID))).hasSize(1);
    }

    private static boolean isRecorded(EmbeddedService service, List<Record> created) {
        return service.orderHistory()
                .handleRequest(StreamEvents.parse(StreamEvents.json(created)), new StubContext())
                .getBatchItemFailures()
                .isEmpty();
    }

    /** Checks the oracle: if it expected the same of all scripts, the tests above would prove little. */
    @Test
    void theScriptsHaveEveryOutcome() {
        WireFault late = WireFault.ARRIVE_LATE;
        assertThat(new WireFaultScenario(List.of(), List.of(), List.of()).outcome())
                .isEqualTo(WRITTEN);
        assertThat(WireFaultScenario.ofReads(nCopies(4, WireFault.RESET)).outcome())
                .isEqualTo(NOT_READ);
        assertThat(WireFaultScenario.ofWrites(nCopies(4, WireFault.DROP_ANSWER)).outcome())
                .isEqualTo(WRITTEN);
        assertThat(WireFaultScenario.ofWrites(nCopies(4, WireFault.DROP_REQUEST))
                        .outcome())
                .isEqualTo(NOT_WRITTEN);
        assertThat(WireFaultScenario.ofWrites(nCopies(4, WireFault.THROTTLE)).outcome())
                .isEqualTo(REFUSED);
        assertThat(new WireFaultScenario(List.of(), nCopies(4, WireFault.RESET), nCopies(4, WireFault.RESET)).outcome())
                .isEqualTo(UNKNOWN);
        assertThat(WireFaultScenario.ofWrites(List.of(WireFault.RESET, WireFault.RESET, WireFault.RESET, late))
                        .outcome())
                .isEqualTo(WRITTEN_OR_NOT_YET);
    }

    private static <T> Stream<T> each(Function<WireFault, Stream<T>> of) {
        return Stream.of(WireFault.values()).flatMap(of);
    }

    /** Returns the faults that a fault is paired with. */
    private static <T> Stream<T> others(WireFault first, Function<WireFault, Stream<T>> of) {
        return Stream.of(WireFault.values())
                .filter(second -> EXHAUSTIVE
                        || Set.of(1, 3)
                                .contains(Math.floorMod(second.ordinal() - first.ordinal(), WireFault.values().length)))
                .flatMap(of);
    }

    /** So that each comes at each attempt; slow ones once, because each takes two seconds. */
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

    private void assertThatAllAreAsPromised(Stream<WireFaultScenario> scripts) throws Exception {
        List<Callable<Optional<AssertionError>>> runs = scripts.<Callable<Optional<AssertionError>>>map(
                        script -> () -> broken(script, () -> check(script)))
                .toList();
        assertThatNoneIsBroken(runs);
        assertThat(writesByKey())
                .hasSize(runs.size())
                .allSatisfy((key, writes) -> assertThat(writes)
                        .as("created, and written once: %s", key)
                        .isEqualTo(2));
    }

    private static void assertThatNoneIsBroken(List<Callable<Optional<AssertionError>>> runs) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<AssertionError> broken = new ArrayList<>();
            for (Future<Optional<AssertionError>> run : threads.invokeAll(runs)) {
                run.get().ifPresent(broken::add);
            }
            assertThat(broken).isEmpty();
        } finally {
            threads.shutdownNow();
        }
    }

    private static Optional<AssertionError> broken(Object what, Runnable check) {
        try {
            check.run();
            return Optional.empty();
        } catch (AssertionError failure) {
            return Optional.of(new AssertionError(what + ": " + failure.getMessage(), failure));
        }
    }

    private void check(WireFaultScenario script) {
        TenantId tenant = new TenantId("tenant_" + UUID.randomUUID());
        try (FaultInjectionProxy link =
                new FaultInjectionProxy(EmbeddedDynamoDb.shared().endpoint())) {
            EmbeddedService service = new EmbeddedService(tenant, table).at(link.endpoint());
            Map<String, AttributeValue> before =
                    OrderItems.of(anOrder(tenant, ID, OrderStatus.PENDING).build());
            service.store(before);
            script.arrange(link);

            APIGatewayProxyResponseEvent answer = service.send(service.event(ID, PAID));

            checkAnswerAndLog(script.outcome(), answer, service.logLines());
            if (!script.isRace()) {
                assertThat(List.of(link.requests("GetItem"), link.requests("UpdateItem")))
                        .as("requests to read and to write")
                        .isEqualTo(script.requests());
            }
            boolean isWritten = !service.stored(ID).equals(before);
            if (answer.getStatusCode() == 200) {
                assertThat(isWritten).isTrue();
            }

            assertThat(service.sameTenantOverAReliableLink()
                            .send(service.event(ID, PAID))
                            .getStatusCode())
                    .as("repeated, it converges")
                    .isEqualTo(200);
            assertThat(service.stored(ID).get("status").s()).isEqualTo("paid");
            assertThat(service.stored(ID).get("dateLastUpdated").s()).isEqualTo("2026-01-05T12:00:00.000000Z");
        }
    }

    private static void checkAnswerAndLog(
            WireFaultScenario.Outcome outcome, APIGatewayProxyResponseEvent answer, List<JsonNode> log) {
        String message = log.get(0).get("message").asText();
        assertThat(log).hasSize(1);
        assertThat(log.get(0).get("statusCode").asInt()).isEqualTo(answer.getStatusCode());
        switch (outcome) {
            case WRITTEN -> {
                assertThat(answer.getStatusCode()).as(message).isEqualTo(200);
                assertThat(answer.getHeaders()).containsEntry("ETag", "\"2026-01-05T12:00:00.000000Z\"");
                assertThat(message).isEqualTo("Order updated");
            }
            case NOT_READ -> assertThat(failure(answer, message)).contains(" GetItem ");
            case REFUSED ->
                assertThat(failure(answer, message))
                        .startsWith("DynamoDB is throttling UpdateItem ")
                        .endsWith(": try again later.");
            case NOT_WRITTEN ->
                assertThat(failure(answer, message))
                        .contains(" UpdateItem ")
                        .endsWith("The order was read afterwards: nothing has been written so far.");
            case UNKNOWN -> assertThat(failure(answer, message)).contains(" UpdateItem ", " The outcome is unknown: ");
            case WRITTEN_OR_NOT_YET ->
                assertThat(answer.getStatusCode() == 200 || message.endsWith("so far."))
                        .as(message)
                        .isTrue();
        }
    }

    private static String failure(APIGatewayProxyResponseEvent answer, String message) {
        assertThat(answer.getStatusCode()).as(message).isEqualTo(500);
        assertThat(answer.getBody())
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
