package com.bbws.orders.dynamodb;

import static com.bbws.orders.domain.OrderStatus.CANCELLED;
import static com.bbws.orders.domain.OrderStatus.PAID;
import static com.bbws.orders.domain.OrderStatus.PENDING;
import static com.bbws.orders.domain.testing.OrderFixtures.ALICE;
import static com.bbws.orders.domain.testing.OrderFixtures.BOB;
import static com.bbws.orders.domain.testing.OrderFixtures.ID;
import static com.bbws.orders.domain.testing.OrderFixtures.NOON;
import static com.bbws.orders.domain.testing.OrderFixtures.aPayment;
import static com.bbws.orders.domain.testing.OrderFixtures.anOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.bbws.orders.domain.LockToken;
import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.OrderChange;
import com.bbws.orders.domain.OrderException;
import com.bbws.orders.domain.OrderUpdate;
import com.bbws.orders.domain.TenantId;
import com.bbws.orders.domain.port.OrderRepository;
import com.bbws.orders.domain.port.StoreException;
import com.bbws.orders.domain.port.WriteOutcome;
import com.bbws.orders.dynamodb.testing.ClosedPort;
import com.bbws.orders.dynamodb.testing.EmbeddedDynamoDb;
import com.bbws.orders.dynamodb.testing.FaultInjectionProxy;
import com.bbws.orders.dynamodb.testing.FaultInjectionProxy.Fault;
import com.bbws.orders.dynamodb.testing.OrderItems;
import com.bbws.orders.dynamodb.testing.TestTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;

/** What becomes of reads and writes when requests and answers get lost. */
class RepositoryFaultsTest {

    private static final TestTable TABLE = TestTable.embedded();
    private static final String READ = "GetItem";
    private static final String WRITE = "UpdateItem";

    private final TenantId tenant = new TenantId("tenant_" + UUID.randomUUID());
    private final Order before = anOrder(tenant, ID, PENDING).build();
    private final OrderChange change =
            before.update(OrderUpdate.to(PAID, aPayment()), ALICE, NOON).orElseThrow();

    private final FaultInjectionProxy link =
            new FaultInjectionProxy(EmbeddedDynamoDb.shared().endpoint());
    private final DynamoDbOrders opened = DynamoDbOrders.open(link.to(TABLE.settings()));
    private final OrderRepository orders = opened.repository();

    RepositoryFaultsTest() {
        TABLE.put(before);
    }

    @AfterEach
    void close() {
        opened.close();
        link.close();
    }

    @Test
    void withoutAFaultEverythingPasses() {
        orders.apply(change);

        assertThat(orders.find(tenant, ID).orElseThrow())
                .usingRecursiveComparison()
                .isEqualTo(change.after());
        assertThat(link.requests(WRITE)).isOne();
        assertThat(link.requests(READ)).isOne();
    }

    @Test
    void aWriteWhoseAnswerIsLostIsRecognised() {
        link.on(WRITE, 1, Fault.dropAnswer());

        assertThat(orders.apply(change)).isEqualTo(WriteOutcome.RECOVERED);
        assertThat(stored()).usingRecursiveComparison().isEqualTo(change.after());
        assertThat(link.requests(WRITE)).isEqualTo(2);
    }

    @Test
    void aWriteThatIsLostIsSentAgain() {
        link.on(WRITE, 1, Fault.dropRequest());

        assertThat(orders.apply(change)).isEqualTo(WriteOutcome.WRITTEN);
        assertThat(stored()).usingRecursiveComparison().isEqualTo(change.after());
        assertThat(link.requests(WRITE)).isEqualTo(2);
    }

    /** Also shows that every request is counted: did the JDK send a POST again by itself, eight would come. */
    @Test
    void aWriteWhoseAnswersAreAllLostIsLookedUpAfterFourRequests() {
        link.onEvery(WRITE, Fault.dropAnswer());

        assertThat(orders.apply(change)).isEqualTo(WriteOutcome.RECOVERED);
        assertThat(link.requests(WRITE)).isEqualTo(4);
        assertThat(link.requests(READ)).isOne();
        assertThat(stored()).usingRecursiveComparison().isEqualTo(change.after());
    }

