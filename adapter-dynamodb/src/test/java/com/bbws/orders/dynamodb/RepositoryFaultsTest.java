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
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import com.bbws.orders.domain.LockToken;
import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.OrderChange;
import com.bbws.orders.domain.OrderException;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.OrderUpdate;
import com.bbws.orders.domain.TenantId;
import com.bbws.orders.domain.UpdateId;
import com.bbws.orders.domain.port.OrderRepository;
import com.bbws.orders.domain.port.StoreException;
import com.bbws.orders.domain.port.WriteOutcome;
import com.bbws.orders.domain.testing.MostlyWaits;
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

/** The outcome of reads and writes when requests or responses are lost or DynamoDB returns errors. */
@MostlyWaits
class RepositoryFaultsTest {

    private static final TestTable TABLE = TestTable.embedded();
    private static final String READ = "GetItem";
    private static final String WRITE = "UpdateItem";

    private final TenantId tenant = new TenantId("tenant_" + UUID.randomUUID());
    private final Order before = anOrder(tenant, ID, PENDING).build();
    private final OrderChange change = before.update(OrderUpdate.to(PAID, aPayment()), ALICE, UpdateId.random(), NOON)
            .orElseThrow();

    private final FaultInjectionProxy proxy =
            new FaultInjectionProxy(EmbeddedDynamoDb.shared().endpoint());
    private final DynamoDbOrders opened = DynamoDbOrders.open(proxy.to(TABLE.settings()));
    private final OrderRepository orders = opened.repository();

    RepositoryFaultsTest() {
        TABLE.put(before);
    }

    @AfterEach
    void close() {
        opened.close();
        proxy.close();
    }

    @Test
    void writesAndReadsWithoutFaults() {
        orders.apply(change);

        assertThat(orders.find(new OrderKey(tenant, ID)).orElseThrow())
                .usingRecursiveComparison()
                .isEqualTo(change.after());
        assertThat(proxy.requests(WRITE)).isOne();
        assertThat(proxy.requests(READ)).isOne();
    }

    @Test
    void recognisesItsWriteIfTheResponseIsLost() {
        proxy.on(WRITE, 1, Fault.dropResponse());

        assertThat(orders.apply(change)).isEqualTo(WriteOutcome.RECOVERED);
        assertThat(stored()).usingRecursiveComparison().isEqualTo(change.after());
        assertThat(proxy.requests(WRITE)).isEqualTo(2);
    }

    @Test
    void recognisesItsWriteIfTheResponseIsLostAndAnotherServiceThenWritesTheOrderWithTheId() {
        proxy.on(WRITE, 1, Fault.dropResponse());
        proxy.on(WRITE, 2, Fault.passAfter(() -> change("status", fromS("EXPIRED"))));

        assertThat(orders.apply(change)).isEqualTo(WriteOutcome.RECOVERED);
    }

    @Test
    void doesNotRepeatItsWriteIfAnotherServiceRestoresTheTokenAndKeepsTheId() {
        proxy.on(WRITE, 1, Fault.dropResponse());
        proxy.on(WRITE, 2, Fault.passAfter(() -> {
            change("status", fromS("pending"));
            change("dateLastUpdated", fromS(before.lockToken().orElseThrow().text()));
        }));

        assertThat(orders.apply(change)).isEqualTo(WriteOutcome.RECOVERED);
        assertThat(stored().status()).isEqualTo(PENDING);
    }

    @Test
    void findsItsWriteByALookUpEvenIfAnotherServiceHasRestoredTheToken() {
        proxy.onEvery(WRITE, Fault.dropResponse());
        proxy.on(
                READ,
                1,
                Fault.passAfter(() -> change(
                        "dateLastUpdated",
                        fromS(before.lockToken().orElseThrow().text()))));

        assertThat(orders.apply(change)).isEqualTo(WriteOutcome.RECOVERED);
    }

    /** Writes like another service that writes the whole item, with the id. */
    private void change(String attribute, AttributeValue value) {
        Map<String, AttributeValue> item = new HashMap<>(TABLE.item(new OrderKey(tenant, ID)));
        item.put(attribute, value);
        TABLE.put(item);
    }

