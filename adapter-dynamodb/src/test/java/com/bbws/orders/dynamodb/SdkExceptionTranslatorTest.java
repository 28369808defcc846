package com.bbws.orders.dynamodb;

import static com.bbws.orders.domain.OrderStatus.PAID;
import static com.bbws.orders.domain.OrderStatus.PENDING;
import static com.bbws.orders.domain.testing.OrderFixtures.ALICE;
import static com.bbws.orders.domain.testing.OrderFixtures.ID;
import static com.bbws.orders.domain.testing.OrderFixtures.KEY;
import static com.bbws.orders.domain.testing.OrderFixtures.NOON;
import static com.bbws.orders.domain.testing.OrderFixtures.TENANT;
import static com.bbws.orders.domain.testing.OrderFixtures.aPayment;
import static com.bbws.orders.domain.testing.OrderFixtures.anOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.bbws.orders.domain.OrderException;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.OrderUpdate;
import com.bbws.orders.domain.UpdateId;
import com.bbws.orders.domain.port.StoreException;
import com.bbws.orders.dynamodb.testing.EmbeddedDynamoDb;
import com.bbws.orders.dynamodb.testing.FaultInjectionProxy;
import com.bbws.orders.dynamodb.testing.FaultInjectionProxy.Fault;
import com.bbws.orders.dynamodb.testing.TestTable;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkException;

/** The message of every failure is a sentence that names the cause and contains no stored data. */
class SdkExceptionTranslatorTest {

    private static final String STORED = "txn-secret";
    private static final String TABLE = "table orders-none in af-south-1";

    private final FaultInjectionProxy proxy =
            new FaultInjectionProxy(EmbeddedDynamoDb.shared().endpoint());
    private DynamoDbSettings settings =
            new DynamoDbSettings("orders-none", "af-south-1", Optional.of(proxy.endpoint()), Optional.empty());

    @AfterEach
    void close() {
        proxy.close();
    }

    @Test
    void namesAMissingTable() {
        String sentence = "Table orders-none in af-south-1 at " + address()
                + " does not exist: check the table name and the endpoint.";

        assertThat(readFailure()).isEqualTo(sentence);
        assertThat(writeFailure()).isEqualTo(sentence);
        assertThat(searchFailure()).isEqualTo(sentence);
    }

    @Test
    void namesTheVariableOfTheEndpointIfTheTableIsMissing() {
        settings = DynamoDbSettings.of(Map.of(
                "DYNAMODB_TABLE_NAME",
                settings.tableName(),
                "AWS_ENDPOINT_URL",
                proxy.endpoint().toString().replace("//", "//me:" + STORED + "@")));

        assertThat(readFailure())
                .isEqualTo("Table orders-none in af-south-1 at " + address()
                        + " (AWS_ENDPOINT_URL) does not exist: check the table name and the endpoint.");
    }