    @Test
    void aWriteOfWhichNoRequestArrivesHasWrittenNothingAsALookShows() {
        link.onEvery(WRITE, Fault.dropRequest());

        assertThat(unavailable())
                .isExactlyInstanceOf(StoreException.Unavailable.class)
                .hasMessageEndingWith(
                        "check the region, the endpoint and the network. The order was read afterwards: nothing has been"
                                + " written so far.");
        assertThat(link.requests(READ)).isOne();
    }

    @Test
    void theLookIsForTheLockOfAnOrderWithoutOneToo() {
        Map<String, AttributeValue> item = new HashMap<>(OrderItems.of(before));
        item.remove("dateLastUpdated");
        TABLE.put(item);
        Order withoutToken = stored();
        OrderChange first = withoutToken
                .update(OrderUpdate.to(PAID, aPayment()), ALICE, NOON)
                .orElseThrow();
        link.onEvery(WRITE, Fault.dropRequest());

        assertThatExceptionOfType(StoreException.Unavailable.class)
                .isThrownBy(() -> orders.apply(first))
                .withMessageEndingWith("nothing has been written so far.");
    }

    @Test
    void whereNeitherTheWriteNorTheLookIsAnsweredTheOutcomeIsUnknown() {
        link.onEvery(WRITE, Fault.dropAnswer());
        link.onEvery(READ, Fault.serverError());

        assertThat(unavailable())
                .isExactlyInstanceOf(StoreException.OutcomeUnknown.class)
                .hasMessageEndingWith(
                        "The outcome is unknown: the order may have been written, and could not be read afterwards.");
        assertThat(stored()).usingRecursiveComparison().isEqualTo(change.after());
    }

    @Test
    void aLookThatFindsANeighboursWriteIsAConflictWithAnUnknownOutcome() {
        link.onEvery(WRITE, Fault.dropRequest());
        link.on(READ, 1, Fault.passAfter(this::neighbourCancels));

        OrderException.Conflict lost = conflict();

        assertThat(lost.ownAttemptUnknown()).isTrue();
        assertThat(lost.current().orElseThrow().status()).isEqualTo(CANCELLED);
    }

    @Test
    void aLookThatFindsNoOrderIsNotFound() {
        link.onEvery(WRITE, Fault.dropRequest());
        link.on(READ, 1, Fault.passAfter(() -> TABLE.remove(tenant, ID)));

        assertThatExceptionOfType(OrderException.NotFound.class).isThrownBy(() -> orders.apply(change));
    }

    @Test
    void whatIsRefusedAtTheFirstAttemptIsNotLookedUp() {
        link.onEvery(WRITE, Fault.refuse(400, "AccessDeniedException", "no"));

        assertThat(unavailable()).hasMessageEndingWith("the credentials need dynamodb:UpdateItem.");
        assertThat(link.requests()).isEqualTo(Map.of(WRITE, 1));
    }

    /** It is no answer of DynamoDB's, and the SDK does not ask again. */
    @Test
    void whatSomethingOnTheWayRefusesIsLookedUp() {
        link.on(WRITE, 1, Fault.answer(501, "<html>Not implemented</html>"));

        assertThat(unavailable()).hasMessageEndingWith("nothing has been written so far.");
        assertThat(link.requests()).isEqualTo(Map.of(WRITE, 1, READ, 1));
    }

