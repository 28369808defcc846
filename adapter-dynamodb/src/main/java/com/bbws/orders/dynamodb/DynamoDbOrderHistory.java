package com.bbws.orders.dynamodb;

import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.TenantId;
import com.bbws.orders.domain.UpdateId;
import com.bbws.orders.domain.history.OrderRevision;
import com.bbws.orders.domain.history.SequenceNumber;
import com.bbws.orders.domain.port.OrderHistory;
import com.bbws.orders.domain.port.ScanProgress;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/** Stores the history of each order in a separate partition of the orders table. */
final class DynamoDbOrderHistory implements OrderHistory {

    /** Enough to read a large table in minutes, with little load. */
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
        return revisions(query().limit(Paginator.PAGE_SIZE)
                .keyConditionExpression("#pk = :history")
                .expressionAttributeNames(Map.of("#pk", OrderKeys.PK))
                .expressionAttributeValues(Map.of(":history", AttributeValue.fromS(OrderKeys.historyKey(order)))));
    }

    @Override
    public Stream<OrderRevision> revisions(OrderKey order, SequenceNumber after) {
        Map<String, AttributeValue> start = OrderKeys.revisionKey(order, after);
        return revisions(query().limit(Paginator.PAGE_SIZE)
                .keyConditionExpression("#pk = :history AND #sk > :start")
                .expressionAttributeNames(Map.of("#pk", OrderKeys.PK, "#sk", OrderKeys.SK))
                .expressionAttributeValues(
                        Map.of(":history", start.get(OrderKeys.PK), ":start", start.get(OrderKeys.SK))));
    }

    @Override
    public Optional<OrderRevision> find(OrderKey order, UpdateId updateId, SequenceNumber before) {
        Map<String, AttributeValue> end = OrderKeys.revisionKey(order, before);
        return revisions(query().keyConditionExpression("#pk = :history AND #sk < :end")
                        .filterExpression("#id = :id")
                        .expressionAttributeNames(
                                Map.of("#pk", OrderKeys.PK, "#sk", OrderKeys.SK, "#id", RevisionItem.UPDATE_ID))
                        .expressionAttributeValues(Map.of(
                                ":history", end.get(OrderKeys.PK),
                                ":end", end.get(OrderKeys.SK),
                                ":id", AttributeValue.fromS(updateId.value()))))
                .findFirst();
    }

    private QueryRequest.Builder query() {
        return QueryRequest.builder().tableName(settings.tableName()).consistentRead(true);
    }

    private Stream<OrderRevision> revisions(QueryRequest.Builder query) {
        return pages.items(query.build()).flatMap(item -> RevisionItem.read(item).stream());
    }

    @Override
    public Set<TenantId> tenantsWith(OrderId id, ScanProgress progress) {
        OptionalLong size = OrdersTable.approximateSize(client, settings);
        progress.onProgress(0, size);
        Set<TenantId> tenants = new TreeSet<>(Comparator.comparing(TenantId::value));
        try (ParallelScan scan = new ParallelScan(SEGMENTS, segment -> pages.scan(historiesOf(id, segment)))) {
            while (scan.hasNext()) {
                Paginator.Page page = scan.next();
                page.items().stream()
                        .map(item -> item.get(OrderKeys.PK).s())
                        .flatMap(key -> OrderKeys.historyOf(key).stream())
                        .filter(order -> order.id().equals(id))
                        .forEach(order -> tenants.add(order.tenantId()));
                progress.onProgress(page.scanned(), size);
            }
        }
        return tenants;
    }

    /** The filter also accepts keys that only contain the id: DynamoDB has no condition on the end of a text. */
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
