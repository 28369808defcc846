package com.bbws.orders.lambda;

import static com.bbws.orders.domain.testing.OrderFixtures.ID;
import static org.assertj.core.api.Assertions.assertThat;

import com.bbws.orders.domain.OrderRevision;
import com.bbws.orders.domain.TenantId;
import com.bbws.orders.domain.port.OrderKey;
import com.bbws.orders.dynamodb.testing.EmbeddedDynamoDb;
import com.bbws.orders.dynamodb.testing.OrderItems;
import com.bbws.orders.dynamodb.testing.TestTable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An order that somebody writes all the time: ten thousand changes, recorded while they are made. */
class LongHistoryIT {

    private static final int CHANGES = 10_000;
    private static final TenantId TENANT = new TenantId("tenant_9f1c");

    @Test
    void tellsTenThousandChangesInTheirOrder() {
        TestTable table = TestTable.embedded();
        TestService service = new TestService(TENANT, table);
        // As little as makes an order: the database's time is not what is tested.
        table.put(TENANT, ID, Map.of("status", AttributeValue.fromS("pending")));
        CompletableFuture<Void> written = CompletableFuture.runAsync(
                () -> IntStream.rangeClosed(1, CHANGES).forEach(i -> name(table, "neighbour-" + i)));

        RecordOrderHistoryHandler handler = service.orderHistory();
        try (EventSourceMapping mapping = new EventSourceMapping(
                EmbeddedDynamoDb.shared().stream(table.settings().tableName()),
                event -> handler.handleRequest(StreamEvent.parse(event), new LocalContext()))) {
            while (!written.isDone()) {
                mapping.poll();
            }
            written.join();
            mapping.poll();
        }

        List<OrderRevision> history =
                table.history().revisions(new OrderKey(TENANT, ID)).toList();
        assertThat(history).hasSize(CHANGES + 1);
        assertThat(history.stream()
                        .skip(1)
                        .map(revision -> revision.author().actor().orElseThrow().name()))
                .isEqualTo(IntStream.rangeClosed(1, CHANGES)
                        .mapToObj(i -> "neighbour-" + i)
                        .toList());
    }

    /** Writes as a neighbour does that names itself and nothing else. */
    private static void name(TestTable table, String neighbour) {
        DynamoDbClient client = EmbeddedDynamoDb.shared().client();
        client.updateItem(update -> update.tableName(table.settings().tableName())
                .key(OrderItems.key(TENANT, ID))
                .updateExpression("SET lastUpdatedBy = :name")
                .expressionAttributeValues(Map.of(":name", AttributeValue.fromS(neighbour))));
    }
}
