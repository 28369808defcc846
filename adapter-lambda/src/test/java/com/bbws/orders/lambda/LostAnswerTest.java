package com.bbws.orders.lambda;

import static com.bbws.orders.domain.testing.OrderFixtures.ID;
import static com.bbws.orders.domain.testing.OrderFixtures.anOrder;
import static com.bbws.orders.lambda.TestService.ifMatch;
import static com.bbws.orders.lambda.TestService.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.bbws.orders.domain.LockToken;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.dynamodb.testing.EmbeddedDynamoDb;
import com.bbws.orders.dynamodb.testing.FaultInjectionProxy;
import com.bbws.orders.dynamodb.testing.FaultInjectionProxy.Fault;
import com.bbws.orders.dynamodb.testing.ItemAtSizeLimit;
import com.bbws.orders.dynamodb.testing.OrderItems;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client is told when the way to the database loses requests and answers, and what is stored then. */
class LostAnswerTest {

    private static final String PAID = "{\"status\":\"paid\",\"paymentDetails\":{\"transactionId\":\"ours\"}}";

    private final FaultInjectionProxy link =
            new FaultInjectionProxy(EmbeddedDynamoDb.shared().endpoint());
    private final TestService service = new TestService().at(link.endpoint());

    @BeforeEach
    void storeAnOrder() {
        service.store(anOrder(service.tenant, ID, OrderStatus.PENDING).build());
    }

    @AfterEach
    void closeTheLink() {
        link.close();
    }

    @Test
    void aLostAnswerIsNoticedByNobody() {
        link.on("UpdateItem", 1, Fault.dropResponse());

        APIGatewayProxyResponseEvent answer = service.put(ID, PAID);

        assertThat(answer.getStatusCode()).isEqualTo(200);
        assertThat(answer.getHeaders()).containsEntry("ETag", "\"2026-01-05T12:00:00.000000Z\"");
        assertThat(service.stored(ID).get("dateLastUpdated").s()).isEqualTo("2026-01-05T12:00:00.000000Z");
        assertThat(service.changesOf(ID)).as("put once, written once").hasSize(2);
        assertThat(link.requests("GetItem")).isEqualTo(1);
        assertThat(link.requests("UpdateItem")).isEqualTo(2);
        assertThat(service.logLines())
                .singleElement()
                .satisfies(line ->
                        assertThat(line.get("OwnWriteRecovered").asInt()).isOne());
    }

    @Test
    void theSecondOfTwoWritersLosesAlsoWhileTheClockStandsStill() {
        link.on("UpdateItem", 1, Fault.passAfter(this::anotherWriterPays));

        APIGatewayProxyResponseEvent answer = service.put(ID, PAID);

        assertThat(answer.getStatusCode()).isEqualTo(409);
        assertThat(json(answer.getBody()).get("currentStatus").asText()).isEqualTo("paid");
        assertThat(answer.getHeaders()).containsEntry("ETag", "\"2026-01-05T12:00:00.000000Z\"");
        assertThat(storedTransaction()).isEqualTo("theirs");
        assertThat(service.logLines()).singleElement().satisfies(line -> {
            assertThat(line.get("level").asText()).isEqualTo("WARN");
            assertThat(line.get("message").asText()).isEqualTo("Optimistic lock failure");
            assertThat(line.get("statusCode").asInt()).isEqualTo(409);
            assertThat(line.get("orderId").asText()).isEqualTo(ID.value());
            assertThat(line.get("tenantId").asText()).isEqualTo(service.tenant.value());
        });
    }

    @Test
    void aRaceThatIsLostAtTheWriteIsAFailedPreconditionForOneWhoNamedAVersion() {
        link.on("UpdateItem", 1, Fault.passAfter(this::anotherWriterPays));

        APIGatewayProxyResponseEvent answer = service.put(ifMatch(service.event(ID, PAID), "\"2025-12-30T10:00:00Z\""));

        assertThat(answer.getStatusCode()).isEqualTo(412);
        assertThat(json(answer.getBody()).get("currentStatus").asText()).isEqualTo("paid");
        assertThat(answer.getHeaders()).containsEntry("ETag", "\"2026-01-05T12:00:00.000000Z\"");
    }

    @Test
    void aRaceThatIsLostByOneWhoNamedNoVersionIsAConflict() {
        link.on("UpdateItem", 1, Fault.passAfter(this::anotherWriterPays));

        assertThat(service.put(ifMatch(service.event(ID, PAID), "*")).getStatusCode())
                .isEqualTo(409);
    }

