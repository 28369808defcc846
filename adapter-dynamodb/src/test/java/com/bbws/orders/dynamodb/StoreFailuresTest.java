package com.bbws.orders.dynamodb;

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

import com.bbws.orders.domain.OrderUpdate;
import com.bbws.orders.domain.port.StoreException;
import com.bbws.orders.dynamodb.testing.EmbeddedDynamoDb;
import com.bbws.orders.dynamodb.testing.UnreliableLink;
import com.bbws.orders.dynamodb.testing.UnreliableLink.Fault;
import java.net.URI;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkException;

/** Every failure is a sentence for the one who has to mend it, and holds nothing of what is stored. */
class StoreFailuresTest {

    private static final String STORED = "txn-secret";
    private static final String TABLE = "table orders-none in af-south-1";

    private final UnreliableLink link =
            new UnreliableLink(EmbeddedDynamoDb.shared().endpoint());
    private DynamoDbSettings settings =
            new DynamoDbSettings("orders-none", "af-south-1", Optional.of(link.endpoint()), Optional.empty());

    @AfterEach
    void close() {
        link.close();
    }

    @Test
    void aMissingTableIsNamed() {
        String sentence = "There is no " + TABLE + ": check the table's name, the region and the account.";

        assertThat(readFailure()).isEqualTo(sentence);
        assertThat(writeFailure()).isEqualTo(sentence);
        assertThat(searchFailure()).isEqualTo(sentence);
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

    @Test
    void anAnswerThatIsNotDynamoDbsShowsItsStatus() {
        link.onEvery("GetItem", Fault.answer(404, "<html>Not found</html>"));

        assertThat(readFailure()).isEqualTo("DynamoDB refused GetItem on " + TABLE + " (404).");
    }

    @Test
    void aProfileWithoutCredentialsIsNamed() {
        settings = new DynamoDbSettings(
                settings.tableName(), settings.region(), settings.endpoint(), Optional.of("nobody-has-this-profile"));

        assertThat(readFailure())
                .isEqualTo("There are no AWS credentials for the profile 'nobody-has-this-profile':"
                        + " check its name, or log in with it again.");
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
        return failureOf(orders -> orders.repository().find(TENANT, ID));
    }

    private String writeFailure() {
        return failureOf(orders -> orders.repository()
                .apply(anOrder(TENANT, ID, PENDING)
                        .build()
                        .update(OrderUpdate.to(PAID, aPayment(STORED)), ALICE, NOON)
                        .orElseThrow()));
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