    @Test
    void retriesAWriteThatDoesNotArrive() {
        proxy.on(WRITE, 1, Fault.dropRequest());

        assertThat(orders.apply(change)).isEqualTo(WriteOutcome.WRITTEN);
        assertThat(stored()).usingRecursiveComparison().isEqualTo(change.after());
        assertThat(proxy.requests(WRITE)).isEqualTo(2);
    }

    /** Also proves that the JDK does not repeat requests: otherwise there would be eight. */
    @Test
    void readsTheOrderIfTheResponsesOfAllFourAttemptsAreLost() {
        proxy.onEvery(WRITE, Fault.dropResponse());

        assertThat(orders.apply(change)).isEqualTo(WriteOutcome.RECOVERED);
        assertThat(proxy.requests(WRITE)).isEqualTo(4);
        assertThat(proxy.requests(READ)).isOne();
        assertThat(stored()).usingRecursiveComparison().isEqualTo(change.after());
    }

    @Test
    void reportsThatNothingIsWrittenIfNoRequestArrives() {
        proxy.onEvery(WRITE, Fault.dropRequest());

        assertThat(unavailable())
                .isExactlyInstanceOf(StoreException.Unavailable.class)
                .hasMessageEndingWith(
                        "check the region, the endpoint and the network. The order was read afterwards: nothing has been"
                                + " written so far.");
        assertThat(proxy.requests(READ)).isOne();
    }

    @Test
    void reportsThatNothingIsWrittenForAnOrderWithoutALockToken() {
        Map<String, AttributeValue> item = new HashMap<>(OrderItems.of(before));
        item.remove("dateLastUpdated");
        TABLE.put(item);
        Order withoutToken = stored();
        OrderChange first = withoutToken
                .update(OrderUpdate.to(PAID, aPayment()), ALICE, UpdateId.random(), NOON)
                .orElseThrow();
        proxy.onEvery(WRITE, Fault.dropRequest());

        assertThatExceptionOfType(StoreException.Unavailable.class)
                .isThrownBy(() -> orders.apply(first))
                .withMessageEndingWith("nothing has been written so far.");
    }

    @Test
    void reportsAnUnknownOutcomeIfTheReadAfterTheWriteFailsToo() {
        proxy.onEvery(WRITE, Fault.dropResponse());
        proxy.onEvery(READ, Fault.serverError());

        assertThat(unavailable())
                .isExactlyInstanceOf(StoreException.OutcomeUnknown.class)
                .hasMessageEndingWith(
                        "The outcome is unknown: the order may have been written, and could not be read afterwards.");
        assertThat(stored()).usingRecursiveComparison().isEqualTo(change.after());
    }

    @Test
    void reportsAConflictWithAnUnknownOutcomeIfTheReadFindsAnotherWrite() {
        proxy.onEvery(WRITE, Fault.dropRequest());
        proxy.on(READ, 1, Fault.passAfter(this::anotherServiceCancels));

        OrderException.Conflict lost = conflict();

        assertThat(lost.ownAttemptUnknown()).isTrue();
        assertThat(lost.current().orElseThrow().status()).isEqualTo(CANCELLED);
    }

    @Test
    void reportsNotFoundIfTheReadFindsNoOrder() {
        proxy.onEvery(WRITE, Fault.dropRequest());
        proxy.on(READ, 1, Fault.passAfter(() -> TABLE.remove(new OrderKey(tenant, ID))));

        assertThatExceptionOfType(OrderException.NotFound.class).isThrownBy(() -> orders.apply(change));
    }

    @Test
    void doesNotReadAfterARejectedFirstAttempt() {
        proxy.onEvery(WRITE, Fault.error(400, "AccessDeniedException", "no"));

        assertThat(unavailable()).hasMessageEndingWith("the credentials need the permission dynamodb:UpdateItem.");
        assertThat(proxy.requests()).isEqualTo(Map.of(WRITE, 1));
    }

    /** The SDK does not retry this response, although it does not come from DynamoDB. */
    @Test
    void readsAfterARejectionByAnIntermediary() {
        proxy.on(WRITE, 1, Fault.respond(501, "<html>Not implemented</html>"));

        assertThat(unavailable()).hasMessageEndingWith("nothing has been written so far.");
        assertThat(proxy.requests()).isEqualTo(Map.of(WRITE, 1, READ, 1));
    }