    @ParameterizedTest
    @CsvSource({
        "400, InvalidSignatureException, 'Signature expired: 20261128T1000Z is now earlier than 20261128T1100Z'",
        "400, InvalidSignatureException, 'Signature not yet current: 20261128T1200Z is still later than 20261128T1100Z'",
        "400, RequestExpired, x",
        "403, RequestTimeTooSkewed, x",
        "400, RequestInTheFuture, x"
    })
    void namesTheClockIfTheTimeIsRejected(int status, String code, String message) {
        proxy.onEvery("GetItem", Fault.error(status, code, message));

        assertThat(readFailure())
                .isEqualTo("AWS rejected the time of the request (" + code
                        + "): the clock of this computer is wrong. Correct the date and time, and try again.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TransactionConflictException", "ReplicatedWriteConflictException"})
    void reportsAConcurrentWriteOfTheItem(String code) {
        proxy.onEvery("GetItem", Fault.error(400, code, "Transaction is ongoing for the item"));

        assertThat(readFailure())
                .isEqualTo("Another service is writing an item that GetItem reads from " + TABLE + " (400 " + code
                        + "): try again later.");
        assertThat(proxy.requests("GetItem")).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({
        "The provided key element does not match the schema, has different keys from the orders table",
        "The table does not have the specified index: OrderByIdIndex, has no index OrderByIdIndex",
        "The table does not have the specified index: OrdersByDateIndex, has no index OrdersByDateIndex",
        "Query condition missed key schema element: x, has different keys from the orders table",
        "Condition parameter type does not match schema type, has different keys from the orders table",
        "One or more parameter values were invalid: Missing the key id in the item, has different keys from the orders table",
        "The number of conditions on the keys is invalid, has different keys from the orders table",
        "One of the required keys was not given a value, has different keys from the orders table",
        "Query key condition not supported, has different keys from the orders table",
        "Type mismatch for key PK expected: N actual: S, has different keys from the orders table"
    })
    void reportsATableWithOtherKeys(String message, String difference) {
        proxy.onEvery("GetItem", Fault.error(400, "ValidationException", message));

        assertThat(readFailure()).isEqualTo("orders-none " + difference + ": check the table name.");
        assertThat(proxy.requests("GetItem")).isOne();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Type mismatch for Index Key GSI1_PK Expected: S Actual: N",
                "The provided starting key is invalid",
                "Size of hashkey has exceeded the maximum size limit of 2048 bytes"
            })
    void doesNotReportAWrongTableForOtherMessagesAboutKeys(String message) {
        proxy.onEvery("GetItem", Fault.error(400, "ValidationException", message));

        assertThat(readFailure()).isEqualTo("DynamoDB rejected GetItem on " + TABLE + " (400 ValidationException).");
    }

    @ParameterizedTest
    @CsvSource({
        "Item size to update has exceeded the maximum allowed size, true",
        "Item size has exceeded the maximum allowed size, true",
        "Expression size has exceeded the maximum allowed size, false",
        "'One or more parameter values were invalid: Size of hashkey has exceeded the maximum size limit', false"
    })
    void reportsAnOrderAsTooLargeOnlyForTheItemSize(String message, boolean isTooLarge) {
        proxy.onEvery("UpdateItem", Fault.error(400, "ValidationException", message));

        try (DynamoDbOrders orders = DynamoDbOrders.open(settings)) {
            assertThat(catchThrowable(() -> write(orders)))
                    .isInstanceOf(isTooLarge ? OrderException.TooLarge.class : StoreException.Unavailable.class);
        }
        assertThat(proxy.requests()).as("neither retried nor read").isEqualTo(Map.of("UpdateItem", 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ExpiredToken",
                "ExpiredTokenException",
                "IncompleteSignature",
                "InvalidClientTokenId",
                "InvalidSignatureException",
                "MissingAuthenticationTokenException",
                "UnrecognizedClientException"
            })
    void asksToRenewRejectedCredentials(String code) {
        proxy.onEvery("UpdateItem", Fault.error(400, code, "The token " + STORED + " is no good."));

        assertThat(writeFailure())
                .isEqualTo("AWS rejected the credentials (" + code
                        + "): log in again or renew them, and check the profile.");
    }

    @Test
    void namesTheMissingPermissionIfAccessIsDenied() {
        Fault denied = Fault.error(400, "AccessDeniedException", "User " + STORED + " is not authorized.");
        proxy.onEvery("GetItem", denied);
        proxy.onEvery("UpdateItem", denied);
        proxy.onEvery("Query", denied);

        String sentence = "Access to " + TABLE + " is denied: the credentials need the permission dynamodb:%s.";
        assertThat(readFailure()).isEqualTo(sentence, "GetItem");
        assertThat(writeFailure()).isEqualTo(sentence, "UpdateItem");
        assertThat(searchFailure()).isEqualTo(sentence, "Query");
        assertThat(proxy.requests("GetItem")).as("not retried").isOne();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ProvisionedThroughputExceededException",
                "RequestLimitExceeded",
                "ThrottlingException",
            })
    void asksToTryAgainLaterIfThrottled(String code) {
        proxy.onEvery("GetItem", Fault.error(400, code, "Too much of " + STORED + "."));

        assertThat(readFailure()).isEqualTo("DynamoDB is throttling GetItem on " + TABLE + ": try again later.");
        assertThat(proxy.requests("GetItem")).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({"400, ValidationException", "500, InternalServerError", "503, ServiceUnavailable"})
    void showsTheCodeOfAnyOtherError(int status, String code) {
        proxy.onEvery("Query", Fault.error(status, code, "No, not " + STORED + "."));

        assertThat(searchFailure())
                .isEqualTo("DynamoDB rejected Query on " + TABLE + " (" + status + " " + code + ")"
                        + (status < 500 ? "." : ": try again later."));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308, 403, 404, 405, 413, 418})
    void showsTheStatusOfAResponseThatIsNotFromDynamoDb(int status) {
        proxy.onEvery("GetItem", Fault.respond(status, "<html>Not found</html>"));

        assertThat(readFailure())
                .isEqualTo("A server that is not DynamoDB responded to GetItem on " + TABLE + " at " + address() + " ("
                        + status + "): check the endpoint, the proxy and the network.");
    }

