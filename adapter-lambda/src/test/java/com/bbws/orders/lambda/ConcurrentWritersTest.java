package com.bbws.orders.lambda;

import static com.bbws.orders.domain.testing.OrderFixtures.ID;
import static com.bbws.orders.domain.testing.OrderFixtures.NOON;
import static com.bbws.orders.domain.testing.OrderFixtures.anOrder;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.lambda.testing.event.StubContext;
import com.bbws.orders.lambda.testing.event.TypedHandler;
import com.bbws.orders.lambda.testing.response.Json;
import com.bbws.orders.lambda.testing.response.OpenApiAssertions;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.StreamRecord;

/** Many handlers, each with its own client as in separate Lambda processes, write one order at the same time. */
class ConcurrentWritersTest {

    private static final int WRITERS = 50;
    private static final int ROUNDS = 5;

    private final EmbeddedService service = new EmbeddedService();

    @ParameterizedTest(name = "fixed clock: {0}")
    @ValueSource(booleans = {false, true})
    void losesNoAcceptedWriteAndAppliesEachOnce(boolean isClockFixed) throws Exception {
        service.withClock(isClockFixed ? Clock.fixed(NOON, ZoneOffset.UTC) : Clock.systemUTC());
        service.store(anOrder(service.tenant, ID, OrderStatus.PAYMENT_PENDING).build());

        Map<String, String> acceptedByToken = new HashMap<>();
        for (APIGatewayProxyResponseEvent response : putConcurrently()) {
            OpenApiAssertions.check(response);
            JsonNode body = Json.parse(response.getBody());
            if (response.getStatusCode() == 200) {
                String paymentBefore = acceptedByToken.put(
                        body.at("/data/dateLastUpdated").asText(),
                        body.at("/data/paymentDetails/transactionId").asText());
                assertThat(paymentBefore).as("two accepted writes on one token").isNull();
            } else {
                assertThat(response.getStatusCode()).isEqualTo(409);
                assertThat(body.get("message").asText())
                        .isEqualTo("Order was modified by another process. Please refresh and try again.");
            }
        }

        assertThat(acceptedByToken).as("one wins every round").hasSizeGreaterThanOrEqualTo(ROUNDS);
        assertThat(writtenByToken()).isEqualTo(acceptedByToken);
        assertThat(service.logLines()).hasSize(WRITERS * ROUNDS);
    }

    /** Reads the writes from the table's stream and checks that each is based on the one before. */
    private Map<String, String> writtenByToken() {
        List<StreamRecord> changes = service.changesOf(ID);
        Map<String, String> written = new HashMap<>();
        for (StreamRecord change : changes.subList(1, changes.size())) {
            String token = change.newImage().get("dateLastUpdated").s();
            written.put(
                    token,
                    change.newImage()
                            .get("paymentDetails")
                            .m()
                            .get("transactionId")
                            .s());
            assertThat(token)
                    .isGreaterThan(change.oldImage().get("dateLastUpdated").s());
        }
        assertThat(written).hasSize(changes.size() - 1);
        return written;
    }

    private List<APIGatewayProxyResponseEvent> putConcurrently() throws Exception {
        CyclicBarrier allReady = new CyclicBarrier(WRITERS);
        List<Callable<List<APIGatewayProxyResponseEvent>>> writers = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            TypedHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> handler =
                    TypedHandler.rest(new UpdateOrderHandler(service.endpoint()));
            String writer = "writer-" + i;
            writers.add(() -> {
                List<APIGatewayProxyResponseEvent> responses = new ArrayList<>();
                for (int round = 0; round < ROUNDS; round++) {
                    allReady.await();
                    String body = "{\"paymentDetails\":{\"transactionId\":\"" + writer + "-" + round + "\"}}";
                    responses.add(handler.handleRequest(service.event(ID, body), new StubContext()));
                }
                return responses;
            });
        }
        ExecutorService pool = Executors.newFixedThreadPool(WRITERS);
        try {
            List<APIGatewayProxyResponseEvent> responses = new ArrayList<>();
            for (Future<List<APIGatewayProxyResponseEvent>> writer : pool.invokeAll(writers)) {
                responses.addAll(writer.get());
            }
            return responses;
        } finally {
            pool.shutdownNow();
        }
    }
}