    @Test
    void theLogSaysWhenOurOwnWriteMayHaveBeenOverwritten() {
        link.on(
                "UpdateItem",
                1,
                Fault.dropResponseAfter(() -> service.store(anOrder(service.tenant, ID, OrderStatus.CANCELLED)
                        .lockToken(new LockToken("2026-01-05T12:00:01Z"))
                        .build())));

        APIGatewayProxyResponseEvent answer = service.put(ID, PAID);

        assertThat(answer.getStatusCode()).isEqualTo(409);
        assertThat(json(answer.getBody()).get("currentStatus").asText()).isEqualTo("cancelled");
        assertThat(service.logLines())
                .singleElement()
                .satisfies(line -> assertThat(line.get("message").asText())
                        .startsWith("Optimistic lock failure; it was sent more than once, and the outcome of our own"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TransactionConflictException", "ReplicatedWriteConflictException"})
    void aConflictWithATransactionThatPassesIsNoticedByNobody(String code) {
        link.on("UpdateItem", 1, Fault.error(400, code, "Transaction is ongoing for the item"));

        assertThat(service.put(ID, PAID).getStatusCode()).isEqualTo(200);
        assertThat(link.requests("UpdateItem")).isEqualTo(2);
        assertThat(service.changesOf(ID)).as("put once, written once").hasSize(2);
    }

    /** Also for a client that named a version: it may still be the current one. */
    @ParameterizedTest
    @CsvSource({
        "TransactionConflictException, *",
        "TransactionConflictException, '\"2025-12-30T10:00:00Z\"'",
        "ReplicatedWriteConflictException, *"
    })
    void aConflictWithATransactionThatLastsIsAConflictWithoutACurrentOrder(String code, String version) {
        link.onEvery("UpdateItem", Fault.error(400, code, "Transaction is ongoing for the item"));

        APIGatewayProxyResponseEvent answer = service.put(ifMatch(service.event(ID, PAID), version));

        assertThat(answer.getStatusCode()).isEqualTo(409);
        assertThat(json(answer.getBody()).get("code").asText()).isEqualTo("OPTIMISTIC_LOCK_FAILURE");
        assertThat(json(answer.getBody()).has("currentStatus")).isFalse();
        assertThat(answer.getHeaders()).doesNotContainKey("ETag");
        assertThat(link.requests("UpdateItem")).isEqualTo(4);
        assertThat(service.changesOf(ID)).as("put once, never written").hasSize(1);
        assertThat(service.logLines()).singleElement().satisfies(line -> {
            assertThat(line.get("level").asText()).isEqualTo("WARN");
            assertThat(line.get("message").asText())
                    .startsWith("Optimistic lock failure; another writer kept the order")
                    .doesNotContain("unknown");
        });
    }

    @Test
    void anOrderThatIsTooLargeIsRefusedAtOnceAndStaysAsItIs() {
        ItemAtSizeLimit.put(
                EmbeddedDynamoDb.shared().client(),
                service.environment.get("DYNAMODB_TABLE_NAME"),
                OrderItems.of(anOrder(service.tenant, ID, OrderStatus.PENDING).build()));

        APIGatewayProxyResponseEvent answer = service.put(
                ID, "{\"status\":\"paid\",\"paymentDetails\":{\"transactionId\":\"" + "1".repeat(100) + "\"}}");

        assertThat(answer.getStatusCode()).isEqualTo(413);
        assertThat(json(answer.getBody()).get("code").asText()).isEqualTo("ORDER_TOO_LARGE");
        assertThat(link.requests("UpdateItem")).isOne();
        assertThat(service.stored(ID).get("status").s()).isEqualTo("pending");
        assertThat(service.logLines()).singleElement().satisfies(line -> {
            assertThat(line.get("level").asText()).isEqualTo("WARN");
            assertThat(line.get("code").asText()).isEqualTo("ORDER_TOO_LARGE");
        });
    }

    @Test
    void aDatabaseThatNeverAnswersIsGivenUpAfterFourAttempts() {
        link.onEvery("UpdateItem", Fault.hang());

        APIGatewayProxyResponseEvent answer = service.put(ID, PAID);

        assertThat(answer.getStatusCode()).isEqualTo(500);
        assertThat(link.requests("UpdateItem")).isEqualTo(4);
        assertThat(service.logLines()).singleElement().satisfies(line -> {
            assertThat(line.get("level").asText()).isEqualTo("ERROR");
            assertThat(line.get("message").asText()).startsWith("DynamoDB did not answer UpdateItem on table ");
            assertThat(line.get("stackTrace").asText()).contains("Caused by: ");
        });
    }

    private void anotherWriterPays() {
        TestService neighbour = service.sameTenantOverAReliableLink();
        assertThat(neighbour.put(ID, PAID.replace("ours", "theirs")).getStatusCode())
                .isEqualTo(200);
    }

    private String storedTransaction() {
        return service.stored(ID).get("paymentDetails").m().get("transactionId").s();
    }
}