    @ParameterizedTest
    @CsvSource({
        "500, <html>Broken</html>",
        "502, <html>Bad gateway</html>",
        "503, Unavailable",
        "503, ''",
        "504, {}",
        "500, '{\"message\":\"Internal server error\"}'",
        "429, <html>Too many requests</html>"
    })
    void asksToTryAgainLaterIfAnotherServerIsOverloadedOrFails(int status, String page) {
        proxy.onEvery("GetItem", Fault.respond(status, page));
        settings = DynamoDbSettings.of(Map.of(
                "DYNAMODB_TABLE_NAME",
                settings.tableName(),
                "AWS_ENDPOINT_URL",
                proxy.endpoint().toString()));

        assertThat(readFailure())
                .isEqualTo("A server that is not DynamoDB responded to GetItem on " + TABLE + " at " + address()
                        + " (AWS_ENDPOINT_URL) (" + status
                        + "): try again later, or check the endpoint, the proxy and the network.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>Welcome</html>", "Welcome", "[]", "\"text\""})
    void recognisesAWebPageInPlaceOfAResponse(String page) {
        proxy.onEvery("GetItem", Fault.respond(200, page));

        assertThat(readFailure())
                .isEqualTo("A server that is not DynamoDB responded to GetItem on " + TABLE + " at " + address()
                        + ": check the endpoint, the proxy and the network.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"hello\":1}", "{}", ""})
    void recognisesAResponseWithoutARequestId(String body) {
        Fault answer = Fault.respond(200, body);
        List.of("GetItem", "UpdateItem", "PutItem", "Query", "Scan", "DescribeTable")
                .forEach(operation -> proxy.onEvery(operation, answer));

        assertThat(readFailure()).isEqualTo(notDynamoDb("GetItem"));
        assertThat(failureOf(orders -> orders.search().inspect(KEY))).isEqualTo(notDynamoDb("GetItem"));
        assertThat(searchFailure()).isEqualTo(notDynamoDb("Query"));
        assertThat(scanFailure()).isEqualTo(notDynamoDb("DescribeTable"));
        assertThat(failureOf(
                        orders -> orders.history().append(new OrderKey(TENANT, ID), DynamoDbOrderHistoryTest.REVISION)))
                .isEqualTo(notDynamoDb("PutItem"));
        assertThat(writeFailure())
                .as("the write may have arrived, and the read after it gets no response from DynamoDB either")
                .startsWith(notDynamoDb("UpdateItem") + " The outcome is unknown: ");
    }

    /** API Gateway, for example, sets a request id too. */
    @Test
    void recognisesAResponseOfAnotherServiceWithARequestId() {
        Fault answer = Fault.respond(200, "{\"hello\":1}", "x-amzn-RequestId: 1");
        List.of("Query", "Scan", "DescribeTable").forEach(operation -> proxy.onEvery(operation, answer));

        assertThat(searchFailure()).isEqualTo(notDynamoDb("Query"));
        assertThat(scanFailure()).isEqualTo(notDynamoDb("DescribeTable"));
        proxy.onEvery("DescribeTable", Fault.passAfter(() -> {}));
        assertThat(scanFailure()).isEqualTo(notDynamoDb("Scan"));
    }

