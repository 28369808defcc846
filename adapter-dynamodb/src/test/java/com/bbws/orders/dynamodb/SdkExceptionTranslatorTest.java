package com.bbws.orders.dynamodb;

import static com.bbws.orders.domain.testing.OrderFixtures.KEY;

import static com.bbws.orders.domain.OrderStatus.PAID;
import static com.bbws.orders.domain.OrderStatus.PENDING;
import static com.bbws.orders.domain.testing.OrderFixtures.ALICE;
import static com.bbws.orders.domain.testing.OrderFixtures.ID;
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
import com.bbws.orders.domain.port.StoreException;
import com.bbws.orders.dynamodb.testing.EmbeddedDynamoDb;
import com.bbws.orders.dynamodb.testing.FaultInjectionProxy;
import com.bbws.orders.dynamodb.testing.FaultInjectionProxy.Fault;
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

/** Every failure is a sentence that names the cause, and holds nothing of what is stored. */
class SdkExceptionTranslatorTest {

    private static final String STORED = "txn-secret";
    private static final String TABLE = "table orders-none in af-south-1";

    private final FaultInjectionProxy link =
            new FaultInjectionProxy(EmbeddedDynamoDb.shared().endpoint());
    private DynamoDbSettings settings =
            new DynamoDbSettings("orders-none", "af-south-1", Optional.of(link.endpoint()), Optional.empty());

    @AfterEach
    void close() {
        link.close();
    }

    @Test
    void aMissingTableIsNamed() {
        String sentence = "There is no " + TABLE + " at " + address() + ": check the table's name, and the endpoint.";

        assertThat(readFailure()).isEqualTo(sentence);
        assertThat(writeFailure()).isEqualTo(sentence);
        assertThat(searchFailure()).isEqualTo(sentence);
    }

    @Test
    void theVariableOfTheEndpointIsNamedWhereATableIsMissing() {
        settings = DynamoDbSettings.of(Map.of(
                "DYNAMODB_TABLE_NAME",
                settings.tableName(),
                "AWS_ENDPOINT_URL",
                link.endpoint().toString().replace("//", "//me:" + STORED + "@")));

        assertThat(readFailure())
                .isEqualTo("There is no " + TABLE + " at " + address()
                        + " (AWS_ENDPOINT_URL): check the table's name, and the endpoint.");
    }

    @ParameterizedTest
    @CsvSource({
        "400, InvalidSignatureException, 'Signature expired: 20261128T1000Z is now earlier than 20261128T1100Z'",
        "400, InvalidSignatureException, 'Signature not yet current: 20261128T1200Z is still later than 20261128T1100Z'",
        "400, RequestExpired, x",
        "403, RequestTimeTooSkewed, x",
        "400, RequestInTheFuture, x"
    })
    void aTimeThatIsRefusedIsTheFaultOfTheClock(int status, String code, String message) {
        link.onEvery("GetItem", Fault.refuse(status, code, message));

        assertThat(readFailure())
                .isEqualTo("AWS refused the time of the request (" + code
                        + "): the clock of this computer is wrong. Set its date and time, and try again.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TransactionConflictException", "ReplicatedWriteConflictException"})
    void anotherWriterOfTheItemIsNamed(String code) {
        link.onEvery("GetItem", Fault.refuse(400, code, "Transaction is ongoing for the item"));

        assertThat(readFailure())
                .isEqualTo("Another service is writing an item that GetItem reads from " + TABLE + " (400 " + code
                        + "): try again later.");
        assertThat(link.requests("GetItem")).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({
        "The provided key element does not match the schema, has other keys than the orders table",
        "The table does not have the specified index: OrderByIdIndex, has no index OrderByIdIndex",
        "The table does not have the specified index: OrdersByDateIndex, has no index OrdersByDateIndex",
        "Query condition missed key schema element: x, has other keys than the orders table",
        "Condition parameter type does not match schema type, has other keys than the orders table",
        "One or more parameter values were invalid: Missing the key id in the item, has other keys than the orders table",
        "The number of conditions on the keys is invalid, has other keys than the orders table",
        "One of the required keys was not given a value, has other keys than the orders table",
        "Query key condition not supported, has other keys than the orders table",
        "Type mismatch for key PK expected: N actual: S, has other keys than the orders table"
    })
    void aTableWithOtherKeysIsAnotherTable(String message, String what) {
        link.onEvery("GetItem", Fault.refuse(400, "ValidationException", message));

        assertThat(readFailure()).isEqualTo("orders-none " + what + ": is it the orders table?");
        assertThat(link.requests("GetItem")).isOne();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Type mismatch for Index Key GSI1_PK Expected: S Actual: N",
                "The provided starting key is invalid",
                "Size of hashkey has exceeded the maximum size limit of 2048 bytes"
            })
    void notEachSentenceWithTheWordKeyMeansAnotherTable(String message) {
        link.onEvery("GetItem", Fault.refuse(400, "ValidationException", message));

        assertThat(readFailure()).isEqualTo("DynamoDB refused GetItem on " + TABLE + " (400 ValidationException).");
    }