    /** It may have been passed on before it was answered. */
    @ParameterizedTest
    @ValueSource(ints = {403, 407, 408, 413, 499})
    void aPageWithoutAnErrorCodeIsLookedUp(int status) {
        link.onEvery(WRITE, Fault.answer(status, "<html>No</html>"));

        assertThat(unavailable()).hasMessageEndingWith("nothing has been written so far.");
        assertThat(link.requests(READ)).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", ""})
    void aSuccessThatIsNotDynamoDbsIsLookedUp(String body) {
        link.onEvery(WRITE, Fault.answer(200, body));

        assertThat(unavailable())
                .hasMessageStartingWith("Something that is not DynamoDB answered UpdateItem")
                .hasMessageEndingWith("nothing has been written so far.");
        assertThat(link.requests()).isEqualTo(Map.of(WRITE, 1, READ, 1));
    }

    @Test
    void timeoutsAreLookedUp() {
        link.onEvery(WRITE, Fault.refuse(408, "RequestTimeoutException", "Later."));

        assertThat(unavailable()).hasMessageEndingWith("nothing has been written so far.");
        assertThat(link.requests()).isEqualTo(Map.of(WRITE, 4, READ, 1));
    }

    /** The first attempt may have been carried out, whatever the second one met. */
    @Test
    void whatIsRefusedAtTheSecondAttemptIsLookedUp() {
        link.on(WRITE, 1, Fault.dropAnswer());
        link.on(WRITE, 2, Fault.refuse(400, "AccessDeniedException", "no"));

        assertThat(orders.apply(change)).isEqualTo(WriteOutcome.RECOVERED);
        assertThat(link.requests()).isEqualTo(Map.of(WRITE, 2, READ, 1));
    }

    @ParameterizedTest
    @MethodSource("refusalsThatPass")
    void aRefusalThatPassesIsWaitedOut(Fault refusal) {
        IntStream.rangeClosed(1, 3).forEach(attempt -> {
            link.on(WRITE, attempt, refusal);
            link.on(READ, attempt, refusal);
        });

        assertThat(orders.find(tenant, ID)).isPresent();
        assertThat(orders.apply(change)).isEqualTo(WriteOutcome.WRITTEN);
        assertThat(stored()).usingRecursiveComparison().isEqualTo(change.after());
        assertThat(link.requests()).isEqualTo(Map.of(READ, 4, WRITE, 4));
    }

    /** All that DynamoDB documents as safe to repeat for the operations in use (docs/guarantees.md). */
    static Stream<Fault> refusalsThatPass() {
        return Stream.of(
                        "400 TransactionConflictException",
                        "400 ReplicatedWriteConflictException",
                        "400 TransactionInProgressException",
                        "400 ProvisionedThroughputExceededException",
                        "400 RequestLimitExceeded",
                        "400 ThrottlingException",
                        "400 UnrecognizedClientException",
                        "408 RequestTimeoutException",
                        "500 InternalServerError",
                        "500 InternalFailure",
                        "503 ServiceUnavailable")
                .map(refusal ->
                        Fault.refuse(Integer.parseInt(refusal.substring(0, 3)), refusal.substring(4), "Later."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AccessDeniedException",
                "IncompleteSignature",
                "ItemCollectionSizeLimitExceededException",
                "LimitExceededException",
                "MissingAuthenticationTokenException",
                "ResourceNotFoundException",
                "ValidationException"
            })
    void aRefusalThatStaysIsNotRepeated(String code) {
        link.onEvery(READ, Fault.refuse(400, code, "No."));

        assertThatExceptionOfType(StoreException.Unavailable.class).isThrownBy(() -> orders.find(tenant, ID));
        assertThat(link.requests(READ)).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TransactionConflictException", "ReplicatedWriteConflictException"})
    void aConflictThatLastsIsAConflictWithoutTheCurrentOrder(String code) {
        link.onEvery(WRITE, Fault.refuse(400, code, "Transaction is ongoing for the item"));

        OrderException.Conflict lost = conflict();

        assertThat(lost.isOngoing()).isTrue();
        assertThat(lost.ownAttemptUnknown()).isFalse();
        assertThat(lost.current()).isEmpty();
        assertThat(link.requests()).isEqualTo(Map.of(WRITE, 4));
        assertThat(stored()).usingRecursiveComparison().isEqualTo(before);
    }

    @Test
    void aConflictAfterALostAnswerIsLookedUp() {
        link.onEvery(WRITE, Fault.refuse(400, "TransactionConflictException", "Transaction is ongoing for the item"));
        link.on(WRITE, 1, Fault.dropAnswer());

        assertThat(orders.apply(change)).isEqualTo(WriteOutcome.RECOVERED);
        assertThat(link.requests()).isEqualTo(Map.of(WRITE, 4, READ, 1));
    }

    @Test
    void aConflictAfterALostRequestHasWrittenNothingAsALookShows() {
        link.onEvery(WRITE, Fault.refuse(400, "TransactionConflictException", "Transaction is ongoing for the item"));
        link.on(WRITE, 1, Fault.dropRequest());

        assertThat(conflict().isOngoing()).isTrue();
        assertThat(link.requests()).isEqualTo(Map.of(WRITE, 4, READ, 1));
    }

    /** A refused attempt has written nothing: nothing of ours can have been overwritten. */
    @Test
    void aRaceThatIsLostAfterRefusalsLeavesNoDoubt() {
        link.on(WRITE, 1, Fault.throttle());
        link.on(WRITE, 2, Fault.refuse(400, "TransactionConflictException", "Transaction is ongoing for the item"));
        link.on(WRITE, 3, Fault.passAfter(this::neighbourCancels));

        OrderException.Conflict lost = conflict();

        assertThat(lost.ownAttemptUnknown()).isFalse();
        assertThat(lost.current().orElseThrow().status()).isEqualTo(CANCELLED);
    }

    @Test
    void whatIsRefusedAtEachAttemptIsNotLookedUp() {
        link.onEvery(WRITE, Fault.throttle());

        assertThat(unavailable())
                .hasMessageContaining("DynamoDB is throttling UpdateItem")
                .hasMessageEndingWith(": try again later.");
        assertThat(link.requests()).isEqualTo(Map.of(WRITE, 4));
    }

    /** It is the token that guards: the request that was given up finds the one of the repetition. */
    @Test
    void aRequestThatArrivesAfterItWasGivenUpChangesNothing() {
        List<Runnable> inFlight = new ArrayList<>();
        link.on(WRITE, 1, Fault.overtake(inFlight::add));
        assertThat(orders.apply(change)).isEqualTo(WriteOutcome.WRITTEN);
        neighbourCancels();

        inFlight.forEach(Runnable::run);

        assertThat(inFlight).hasSize(1);
        assertThat(stored().status()).isEqualTo(CANCELLED);
    }

    @Test
    void aReadWhoseAnswerIsLostIsSentAgain() {
        link.on(READ, 1, Fault.dropAnswer());

        assertThat(orders.find(tenant, ID)).isPresent();
        assertThat(link.requests(READ)).isEqualTo(2);
    }

    @Test
    void anAnswerThatIsCutOffIsAskedForAgain() {
        link.on(READ, 1, Fault.truncateAnswer());
        link.on(WRITE, 1, Fault.truncateAnswer());

        assertThat(orders.find(tenant, ID)).isPresent();
        assertThat(orders.apply(change)).isEqualTo(WriteOutcome.RECOVERED);
        assertThat(link.requests()).isEqualTo(Map.of(READ, 2, WRITE, 2));
    }

    @Test
    void aPlainLostRaceKnowsThatNothingOfOursWasWritten() {
        link.on(WRITE, 1, Fault.passAfter(this::neighbourCancels));

        OrderException.Conflict lost = conflict();

        assertThat(lost.ownAttemptUnknown()).isFalse();
        assertThat(lost.current().orElseThrow().status()).isEqualTo(CANCELLED);
        assertThat(link.requests(WRITE)).isOne();
    }

    @Test
    void aWriteThatANeighbourOverwroteAfterItsAnswerWasLostIsAConflictWithAnUnknownOutcome() {
        link.on(WRITE, 1, Fault.dropAnswerAfter(this::neighbourCancels));

        OrderException.Conflict lost = conflict();

        assertThat(lost.ownAttemptUnknown()).isTrue();
        assertThat(lost.current().orElseThrow().status()).isEqualTo(CANCELLED);
        assertThat(stored().lastUpdatedBy()).contains("neighbour");
    }

    /** Two writers on one stored token compute the same successor: the token alone proves nothing. */
    @Test
    void aNeighboursWriteWithOurTokenIsNotTakenForOurs() {
        OrderChange neighbours =
                before.update(OrderUpdate.to(PAID, aPayment()), BOB, NOON).orElseThrow();
        link.on(WRITE, 1, Fault.dropRequest());
        link.on(WRITE, 2, Fault.passAfter(() -> TABLE.repository().apply(neighbours)));

        assertThat(conflict().ownAttemptUnknown()).isTrue();
        assertThat(stored()).usingRecursiveComparison().isEqualTo(neighbours.after());
    }

    @Test
    void anOrderThatIsRemovedAfterTheAnswerWasLostIsNotFound() {
        link.on(WRITE, 1, Fault.dropAnswerAfter(() -> TABLE.remove(tenant, ID)));

        assertThatExceptionOfType(OrderException.NotFound.class).isThrownBy(() -> orders.apply(change));
        assertThat(TABLE.item(tenant, ID)).isEmpty();
    }

    @Test
    void anOrderThatIsDeletedAfterTheAnswerWasLostIsNotFound() {
        Order deleted = anOrder(tenant, ID, PAID)
                .active(false)
                .lockToken(new LockToken("2026-01-05T13:00:00Z"))
                .build();
        link.on(WRITE, 1, Fault.dropAnswerAfter(() -> TABLE.put(deleted)));

        assertThatExceptionOfType(OrderException.NotFound.class).isThrownBy(() -> orders.apply(change));
    }

    @Test
    void aConflictWithSomethingUnreadableHasNoCurrentOrder() {
        link.on(WRITE, 1, Fault.passAfter(() -> TABLE.putUnreadable(tenant, ID, true)));

        assertThat(conflict().current()).isEmpty();
        assertThat(TABLE.item(tenant, ID).get("status").s()).isEqualTo("EXPIRED");
    }

    @Test
    void throttlingIsWaitedOutThreeTimes() {
        link.on(WRITE, 1, Fault.throttle());
        link.on(WRITE, 2, Fault.throttle());
        link.on(WRITE, 3, Fault.throttle());

        orders.apply(change);

        assertThat(link.requests(WRITE)).isEqualTo(4);
        assertThat(stored()).usingRecursiveComparison().isEqualTo(change.after());
    }

    @Test
    void aBrokenDatabaseIsUnavailableAfterFourAttempts() {
        link.onEvery(WRITE, Fault.serverError());

        assertThatExceptionOfType(StoreException.Unavailable.class)
                .isThrownBy(() -> orders.apply(change))
                .withMessage("DynamoDB refused UpdateItem on table "
                        + TABLE.settings().tableName() + " in af-south-1 (500 InternalServerError): try again later."
                        + " The order was read afterwards: nothing has been written so far.")
                .havingCause()
                .withMessageContaining("The request processing has failed.");
        assertThat(link.requests(WRITE)).isEqualTo(4);
    }

    /** A breaker, which lets about 30 calls try again, would let the rest of a bad minute fail at the first attempt. */
    @Test
    void aLongOutageDoesNotUseTheRetriesUp() throws Exception {
        link.onEvery(READ, Fault.serverError());
        Callable<Void> call = () -> failing(() -> orders.find(tenant, ID));

        inParallel(Collections.nCopies(40, call));

        assertThat(link.requests(READ)).isEqualTo(4 * 40);
    }

    @Test
    void aClosedPortIsUnavailableAfterFourAttempts() {
        DynamoDbSettings nowhere =
                new DynamoDbSettings("orders", "af-south-1", Optional.of(ClosedPort.endpoint()), Optional.empty());

        try (DynamoDbOrders unreachable = DynamoDbOrders.open(nowhere)) {
            assertThatExceptionOfType(StoreException.Unavailable.class)
                    .isThrownBy(() -> unreachable.repository().find(tenant, ID))
                    .havingCause()
                    .isInstanceOfSatisfying(
                            SdkException.class,
                            failure -> assertThat(failure.numAttempts()).isEqualTo(4));
        }
    }

    /** The server sends nothing, or one byte every half a second: neither keeps a call going. */
    @Test
    void aServerThatNeverEndsAnAnswerIsGivenUpAfterFourAttempts() throws Exception {
        link.onEvery(WRITE, Fault.hang());
        link.onEvery(READ, Fault.drip());

        inParallel(List.of(() -> failing(() -> orders.apply(change)), () -> failing(() -> orders.find(tenant, ID))));

        assertThat(link.requests(WRITE)).isEqualTo(4);
        assertThat(link.requests(READ)).as("four of the read, one of the look").isEqualTo(5);
    }

    /** The limits hold by {@link #aServerThatNeverEndsAnAnswerIsGivenUpAfterFourAttempts}, their sum by this. */
    @Test
    void aReadAWriteAndALookEndWithinTheTwentySecondsOfAHandler() {
        assertThat(DynamoDbOrders.ATTEMPT_TIMEOUT.multipliedBy(DynamoDbOrders.MAX_ATTEMPTS))
                .as("time for all attempts of a call")
                .isLessThan(DynamoDbOrders.CALL_TIMEOUT);
        assertThat(DynamoDbOrders.CALL_TIMEOUT.multipliedBy(2).plus(DynamoDbOrders.LOOK_UP_TIMEOUT))
                .as("a read, a write and a look (docs/contract.md, 1 Lock)")
                .isLessThan(Duration.ofSeconds(20));
    }

    private void neighbourCancels() {
        TABLE.put(anOrder(tenant, ID, CANCELLED)
                .lockToken(new LockToken("2026-01-05T12:30:00+00:00"))
                .lastUpdatedBy("neighbour")
                .build());
    }

    private OrderException.Conflict conflict() {
        return catchThrowableOfType(OrderException.Conflict.class, () -> orders.apply(change));
    }

    private StoreException.Unavailable unavailable() {
        return catchThrowableOfType(StoreException.Unavailable.class, () -> orders.apply(change));
    }

    private Order stored() {
        return TABLE.repository().find(tenant, ID).orElseThrow();
    }

    private static Void failing(Runnable call) {
        assertThatExceptionOfType(StoreException.Unavailable.class).isThrownBy(call::run);
        return null;
    }

    private static <T> List<T> inParallel(List<Callable<T>> calls) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(10);
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> call : pool.invokeAll(calls)) {
                results.add(call.get());
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void beingThrottledForAWhileIsNoFailureWhereThereIsPatience() {
        for (int i = 1; i <= 6; i++) {
            link.on(WRITE, i, Fault.throttle());
        }
        assertThatExceptionOfType(StoreException.Unavailable.class)
                .isThrownBy(() -> orders.apply(change))
                .withMessageContaining("throttling");

        try (DynamoDbOrders patient = DynamoDbOrders.openForBatch(link.to(TABLE.settings()))) {
            patient.repository().apply(change);
        }

        assertThat(link.requests(WRITE)).isEqualTo(7);
        assertThat(orders.find(tenant, ID).orElseThrow().status()).isEqualTo(PAID);
    }

    @Test
    void aTableIsCreatedOnceThoughTheAnswerWasLost() {
        link.on("CreateTable", 1, Fault.dropAnswer());
        DynamoDbSettings settings = new DynamoDbSettings(
                "orders-" + UUID.randomUUID(),
                TABLE.settings().region(),
                Optional.of(link.endpoint()),
                Optional.empty());

        try (DynamoDbOrders created = DynamoDbOrders.open(settings)) {
            created.createTable();

            assertThat(created.repository().find(tenant, ID)).isEmpty();
            assertThat(link.requests("CreateTable")).isEqualTo(2);
            assertThatExceptionOfType(ResourceInUseException.class).isThrownBy(created::createTable);
        }
    }
}