    /** The intermediary that sends the response may have forwarded the request before. */
    @ParameterizedTest
    @ValueSource(ints = {403, 407, 408, 413, 499})
    void readsAfterAResponseWithoutAnErrorCode(int status) {
        proxy.onEvery(WRITE, Fault.respond(status, "<html>No</html>"));

        assertThat(unavailable()).hasMessageEndingWith("nothing has been written so far.");
        assertThat(proxy.requests(READ)).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", ""})
    void readsAfterASuccessThatIsNotFromDynamoDb(String body) {
        proxy.onEvery(WRITE, Fault.respond(200, body));

        assertThat(unavailable())
                .hasMessageStartingWith("A server that is not DynamoDB responded to UpdateItem")
                .hasMessageEndingWith("nothing has been written so far.");
        assertThat(proxy.requests()).isEqualTo(Map.of(WRITE, 1, READ, 1));
    }

    @Test
    void readsAfterTimeouts() {
        proxy.onEvery(WRITE, Fault.error(408, "RequestTimeoutException", "Later."));

        assertThat(unavailable()).hasMessageEndingWith("nothing has been written so far.");
        assertThat(proxy.requests()).isEqualTo(Map.of(WRITE, 4, READ, 1));
    }

    /** The first attempt may have written, although the second one is rejected. */
    @Test
    void readsIfOnlyTheSecondAttemptIsRejected() {
        proxy.on(WRITE, 1, Fault.dropResponse());
        proxy.on(WRITE, 2, Fault.error(400, "AccessDeniedException", "no"));

        assertThat(orders.apply(change)).isEqualTo(WriteOutcome.RECOVERED);
        assertThat(proxy.requests()).isEqualTo(Map.of(WRITE, 2, READ, 1));
    }

    @ParameterizedTest
    @MethodSource("transientErrors")
    void retriesAfterTransientErrors(Fault error) {
        IntStream.rangeClosed(1, 3).forEach(attempt -> {
            proxy.on(WRITE, attempt, error);
            proxy.on(READ, attempt, error);
        });

        assertThat(orders.find(new OrderKey(tenant, ID))).isPresent();
        assertThat(orders.apply(change)).isEqualTo(WriteOutcome.WRITTEN);
        assertThat(stored()).usingRecursiveComparison().isEqualTo(change.after());
        assertThat(proxy.requests()).isEqualTo(Map.of(READ, 4, WRITE, 4));
    }

    /** All errors that DynamoDB documents as safe to retry for the operations in use (docs/guarantees.md). */
    static Stream<Fault> transientErrors() {
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
                .map(error -> Fault.error(Integer.parseInt(error.substring(0, 3)), error.substring(4), "Later."));
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
    void doesNotRetryAfterPermanentErrors(String code) {
        proxy.onEvery(READ, Fault.error(400, code, "No."));

        assertThatExceptionOfType(StoreException.Unavailable.class)
                .isThrownBy(() -> orders.find(new OrderKey(tenant, ID)));
        assertThat(proxy.requests(READ)).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TransactionConflictException", "ReplicatedWriteConflictException"})
    void reportsAWriteConflictWithoutTheCurrentOrder(String code) {
        proxy.onEvery(WRITE, Fault.error(400, code, "Transaction is ongoing for the item"));

        OrderException.Conflict lost = conflict();

        assertThat(lost.isOngoing()).isTrue();
        assertThat(lost.ownAttemptUnknown()).isFalse();
        assertThat(lost.current()).isEmpty();
        assertThat(proxy.requests()).isEqualTo(Map.of(WRITE, 4));
        assertThat(stored()).usingRecursiveComparison().isEqualTo(before);
    }

    @Test
    void recognisesItsWriteIfAWriteConflictFollowsALostResponse() {
        proxy.onEvery(WRITE, Fault.error(400, "TransactionConflictException", "Transaction is ongoing for the item"));
        proxy.on(WRITE, 1, Fault.dropResponse());

        assertThat(orders.apply(change)).isEqualTo(WriteOutcome.RECOVERED);
        assertThat(proxy.requests()).isEqualTo(Map.of(WRITE, 4, READ, 1));
    }

    @Test
    void reportsAWriteConflictThatFollowsALostRequest() {
        proxy.onEvery(WRITE, Fault.error(400, "TransactionConflictException", "Transaction is ongoing for the item"));
        proxy.on(WRITE, 1, Fault.dropRequest());

        assertThat(conflict().isOngoing()).isTrue();
        assertThat(proxy.requests()).isEqualTo(Map.of(WRITE, 4, READ, 1));
    }

    /** A rejected attempt has written nothing, so another service cannot have overwritten it. */
    @Test
    void reportsAConflictWithAKnownOutcomeAfterRejectedAttempts() {
        proxy.on(WRITE, 1, Fault.throttle());
        proxy.on(WRITE, 2, Fault.error(400, "TransactionConflictException", "Transaction is ongoing for the item"));
        proxy.on(WRITE, 3, Fault.passAfter(this::anotherServiceCancels));

        OrderException.Conflict lost = conflict();

        assertThat(lost.ownAttemptUnknown()).isFalse();
        assertThat(lost.current().orElseThrow().status()).isEqualTo(CANCELLED);
    }

    @Test
    void doesNotReadIfEveryAttemptIsRejected() {
        proxy.onEvery(WRITE, Fault.throttle());

        assertThat(unavailable())
                .hasMessageContaining("DynamoDB is throttling UpdateItem")
                .hasMessageEndingWith(": try again later.");
        assertThat(proxy.requests()).isEqualTo(Map.of(WRITE, 4));
    }

    /** The lock token protects the order: the late request finds the token that the retry wrote. */
    @Test
    void changesNothingIfARequestArrivesAfterItsTimeout() {
        List<Runnable> inFlight = new ArrayList<>();
        proxy.on(WRITE, 1, Fault.holdRequest(inFlight::add));
        assertThat(orders.apply(change)).isEqualTo(WriteOutcome.WRITTEN);
        anotherServiceCancels();

        inFlight.forEach(Runnable::run);

        assertThat(inFlight).hasSize(1);
        assertThat(stored().status()).isEqualTo(CANCELLED);
    }

    /** The id protects the order: another service has restored the token that the late request expects. */
    @Test
    void changesNothingIfARequestArrivesAfterAnotherServiceHasRestoredTheToken() {
        List<Runnable> inFlight = new ArrayList<>();
        proxy.on(WRITE, 1, Fault.holdRequest(inFlight::add));
        assertThat(orders.apply(change)).isEqualTo(WriteOutcome.WRITTEN);
        change("dateLastUpdated", fromS(before.lockToken().orElseThrow().text()));
        change("status", fromS("cancelled"));

        inFlight.forEach(Runnable::run);

        assertThat(inFlight).hasSize(1);
        assertThat(stored().status()).isEqualTo(CANCELLED);
    }

    @Test
    void retriesAReadIfTheResponseIsLost() {
        proxy.on(READ, 1, Fault.dropResponse());

        assertThat(orders.find(new OrderKey(tenant, ID))).isPresent();
        assertThat(proxy.requests(READ)).isEqualTo(2);
    }

    @Test
    void retriesIfTheResponseIsTruncated() {
        proxy.on(READ, 1, Fault.truncateResponse());
        proxy.on(WRITE, 1, Fault.truncateResponse());

        assertThat(orders.find(new OrderKey(tenant, ID))).isPresent();
        assertThat(orders.apply(change)).isEqualTo(WriteOutcome.RECOVERED);
        assertThat(proxy.requests()).isEqualTo(Map.of(READ, 2, WRITE, 2));
    }

    @Test
    void reportsAConflictWithAKnownOutcomeWithoutFaults() {
        proxy.on(WRITE, 1, Fault.passAfter(this::anotherServiceCancels));

        OrderException.Conflict lost = conflict();

        assertThat(lost.ownAttemptUnknown()).isFalse();
        assertThat(lost.current().orElseThrow().status()).isEqualTo(CANCELLED);
        assertThat(proxy.requests(WRITE)).isOne();
    }

    @Test
    void reportsAnUnknownOutcomeIfItsWriteWasOverwrittenAfterALostResponse() {
        proxy.on(WRITE, 1, Fault.dropResponseAfter(this::anotherServiceCancels));

        OrderException.Conflict lost = conflict();

        assertThat(lost.ownAttemptUnknown()).isTrue();
        assertThat(lost.current().orElseThrow().status()).isEqualTo(CANCELLED);
        assertThat(stored().lastUpdatedBy()).contains("other-service");
    }

    /** Two writers that read the same token compute the same new token. So the token alone does not identify a write. */
    @Test
    void doesNotMistakeAnotherWriteWithTheSameTokenForItsOwn() {
        OrderChange other = before.update(OrderUpdate.to(PAID, aPayment()), BOB, UpdateId.random(), NOON)
                .orElseThrow();
        proxy.on(WRITE, 1, Fault.dropRequest());
        proxy.on(WRITE, 2, Fault.passAfter(() -> TABLE.repository().apply(other)));

        assertThat(conflict().ownAttemptUnknown()).isTrue();
        assertThat(stored()).usingRecursiveComparison().isEqualTo(other.after());
    }

    @Test
    void reportsNotFoundIfTheOrderIsRemovedAfterALostResponse() {
        proxy.on(WRITE, 1, Fault.dropResponseAfter(() -> TABLE.remove(new OrderKey(tenant, ID))));

        assertThatExceptionOfType(OrderException.NotFound.class).isThrownBy(() -> orders.apply(change));
        assertThat(TABLE.item(new OrderKey(tenant, ID))).isEmpty();
    }

    @Test
    void reportsNotFoundIfTheOrderIsSoftDeletedAfterALostResponse() {
        Order deleted = anOrder(tenant, ID, PAID)
                .active(false)
                .lockToken(new LockToken("2026-01-05T13:00:00Z"))
                .build();
        proxy.on(WRITE, 1, Fault.dropResponseAfter(() -> TABLE.put(deleted)));

        assertThatExceptionOfType(OrderException.NotFound.class).isThrownBy(() -> orders.apply(change));
    }

    @Test
    void reportsAConflictWithoutTheCurrentOrderIfItIsUnreadable() {
        proxy.on(WRITE, 1, Fault.passAfter(() -> TABLE.putUnreadable(new OrderKey(tenant, ID), true)));

        assertThat(conflict().current()).isEmpty();
        assertThat(TABLE.item(new OrderKey(tenant, ID)).get("status").s()).isEqualTo("EXPIRED");
    }

    @Test
    void retriesThreeTimesIfThrottled() {
        proxy.on(WRITE, 1, Fault.throttle());
        proxy.on(WRITE, 2, Fault.throttle());
        proxy.on(WRITE, 3, Fault.throttle());

        orders.apply(change);

        assertThat(proxy.requests(WRITE)).isEqualTo(4);
        assertThat(stored()).usingRecursiveComparison().isEqualTo(change.after());
    }

    @Test
    void isUnavailableAfterFourServerErrors() {
        proxy.onEvery(WRITE, Fault.serverError());

        assertThatExceptionOfType(StoreException.Unavailable.class)
                .isThrownBy(() -> orders.apply(change))
                .withMessage("DynamoDB rejected UpdateItem on table "
                        + TABLE.settings().tableName() + " in af-south-1 (500 InternalServerError): try again later."
                        + " The order was read afterwards: nothing has been written so far.")
                .havingCause()
                .withMessageContaining("The request processing has failed.");
        assertThat(proxy.requests(WRITE)).isEqualTo(4);
    }

    /** The SDK's circuit breaker would disable retries after about 30 failed calls. */
    @Test
    void retriesEveryCallDuringALongOutage() throws Exception {
        proxy.onEvery(READ, Fault.serverError());
        Callable<Void> call = () -> failing(() -> orders.find(new OrderKey(tenant, ID)));

        inParallel(Collections.nCopies(40, call));

        assertThat(proxy.requests(READ)).isEqualTo(4 * 40);
    }

    @Test
    void isUnavailableAfterFourFailedConnections() {
        DynamoDbSettings closedPort =
                new DynamoDbSettings("orders", "af-south-1", Optional.of(ClosedPort.endpoint()), Optional.empty());

        try (DynamoDbOrders unreachable = DynamoDbOrders.open(closedPort)) {
            assertThatExceptionOfType(StoreException.Unavailable.class)
                    .isThrownBy(() -> unreachable.repository().find(new OrderKey(tenant, ID)))
                    .havingCause()
                    .isInstanceOfSatisfying(
                            SdkException.class,
                            failure -> assertThat(failure.numAttempts()).isEqualTo(4));
        }
    }

    /** The server sends nothing, or one byte every half a second. The timeout of an attempt ends both. */
    @Test
    void isUnavailableAfterFourResponsesThatNeverEnd() throws Exception {
        proxy.onEvery(WRITE, Fault.hang());
        proxy.onEvery(READ, Fault.trickle());

        inParallel(List.of(
                () -> failing(() -> orders.apply(change)), () -> failing(() -> orders.find(new OrderKey(tenant, ID)))));

        assertThat(proxy.requests(WRITE)).isEqualTo(4);
        assertThat(proxy.requests(READ))
                .as("four of the read, one after the write")
                .isEqualTo(5);
    }

    /** {@link #isUnavailableAfterFourResponsesThatNeverEnd} tests that the limits are enforced. */
    @Test
    void limitsTwoReadsAndAWriteToTwentySeconds() {
        assertThat(DynamoDbOrders.ATTEMPT_TIMEOUT.multipliedBy(DynamoDbOrders.MAX_ATTEMPTS))
                .as("time for all attempts of a call")
                .isLessThan(DynamoDbOrders.CALL_TIMEOUT);
        assertThat(DynamoDbOrders.CALL_TIMEOUT.multipliedBy(2).plus(DynamoDbOrders.LOOK_UP_TIMEOUT))
                .as("a read, a write and a read of the outcome (docs/contract.md, 1 Lock)")
                .isLessThan(Duration.ofSeconds(20));
    }

    private void anotherServiceCancels() {
        TABLE.put(anOrder(tenant, ID, CANCELLED)
                .lockToken(new LockToken("2026-01-05T12:30:00+00:00"))
                .lastUpdatedBy("other-service")
                .build());
    }

    private OrderException.Conflict conflict() {
        return catchThrowableOfType(OrderException.Conflict.class, () -> orders.apply(change));
    }

    private StoreException.Unavailable unavailable() {
        return catchThrowableOfType(StoreException.Unavailable.class, () -> orders.apply(change));
    }

    private Order stored() {
        return TABLE.repository().find(new OrderKey(tenant, ID)).orElseThrow();
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
    void retriesForLongerIfOpenedForABatch() {
        for (int i = 1; i <= 6; i++) {
            proxy.on(WRITE, i, Fault.throttle());
        }
        assertThatExceptionOfType(StoreException.Unavailable.class)
                .isThrownBy(() -> orders.apply(change))
                .withMessageContaining("throttling");

        try (DynamoDbOrders batch = DynamoDbOrders.openForBatch(proxy.to(TABLE.settings()))) {
            batch.repository().apply(change);
        }

        assertThat(proxy.requests(WRITE)).isEqualTo(7);
        assertThat(orders.find(new OrderKey(tenant, ID)).orElseThrow().status()).isEqualTo(PAID);
    }

    @Test
    void createsATableOnceIfTheResponseIsLost() {
        proxy.on("CreateTable", 1, Fault.dropResponse());
        DynamoDbSettings settings = new DynamoDbSettings(
                "orders-" + UUID.randomUUID(),
                TABLE.settings().region(),
                Optional.of(proxy.endpoint()),
                Optional.empty());

        try (DynamoDbOrders created = DynamoDbOrders.open(settings)) {
            created.createTable();

            assertThat(created.repository().find(new OrderKey(tenant, ID))).isEmpty();
            assertThat(proxy.requests("CreateTable")).isEqualTo(2);
            assertThatExceptionOfType(ResourceInUseException.class).isThrownBy(created::createTable);
        }
    }
}
