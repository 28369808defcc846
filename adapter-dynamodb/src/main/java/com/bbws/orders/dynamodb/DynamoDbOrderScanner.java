package com.bbws.orders.dynamodb;

import com.bbws.orders.domain.TenantId;
import com.bbws.orders.domain.port.OrderScanner;
import com.bbws.orders.domain.port.ScanOptions;
import com.bbws.orders.domain.port.ScanProgress;
import com.bbws.orders.domain.port.ValidatedOrder;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/** Validates all orders: one tenant's by a query, all tenants' by a parallel scan of the table. */
final class DynamoDbOrderScanner implements OrderScanner {

    private static final Runnable NOTHING_TO_CLOSE = () -> {};

    private final DynamoDbClient client;
    private final DynamoDbSettings settings;
    private final Paginator paginator;

    static OrderScanner of(DynamoDbClient client, DynamoDbSettings settings) {
        return new DynamoDbOrderScanner(client, settings);
    }

    private DynamoDbOrderScanner(DynamoDbClient client, DynamoDbSettings settings) {
        this.client = client;
        this.settings = settings;
        this.paginator = new Paginator(client, settings);
    }

    /** The unit of {@link ScanOptions#maxReadRate} is the read capacity unit. */
    @Override
    public Stream<ValidatedOrder> scan(Optional<TenantId> tenantId, ScanOptions options, ScanProgress progress) {
        if (tenantId.isPresent()) {
            progress.onProgress(0, OptionalLong.empty());
            Iterator<Paginator.Page> pages =
                    paginator.ordersTable(ofTenant(tenantId.get())).iterator();
            return validated(
                    pages, options, items -> progress.onProgress(items, OptionalLong.empty()), NOTHING_TO_CLOSE);
        }
        OptionalLong size = OrdersTable.approximateSize(client, settings);
        progress.onProgress(0, size);
        int segments = options.parallelism();
        ParallelScan pages = new ParallelScan(segments, segment -> paginator.scan(ofTable(segment, segments)));
        return validated(pages, options, items -> progress.onProgress(items, size), pages::close);
    }

    private static Stream<ValidatedOrder> validated(
            Iterator<Paginator.Page> pages, ScanOptions options, LongConsumer progress, Runnable close) {
        Iterator<Paginator.Page> limited = options.maxReadRate().isPresent()
                ? new ReadRateLimiter(options.maxReadRate().getAsDouble()).limiting(pages)
                : pages;
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(limited, Spliterator.ORDERED), false)
                .peek(page -> progress.accept(page.items().size()))
                .flatMap(
                        page -> page.items().stream().filter(OrderKeys::isOrder).map(OrderItemValidator::of))
                .onClose(close);
    }

    private QueryRequest ofTenant(TenantId tenantId) {
        return QueryRequest.builder()
                .tableName(settings.tableName())
                .consistentRead(true)
                .keyConditionExpression("#pk = :tenant AND begins_with(#sk, :order)")
                .expressionAttributeNames(Map.of("#pk", OrderKeys.PK, "#sk", OrderKeys.SK))
                .expressionAttributeValues(Map.of(
                        ":tenant", AttributeValue.fromS(OrderKeys.tenantKey(tenantId)),
                        ":order", AttributeValue.fromS(OrderKeys.ORDER_PREFIX)))
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                .limit(Paginator.PAGE_SIZE)
                .build();
    }

    private ScanRequest ofTable(int segment, int segments) {
        return ScanRequest.builder()
                .tableName(settings.tableName())
                .consistentRead(true)
                .segment(segment)
                .totalSegments(segments)
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                .limit(Paginator.PAGE_SIZE)
                .build();
    }
}
