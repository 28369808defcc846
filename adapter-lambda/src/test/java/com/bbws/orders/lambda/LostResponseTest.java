package com.bbws.orders.lambda;

import static com.bbws.orders.domain.testing.OrderFixtures.ID;
import static com.bbws.orders.domain.testing.OrderFixtures.anOrder;
import static com.bbws.orders.lambda.EmbeddedService.ifMatch;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.bbws.orders.domain.LockToken;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.domain.testing.MostlyWaits;
import com.bbws.orders.dynamodb.testing.EmbeddedDynamoDb;
import com.bbws.orders.dynamodb.testing.FaultInjectionProxy;
import com.bbws.orders.dynamodb.testing.FaultInjectionProxy.Fault;
import com.bbws.orders.dynamodb.testing.ItemAtSizeLimit;
import com.bbws.orders.dynamodb.testing.OrderItems;
import com.bbws.orders.lambda.testing.response.Json;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The response to the client and the stored order when requests to the database or its responses are lost. */
@MostlyWaits
class LostResponseTest {

    private static final String PAID = "{\"status\":\"paid\",\"paymentDetails\":{\"transactionId\":\"ours\"}}";

    private final FaultInjectionProxy proxy =
            new FaultInjectionProxy(EmbeddedDynamoDb.shared().endpoint());
    private final EmbeddedService service = new EmbeddedService().at(proxy.endpoint());

    @BeforeEach
    void storeAnOrder() {
        service.store(anOrder(service.tenant, ID, OrderStatus.PENDING).build());
    }

    @AfterEach
    void closeTheProxy() {
        proxy.close();
    }

    @Test
    void returnsSuccessAfterALostResponse() {
        proxy.on("UpdateItem", 1, Fault.dropResponse());

        APIGatewayProxyResponseEvent response = service.put(ID, PAID);

        assertThat(response.getStatusCode()).isEqualTo(200);
        assertThat(response.getHeaders()).containsEntry("ETag", "\"2026-01-05T12:00:00.000000Z\"");
        assertThat(service.stored(ID).get("dateLastUpdated").s()).isEqualTo("2026-01-05T12:00:00.000000Z");
        assertThat(service.changesOf(ID))
                .as("changes: created and updated once")
                .hasSize(2);
        assertThat(proxy.requests("GetItem")).isEqualTo(1);
        assertThat(proxy.requests("UpdateItem")).isEqualTo(2);
        assertThat(service.logLines())
                .singleElement()
                .satisfies(line ->
                        assertThat(line.get("OwnWriteRecovered").asInt()).isOne());
    }

    @Test
    void returnsSuccessAfterALostResponseEvenIfAnotherServiceThenWritesTheOrderWithTheId() {
        proxy.on("UpdateItem", 1, Fault.dropResponse());
        proxy.on("UpdateItem", 2, Fault.passAfter(() -> {
            Map<String, AttributeValue> item = new HashMap<>(service.stored(ID));
            item.put("dateLastUpdated", fromS("2026-01-05T12:00:01Z"));
            item.put("pdfUrl", fromS("https://example.com/43.pdf"));
            service.store(item);
        }));

        APIGatewayProxyResponseEvent response = service.put(ID, PAID);

        assertThat(response.getStatusCode()).isEqualTo(200);
        assertThat(service.changesOf(ID))
                .as("changes: created, updated once, and written by the other service")
                .hasSize(3);
    }

    @Test
    void writesARequestThatIsHandledTwiceAtTheSameTimeOnce() {
        APIGatewayProxyRequestEvent event = service.event(ID, PAID);
        proxy.on(
                "UpdateItem",
                1,
                Fault.passAfter(
                        () -> assertThat(service.withoutFaults().put(event).getStatusCode())
                                .isEqualTo(200)));

        assertThat(service.put(event).getStatusCode()).isEqualTo(200);
        assertThat(service.changesOf(ID))
                .as("changes: created and updated once")
                .hasSize(2);
    }

