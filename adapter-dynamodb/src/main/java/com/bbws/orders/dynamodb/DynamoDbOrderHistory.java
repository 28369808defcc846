package com.bbws.orders.dynamodb;

import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.TenantId;
import com.bbws.orders.domain.history.OrderRevision;
import com.bbws.orders.domain.port.OrderHistory;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/** The history of each order in a partition of its own in the orders table (docs/contract.md, 6). */
final class DynamoDbOrderHistory implements OrderHistory {

    /** Enough to read a large table in minutes, and little load for it. */
    private static final int SEGMENTS = 4;

    private final DynamoDbClient client;
    private final DynamoDbSettings settings;
    private final Paginator pages;

    static OrderHistory of(DynamoDbClient client, DynamoDbSettings settings) {
        return new DynamoDbOrderHistory(client, settings);
    }

    private DynamoDbOrderHistory(DynamoDbClient client, DynamoDbSettings settings) {
        this.client = client;
        this.settings = settings;
        this.pages = new Paginator(client, settings);
    }

    @Override
    public boolean append(OrderKey order, OrderRevision revision) {
        try {
            SdkExceptionTranslator.requireDynamoDbResponse(client.putItem(put -> put.tableName(settings.tableName())
                    .item(RevisionItem.of(order, revision))
                    .conditionExpression("attribute_not_exists(#pk)")
                    .expressionAttributeNames(Map.of("#pk", OrderKeys.PK))));
            return true;
        } catch (ConditionalCheckFailedException known) {
            return false;
        } catch (SdkException failure) {
            throw SdkExceptionTranslator.unavailable("PutItem", settings, failure);
        }
    }

    @Override
    public Stream<OrderRevision> revisions(OrderKey order) {
        QueryRequest query = QueryRequest.builder()
                .tableName(settings.tableName())
                .consistentRead(true)
                .keyConditionExpression("#pk = :history")
                .expressionAttributeNames(Map.of("#pk", OrderKeys.PK))
                .expressionAttributeValues(Map.of(":history", AttributeValue.fromS(OrderKeys.historyKey(order))))
                .build();
        return pages.items(query).flatMap(item -> RevisionItem.read(item).stream());
    }

    @Override
    public Set<TenantId> tenantsWith(OrderId id, IntConsumer progress) {
        Set<TenantId> tenants = new TreeSet<>(Comparator.comparing(TenantId::value));
        Consumer<Paginator.Page> listener = page -> {
            page.items().stream()
                    .map(item -> item.get(OrderKeys.PK).s())
                    .flatMap(key -> OrderKeys.historyOf(key).stream())
                    .filter(order -> order.id().equals(id))
                    .forEach(order -> tenants.add(order.tenantId()));
            progress.accept(page.scanned());
        };
        ParallelScan.run(SEGMENTS, listener, segment -> pages.scan(historiesOf(id, segment)));
        return tenants;
    }

    /** The filter lets keys through that only contain the id: DynamoDB has no condition on the end of a text. */
    private ScanRequest historiesOf(OrderId id, int segment) {
        return ScanRequest.builder()
                .tableName(settings.tableName())
                .segment(segment)
                .totalSegments(SEGMENTS)
                .filterExpression("begins_with(#pk, :history) AND contains(#pk, :id)")
                .projectionExpression("#pk, #sk")
                .expressionAttributeNames(Map.of("#pk", OrderKeys.PK, "#sk", OrderKeys.SK))
                .expressionAttributeValues(Map.of(
                        ":history", AttributeValue.fromS(OrderKeys.HISTORY_PREFIX),
                        ":id", AttributeValue.fromS("#" + id.value())))
                .build();
    }
}
