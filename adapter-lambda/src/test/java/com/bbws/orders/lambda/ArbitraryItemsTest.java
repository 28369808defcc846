package com.bbws.orders.lambda;

import static com.bbws.orders.domain.OrderStatus.PENDING;
import static com.bbws.orders.domain.testing.OrderFixtures.ID;
import static com.bbws.orders.domain.testing.OrderFixtures.anOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.bbws.orders.domain.OrderId;
import com.bbws.orders.dynamodb.testing.ItemGenerator;
import com.bbws.orders.dynamodb.testing.OrderItems;
import com.bbws.orders.dynamodb.testing.RandomSource;
import com.bbws.orders.lambda.testing.event.LambdaJson;
import com.bbws.orders.lambda.testing.event.StubContext;
import com.bbws.orders.lambda.testing.event.TypedHandler;
import com.bbws.orders.lambda.testing.response.Json;
import com.bbws.orders.lambda.testing.response.OpenApiAssertions;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** Updates of random items in the table through the handler. */
class ArbitraryItemsTest {

    private static final int SEED = 20260105;
    private static final int ITEMS = 120;

    private final EmbeddedService service = new EmbeddedService();
    private final TypedHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> handler =
            TypedHandler.rest(new UpdateOrderHandler(service.endpoint()));

    @Test
    void updatesRejectsOrReportsEveryStoredItem() {
        Random random = new Random(SEED);
        for (int i = 0; i < ITEMS; i++) {
            OrderId id = new OrderId("order_" + i);
            Map<String, AttributeValue> item =
                    ItemGenerator.item(anOrder(service.tenant, id, PENDING).build(), randomSource(random));
            if (isStored(item)) {
                check(id, service.stored(id));
            }
        }
    }

    @Test
    void updatesAnOrderWithHalfASurrogatePairInJsonText() {
        Map<String, AttributeValue> item =
                new HashMap<>(OrderItems.of(anOrder(service.tenant, ID, PENDING).build()));
        item.put("billingAddress", fromS("{\"street\":\"\\udc00 1 Long Street\"}"));
        item.put("paymentDetails", fromS("{\"\\udc00\":\"\\udc00\"}"));
        service.store(item);

        check(ID, service.stored(ID));

        assertThat(service.stored(ID)).containsEntry("status", fromS("paid"));
    }

    private void check(OrderId id, Map<String, AttributeValue> item) {
        APIGatewayProxyResponseEvent response = handler.handleRequest(
                service.event(id, "{\"status\":\"paid\",\"paymentDetails\":{\"method\":\"eft\"}}"), new StubContext());

        OpenApiAssertions.check(response);
        LambdaJson.write(response);
        assertThat(response.getStatusCode()).as("the response for %s", item).isIn(200, 400, 404, 500);
        if (response.getStatusCode() == 500) {
            assertThat(lastLine().path("message").asText()).contains("cannot be read");
        }
        if (response.getStatusCode() != 200) {
            assertThat(service.stored(id)).isEqualTo(item);
        }
    }

    private JsonNode lastLine() {
        return Json.parse(service.logText().lines().reduce("", (line, next) -> next));
    }

    /** DynamoDB does not store every form of an index key. */
    private boolean isStored(Map<String, AttributeValue> item) {
        try {
            service.store(item);
            return true;
        } catch (DynamoDbException rejected) {
            return false;
        }
    }

    private static RandomSource randomSource(Random random) {
        return new RandomSource() {
            @Override
            public int nextInt(int bound) {
                return random.nextInt(bound);
            }

            @Override
            public String nextText() {
                return random.ints(random.nextInt(12), ' ', 0x2ff)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
            }
        };
    }
}