    @Test
    void writesAnotherRequestWithTheSameIdToo() {
        APIGatewayProxyRequestEvent event = service.event(ID, PAID);
        service.put(event);

        assertThat(service.put(event.withBody("{\"status\":\"processing\"}")).getStatusCode())
                .isEqualTo(200);
        assertThat(service.stored(ID).get("status")).isEqualTo(fromS("processing"));
    }

    @Test
    void logsTheIdIfTheOutcomeIsUnknown() {
        proxy.onEvery("UpdateItem", Fault.dropResponse());
        proxy.on("GetItem", 2, Fault.dropResponse());
        proxy.on("GetItem", 3, Fault.dropResponse());
        proxy.on("GetItem", 4, Fault.dropResponse());
        proxy.on("GetItem", 5, Fault.dropResponse());

        assertThat(service.put(ID, PAID).getStatusCode()).isEqualTo(500);
        assertThat(service.logLines())
                .singleElement()
                .satisfies(line -> assertThat(line.get("lastUpdateId").asText())
                        .isEqualTo(service.stored(ID).get("lastUpdateId").s()));
    }

    @Test
    void rejectsTheSecondOfTwoWritersIfTheClockDoesNotAdvance() {
        proxy.on("UpdateItem", 1, Fault.passAfter(this::otherWriterPays));

        APIGatewayProxyResponseEvent response = service.put(ID, PAID);

        assertThat(response.getStatusCode()).isEqualTo(409);
        assertThat(Json.parse(response.getBody()).get("currentStatus").asText()).isEqualTo("paid");
        assertThat(response.getHeaders()).containsEntry("ETag", "\"2026-01-05T12:00:00.000000Z\"");
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
    void returns412ForARaceLostAtTheWriteWithIfMatch() {
        proxy.on("UpdateItem", 1, Fault.passAfter(this::otherWriterPays));

        APIGatewayProxyResponseEvent response =
                service.put(ifMatch(service.event(ID, PAID), "\"2025-12-30T10:00:00Z\""));

        assertThat(response.getStatusCode()).isEqualTo(412);
        assertThat(Json.parse(response.getBody()).get("currentStatus").asText()).isEqualTo("paid");
        assertThat(response.getHeaders()).containsEntry("ETag", "\"2026-01-05T12:00:00.000000Z\"");
    }

    @Test
    void returns409ForARaceLostAtTheWriteWithoutIfMatch() {
        proxy.on("UpdateItem", 1, Fault.passAfter(this::otherWriterPays));

        assertThat(service.put(ifMatch(service.event(ID, PAID), "*")).getStatusCode())
                .isEqualTo(409);
    }

    @Test
    void logsThatAnEarlierAttemptMayHaveBeenOverwritten() {
        proxy.on(
                "UpdateItem",
                1,
                Fault.dropResponseAfter(() -> service.store(anOrder(service.tenant, ID, OrderStatus.CANCELLED)
                        .lockToken(new LockToken("2026-01-05T12:00:01Z"))
                        .build())));

        APIGatewayProxyResponseEvent response = service.put(ID, PAID);

        assertThat(response.getStatusCode()).isEqualTo(409);
        assertThat(Json.parse(response.getBody()).get("currentStatus").asText()).isEqualTo("cancelled");
        assertThat(service.logLines()).singleElement().satisfies(line -> {
            assertThat(line.get("message").asText())
                    .startsWith("Optimistic lock failure; the write was sent more than once, and the outcome of its");
            assertThat(line.get("lastUpdateId").asText()).isNotBlank();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"TransactionConflictException", "ReplicatedWriteConflictException"})
    void returnsSuccessAfterAShortConflictWithATransaction(String code) {
        proxy.on("UpdateItem", 1, Fault.error(400, code, "Transaction is ongoing for the item"));

        assertThat(service.put(ID, PAID).getStatusCode()).isEqualTo(200);
        assertThat(proxy.requests("UpdateItem")).isEqualTo(2);
        assertThat(service.changesOf(ID))
                .as("changes: created and updated once")
                .hasSize(2);
    }

    /** Also with If-Match: the expected version may still be the current one. */
    @ParameterizedTest
    @CsvSource({
        "TransactionConflictException, *",
        "TransactionConflictException, '\"2025-12-30T10:00:00Z\"'",
        "ReplicatedWriteConflictException, *"
    })
    void returns409WithoutACurrentOrderForALongConflictWithATransaction(String code, String version) {
        proxy.onEvery("UpdateItem", Fault.error(400, code, "Transaction is ongoing for the item"));

        APIGatewayProxyResponseEvent response = service.put(ifMatch(service.event(ID, PAID), version));

        assertThat(response.getStatusCode()).isEqualTo(409);
        assertThat(Json.parse(response.getBody()).get("code").asText()).isEqualTo("OPTIMISTIC_LOCK_FAILURE");
        assertThat(Json.parse(response.getBody()).has("currentStatus")).isFalse();
        assertThat(response.getHeaders()).doesNotContainKey("ETag");
        assertThat(proxy.requests("UpdateItem")).isEqualTo(4);
        assertThat(service.changesOf(ID))
                .as("changes: created and never updated")
                .hasSize(1);
        assertThat(service.logLines()).singleElement().satisfies(line -> {
            assertThat(line.get("level").asText()).isEqualTo("WARN");
            assertThat(line.get("message").asText())
                    .startsWith("Optimistic lock failure; another write of the order was in progress")
                    .doesNotContain("unknown");
        });
    }

    @Test
    void rejectsAnUpdateThatMakesTheOrderTooLarge() {
        ItemAtSizeLimit.put(
                EmbeddedDynamoDb.shared().client(),
                service.environment.get("DYNAMODB_TABLE_NAME"),
                OrderItems.of(anOrder(service.tenant, ID, OrderStatus.PENDING).build()));

        APIGatewayProxyResponseEvent response = service.put(
                ID, "{\"status\":\"paid\",\"paymentDetails\":{\"transactionId\":\"" + "1".repeat(100) + "\"}}");

        assertThat(response.getStatusCode()).isEqualTo(413);
        assertThat(Json.parse(response.getBody()).get("code").asText()).isEqualTo("ORDER_TOO_LARGE");
        assertThat(proxy.requests("UpdateItem")).isOne();
        assertThat(service.stored(ID).get("status").s()).isEqualTo("pending");
        assertThat(service.logLines()).singleElement().satisfies(line -> {
            assertThat(line.get("level").asText()).isEqualTo("WARN");
            assertThat(line.get("code").asText()).isEqualTo("ORDER_TOO_LARGE");
        });
    }

    @Test
    void returns500AfterFourAttemptsWithoutAResponse() {
        proxy.onEvery("UpdateItem", Fault.hang());

        APIGatewayProxyResponseEvent response = service.put(ID, PAID);

        assertThat(response.getStatusCode()).isEqualTo(500);
        assertThat(proxy.requests("UpdateItem")).isEqualTo(4);
        assertThat(service.logLines()).singleElement().satisfies(line -> {
            assertThat(line.get("level").asText()).isEqualTo("ERROR");
            assertThat(line.get("message").asText()).startsWith("DynamoDB did not respond to UpdateItem on table ");
            assertThat(line.get("stackTrace").asText()).contains("Caused by: ");
        });
    }

    private void otherWriterPays() {
        EmbeddedService other = service.withoutFaults();
        assertThat(other.put(ID, PAID.replace("ours", "theirs")).getStatusCode())
                .isEqualTo(200);
    }

    private String storedTransaction() {
        return service.stored(ID).get("paymentDetails").m().get("transactionId").s();
    }
}
