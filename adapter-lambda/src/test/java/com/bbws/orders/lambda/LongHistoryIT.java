package com.bbws.orders.lambda;

import static com.bbws.orders.domain.testing.OrderFixtures.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import com.bbws.orders.domain.TenantId;
import com.bbws.orders.domain.history.OrderRevision;
import com.bbws.orders.dynamodb.testing.EmbeddedDynamoDb;
import com.bbws.orders.dynamodb.testing.OrderItems;
import com.bbws.orders.dynamodb.testing.TestTable;
import com.bbws.orders.lambda.testing.event.EventSourceMapping;
import com.bbws.orders.lambda.testing.event.StreamEvents;
import com.bbws.orders.lambda.testing.event.StubContext;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The history of an order with ten thousand changes, recorded while it is written. */
@EnabledIfSystemProperty(named = "tests.exhaustive", matches = "true", disabledReason = "need -Pexhaustive")
class LongHistoryIT {

    private static final int CHANGES = 10_000;
    private static final int CHANGES_BETWEEN_POLLS = 50;
    private static final TenantId TENANT = new TenantId("tenant_9f1c");

    @Test
    void recordsEveryChangeInOrder() throws InterruptedException {
        TestTable table = TestTable.embedded();
        EmbeddedService service = new EmbeddedService(TENANT, table);
        // The smallest order: the test does not measure the speed of the database.
        table.put(KEY, Map.of("status", AttributeValue.fromS("pending")));
        BlockingQueue<Integer> progress = new LinkedBlockingQueue<>();
        CompletableFuture<Void> written = CompletableFuture.runAsync(() -> IntStream.rangeClosed(1, CHANGES)
                        .peek(i -> name(table, "writer-" + i))
                        .filter(i -> i % CHANGES_BETWEEN_POLLS == 0)
                        .forEach(progress::add))
                .whenComplete((ended, failure) -> progress.add(CHANGES));

        RecordOrderHistoryHandler handler = service.orderHistory();
        try (EventSourceMapping mapping = new EventSourceMapping(
                EmbeddedDynamoDb.shared().stream(table.settings().tableName()),
                event -> handler.handleRequest(StreamEvents.parse(event), new StubContext()))) {
            while (progress.take() < CHANGES) {
                mapping.poll();
            }
            written.join();
            mapping.poll();
        }

        List<OrderRevision> history = table.history().revisions(KEY).toList();
        assertThat(history).hasSize(CHANGES + 1);
        assertThat(history.stream()
                        .skip(1)
                        .map(revision -> revision.author().actor().orElseThrow().name()))
                .isEqualTo(IntStream.rangeClosed(1, CHANGES)
                        .mapToObj(i -> "writer-" + i)
                        .toList());
    }

    /** Writes like another service that changes only the author. */
    private static void name(TestTable table, String author) {
        DynamoDbClient client = EmbeddedDynamoDb.shared().client();
        client.updateItem(update -> update.tableName(table.settings().tableName())
                .key(OrderItems.key(KEY))
                .updateExpression("SET lastUpdatedBy = :name")
                .expressionAttributeValues(Map.of(":name", AttributeValue.fromS(author))));
    }
}