    @ParameterizedTest
    @CsvSource({
        "Item size to update has exceeded the maximum allowed size, true",
        "Item size has exceeded the maximum allowed size, true",
        "Expression size has exceeded the maximum allowed size, false",
        "'One or more parameter values were invalid: Size of hashkey has exceeded the maximum size limit', false"
    })
    void onlyTheSizeOfTheItemMakesAnOrderTooLarge(String message, boolean isTooLarge) {
        link.onEvery("UpdateItem", Fault.refuse(400, "ValidationException", message));

        try (DynamoDbOrders orders = DynamoDbOrders.open(settings)) {
            assertThat(catchThrowable(() -> write(orders)))
                    .isInstanceOf(isTooLarge ? OrderException.TooLarge.class : StoreException.Unavailable.class);
        }
        assertThat(link.requests()).as("neither repeated nor looked up").isEqualTo(Map.of("UpdateItem", 1));
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
    void refusedCredentialsAreToBeRenewed(String code) {
        link.onEvery("UpdateItem", Fault.refuse(400, code, "The token " + STORED + " is no good."));

        assertThat(writeFailure())
                .isEqualTo("AWS refused the credentials (" + code
                        + "): log in again or renew them, and check the profile.");
    }

    @Test
    void deniedAccessNamesThePermissionThatIsMissing() {
        Fault denied = Fault.refuse(400, "AccessDeniedException", "User " + STORED + " is not authorized.");
        link.onEvery("GetItem", denied);
        link.onEvery("UpdateItem", denied);
        link.onEvery("Query", denied);

        String sentence = "Access to " + TABLE + " is denied: the credentials need dynamodb:%s.";
        assertThat(readFailure()).isEqualTo(sentence, "GetItem");
        assertThat(writeFailure()).isEqualTo(sentence, "UpdateItem");
        assertThat(searchFailure()).isEqualTo(sentence, "Query");
        assertThat(link.requests("GetItem")).as("a denial is final").isOne();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ProvisionedThroughputExceededException",
                "RequestLimitExceeded",
                "ThrottlingException",
            })
    void throttlingAsksForPatience(String code) {
        link.onEvery("GetItem", Fault.refuse(400, code, "Too much of " + STORED + "."));

        assertThat(readFailure()).isEqualTo("DynamoDB is throttling GetItem on " + TABLE + ": try again later.");
        assertThat(link.requests("GetItem")).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({"400, ValidationException", "500, InternalServerError", "503, ServiceUnavailable"})
    void anyOtherRefusalShowsItsCode(int status, String code) {
        link.onEvery("Query", Fault.refuse(status, code, "No, not " + STORED + "."));

        assertThat(searchFailure())
                .isEqualTo("DynamoDB refused Query on " + TABLE + " (" + status + " " + code + ")"
                        + (status < 500 ? "." : ": try again later."));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308, 403, 404, 405, 413, 418})
    void anAnswerThatIsNotDynamoDbsShowsItsStatus(int status) {
        link.onEvery("GetItem", Fault.answer(status, "<html>Not found</html>"));

        assertThat(readFailure())
                .isEqualTo("Something that is not DynamoDB answered GetItem on " + TABLE + " at " + address() + " ("
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
    void anAnswerThatIsNotDynamoDbsAndMayPassAsksForPatience(int status, String page) {
        link.onEvery("GetItem", Fault.answer(status, page));
        settings = DynamoDbSettings.of(Map.of(
                "DYNAMODB_TABLE_NAME",
                settings.tableName(),
                "AWS_ENDPOINT_URL",
                link.endpoint().toString()));

        assertThat(readFailure())
                .isEqualTo("Something that is not DynamoDB answered GetItem on " + TABLE + " at " + address()
                        + " (AWS_ENDPOINT_URL) (" + status
                        + "): try again later, or check the endpoint, the proxy and the network.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>Welcome</html>", "Welcome", "[]", "\"text\""})
    void aPageInThePlaceOfAnAnswerIsNotDynamoDbs(String page) {
        link.onEvery("GetItem", Fault.answer(200, page));

        assertThat(readFailure())
                .isEqualTo("Something that is not DynamoDB answered GetItem on " + TABLE + " at " + address()
                        + ": check the endpoint, the proxy and the network.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"hello\":1}", "{}", ""})
    void anAnswerWithoutARequestIdIsNotDynamoDbs(String body) {
        Fault answer = Fault.answer(200, body);
        List.of("GetItem", "UpdateItem", "PutItem", "Query", "Scan", "DescribeTable")
                .forEach(operation -> link.onEvery(operation, answer));

        assertThat(readFailure()).isEqualTo(notDynamoDb("GetItem"));
        assertThat(failureOf(orders -> orders.search().inspect(KEY))).isEqualTo(notDynamoDb("GetItem"));
        assertThat(searchFailure()).isEqualTo(notDynamoDb("Query"));
        assertThat(failureOf(orders -> orders.search().audit(Optional.empty(), 1, page -> {})))
                .isEqualTo(notDynamoDb("Scan"));
        assertThat(failureOf(orders -> orders.search().approximateSize())).isEqualTo(notDynamoDb("DescribeTable"));
        assertThat(failureOf(
                        orders -> orders.history().append(new OrderKey(TENANT, ID), DynamoDbOrderHistoryTest.REVISION)))
                .isEqualTo(notDynamoDb("PutItem"));
        assertThat(writeFailure())
                .as("the write may have arrived, and the look gets no answer of DynamoDB either")
                .startsWith(notDynamoDb("UpdateItem") + " The outcome is unknown: ");
    }

    /** API Gateway, for example, gives its answers a request id too. */
    @Test
    void anAnswerOfAnotherServiceWithARequestIdIsNotDynamoDbs() {
        Fault answer = Fault.answer(200, "{\"hello\":1}", "x-amzn-RequestId: 1");
        List.of("Query", "Scan", "DescribeTable").forEach(operation -> link.onEvery(operation, answer));

        assertThat(searchFailure()).isEqualTo(notDynamoDb("Query"));
        assertThat(failureOf(orders -> orders.search().audit(Optional.empty(), 1, page -> {})))
                .isEqualTo(notDynamoDb("Scan"));
        assertThat(failureOf(orders -> orders.search().approximateSize())).isEqualTo(notDynamoDb("DescribeTable"));
    }

    private String notDynamoDb(String operation) {
        return "Something that is not DynamoDB answered " + operation + " on " + TABLE + " at " + address()
                + ": check the endpoint, the proxy and the network.";
    }

    @Test
    void aProfileThatDoesNotExistIsNamedWithWhatNamesIt() {
        settings = DynamoDbSettings.ofAwsCli(
                        Map.of("DYNAMODB_TABLE_NAME", "orders-none"), "--profile", Optional.of("absent-profile"))
                .withEndpoint("--endpoint-url", link.endpoint());

        assertThat(readFailure())
                .startsWith("There are no AWS credentials for the profile 'absent-profile' (--profile):"
                        + " it is neither in ");
        assertThat(link.requests("GetItem")).isZero();
    }

    @Test
    void aProfileWithoutCredentialsIsNamed() {
        settings = new DynamoDbSettings(
                settings.tableName(), settings.region(), settings.endpoint(), Optional.of("absent-profile"));

        assertThat(readFailure()).startsWith("There are no AWS credentials for the profile 'absent-profile'");
        assertThat(link.requests("GetItem")).isZero();
    }

    @Test
    void silenceNamesTheEndpoint() {
        link.onEvery("GetItem", Fault.dropRequest());

        assertThat(readFailure())
                .isEqualTo("DynamoDB did not answer GetItem on " + TABLE + " at localhost:"
                        + link.endpoint().getPort() + ": check the region, the endpoint and the network.");
    }

    @Test
    void aHostThatDoesNotExistIsSilent() {
        settings = new DynamoDbSettings(
                settings.tableName(),
                settings.region(),
                Optional.of(URI.create("http://nowhere.invalid:8000")),
                settings.profile());

        assertThat(readFailure())
                .isEqualTo("DynamoDB did not answer GetItem on " + TABLE
                        + " at nowhere.invalid:8000: check the region, the endpoint and the network.");
    }

    @Test
    void anEndpointWithoutAPortIsNamedWithoutOne() {
        settings = new DynamoDbSettings(
                settings.tableName(),
                settings.region(),
                Optional.of(URI.create("http://nowhere.invalid")),
                settings.profile());

        assertThat(readFailure())
                .isEqualTo("DynamoDB did not answer GetItem on " + TABLE
                        + " at nowhere.invalid: check the region, the endpoint and the network.");
    }

    private String readFailure() {
        return failureOf(orders -> orders.repository().find(KEY));
    }

    private String address() {
        return "localhost:" + link.endpoint().getPort();
    }

    private String writeFailure() {
        return failureOf(SdkExceptionTranslatorTest::write);
    }

    private static void write(DynamoDbOrders orders) {
        orders.repository()
                .apply(anOrder(TENANT, ID, PENDING)
                        .build()
                        .update(OrderUpdate.to(PAID, aPayment(STORED)), ALICE, NOON)
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