    private String scanFailure() {
        return failureOf(orders -> TestTable.scan(orders.scanner(), Optional.empty()));
    }

    private String notDynamoDb(String operation) {
        return "A server that is not DynamoDB responded to " + operation + " on " + TABLE + " at " + address()
                + ": check the endpoint, the proxy and the network.";
    }

    @Test
    void namesAProfileThatDoesNotExistAndTheOptionThatSetsIt() {
        settings = DynamoDbSettings.ofAwsCli(
                        Map.of("DYNAMODB_TABLE_NAME", "orders-none"), "--profile", Optional.of("absent-profile"))
                .withEndpoint("--endpoint-url", proxy.endpoint());

        assertThat(readFailure())
                .startsWith("No AWS credentials found for the profile 'absent-profile' (--profile):"
                        + " the profile is not in ");
        assertThat(proxy.requests("GetItem")).isZero();
    }

    @Test
    void namesAProfileWithoutCredentials() {
        settings = new DynamoDbSettings(
                settings.tableName(), settings.region(), settings.endpoint(), Optional.of("absent-profile"));

        assertThat(readFailure()).startsWith("No AWS credentials found for the profile 'absent-profile'");
        assertThat(proxy.requests("GetItem")).isZero();
    }

    @Test
    void namesTheEndpointIfNoResponseArrives() {
        proxy.onEvery("GetItem", Fault.dropRequest());

        assertThat(readFailure())
                .isEqualTo("DynamoDB did not respond to GetItem on " + TABLE + " at localhost:"
                        + proxy.endpoint().getPort() + ": check the region, the endpoint and the network.");
    }

    @Test
    void reportsAHostThatDoesNotExistAsNotAnswering() {
        settings = new DynamoDbSettings(
                settings.tableName(),
                settings.region(),
                Optional.of(URI.create("http://nowhere.invalid:8000")),
                settings.profile());

        assertThat(readFailure())
                .isEqualTo("DynamoDB did not respond to GetItem on " + TABLE
                        + " at nowhere.invalid:8000: check the region, the endpoint and the network.");
    }

    @Test
    void omitsAPortThatTheEndpointDoesNotHave() {
        settings = new DynamoDbSettings(
                settings.tableName(),
                settings.region(),
                Optional.of(URI.create("http://nowhere.invalid")),
                settings.profile());

        assertThat(readFailure())
                .isEqualTo("DynamoDB did not respond to GetItem on " + TABLE
                        + " at nowhere.invalid: check the region, the endpoint and the network.");
    }

    private String readFailure() {
        return failureOf(orders -> orders.repository().find(KEY));
    }

    private String address() {
        return "localhost:" + proxy.endpoint().getPort();
    }

    private String writeFailure() {
        return failureOf(SdkExceptionTranslatorTest::write);
    }

    private static void write(DynamoDbOrders orders) {
        orders.repository()
                .apply(anOrder(TENANT, ID, PENDING)
                        .build()
                        .update(OrderUpdate.to(PAID, aPayment(STORED)), ALICE, UpdateId.random(), NOON)
                        .orElseThrow());
    }

    private String searchFailure() {
        return failureOf(orders -> orders.search().tenantsWith(ID));
    }

    private String failureOf(Consumer<DynamoDbOrders> call) {
        try (DynamoDbOrders orders = DynamoDbOrders.open(settings)) {
            return assertThatExceptionOfType(StoreException.Unavailable.class)
                    .isThrownBy(() -> call.accept(orders))
                    .withCauseInstanceOf(SdkException.class)
                    .satisfies(failure -> assertThat(failure).hasMessageNotContaining(STORED))
                    .actual()
                    .getMessage();
        }
    }
}
