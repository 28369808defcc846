package com.bbws.orders.dynamodb;

import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.StoredOrder;
import com.bbws.orders.domain.StoredTime;
import com.bbws.orders.domain.TenantId;
import com.bbws.orders.domain.port.OrderPage;
import com.bbws.orders.domain.port.OrderSearch;
import com.bbws.orders.domain.port.TimeRange;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** Finds and lists orders by the keys and the indexes of the table. */
final class DynamoDbOrderSearch implements OrderSearch {

    private static final int LAST_YEAR = 9999;

    /** The lowest and the highest sort key. */
    private static final String FIRST_TEXT = " ";

    private static final String LAST_TEXT = "\uFFFF";

    private final DynamoDbClient client;
    private final DynamoDbSettings settings;
    private final Paginator paginator;

    static OrderSearch of(DynamoDbClient client, DynamoDbSettings settings) {
        return new DynamoDbOrderSearch(client, settings);
    }

    private DynamoDbOrderSearch(DynamoDbClient client, DynamoDbSettings settings) {
        this.client = client;
        this.settings = settings;
        paginator = new Paginator(client, settings);
    }

    @Override
    public Optional<StoredOrder> inspect(OrderKey key) {
        return DynamoDbOrderRepository.item(client, settings, key).map(item -> OrderItemReader.read(key, item));
    }

    @Override
    public Set<TenantId> tenantsWith(OrderId id) {
        Set<TenantId> tenants = new TreeSet<>(Comparator.comparing(TenantId::value));
        QueryRequest query = QueryRequest.builder()
                .tableName(settings.tableName())
                .indexName(OrderKeys.BY_ID_INDEX)
                .keyConditionExpression("#id = :id AND #kind = :order")
                .projectionExpression("#pk, #sk")
                .expressionAttributeNames(Map.of(
                        "#id", OrderKeys.GSI2_PK,
                        "#kind", OrderKeys.GSI2_SK,
                        "#pk", OrderKeys.PK,
                        "#sk", OrderKeys.SK))
                .expressionAttributeValues(Map.of(
                        ":id", AttributeValue.fromS(OrderKeys.orderKey(id)),
                        ":order", AttributeValue.fromS(OrderKeys.GSI2_SK_VALUE)))
                .build();
        paginator
                .items(query)
                // A wrong index key must not show this order as another tenant's.
                .filter(item -> item.get(OrderKeys.SK).s().equals(OrderKeys.orderKey(id)))
                .forEach(item -> OrderKeys.tenantOf(item.get(OrderKeys.PK).s()).ifPresent(tenants::add));
        return tenants;
    }

    @Override
    public Stream<StoredOrder> list(TenantId tenantId, TimeRange created) {
        return items(tenantId, created, Optional.empty(), Paginator.PAGE_SIZE)
                .flatMap(item -> order(tenantId, item).stream());
    }

    @Override
    public OrderPage page(TenantId tenantId, TimeRange created, Optional<String> cursor, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be at least 1");
        }
        Optional<ListPosition> after = cursor.map(ListPosition::ofCursor);
        if (after.filter(position -> !position.isBetween(firstKey(created), lastKey(created)))
                .isPresent()) {
            throw ListPosition.invalid();
        }
        // A range may skip many items, so it is read in large requests.
        int requestSize = created.equals(TimeRange.ALWAYS)
                ? (int) Math.min(limit + 1L, Paginator.PAGE_SIZE)
                : Paginator.PAGE_SIZE;
        // One more than the page has says whether there is another page.
        List<Map<String, AttributeValue>> items = items(tenantId, created, after, requestSize)
                .filter(item -> OrderKeys.orderOf(item.get(OrderKeys.SK).s()).isPresent())
                .limit(limit + 1L)
                .toList();
        return new OrderPage(
                items.stream()
                        .limit(limit)
                        .flatMap(item -> order(tenantId, item).stream())
                        .toList(),
                items.size() > limit
                        ? Optional.of(ListPosition.of(items.get(limit - 1)).cursor())
                        : Optional.empty());
    }

    private Stream<Map<String, AttributeValue>> items(
            TenantId tenantId, TimeRange created, Optional<ListPosition> after, int requestSize) {
        String first = firstKey(created);
        String last = lastKey(created);
        if (first.compareTo(last) > 0) {
            return Stream.empty(); // DynamoDB rejects such a range
        }
        QueryRequest query = byDate(tenantId, first, last).toBuilder()
                .limit(requestSize)
                .exclusiveStartKey(after.map(position -> position.key(tenantId)).orElse(null))
                .build();
        return paginator
                .ordersTable(query)
                .flatMap(page -> page.items().stream())
                // A wrong index key must not show an order in the list of another tenant.
                .filter(item -> item.get(OrderKeys.PK).s().equals(OrderKeys.tenantKey(tenantId)))
                .filter(item -> created.equals(TimeRange.ALWAYS) || isCreatedIn(created, item));
    }

    private static Optional<StoredOrder> order(TenantId tenantId, Map<String, AttributeValue> item) {
        return OrderKeys.orderOf(item.get(OrderKeys.SK).s())
                .map(id -> OrderItemReader.read(new OrderKey(tenantId, id), item));
    }

    private QueryRequest byDate(TenantId tenantId, String first, String last) {
        return QueryRequest.builder()
                .tableName(settings.tableName())
                .indexName(OrderKeys.BY_DATE_INDEX)
                .keyConditionExpression("#tenant = :tenant AND #created BETWEEN :first AND :last")
                .expressionAttributeNames(Map.of("#tenant", OrderKeys.GSI1_PK, "#created", OrderKeys.GSI1_SK))
                .expressionAttributeValues(Map.of(
                        ":tenant", AttributeValue.fromS(OrderKeys.tenantKey(tenantId)),
                        ":first", AttributeValue.fromS(first),
                        ":last", AttributeValue.fromS(last)))
                .scanIndexForward(false)
                .build();
    }

    /**
     * The index sorts by text, in which a local date may differ by up to a day from its instant in UTC. So one day more is
     * read on each side, and each order is checked.
     */
    private static String firstKey(TimeRange created) {
        return created.from().map(instant -> day(instant, -1)).orElse(FIRST_TEXT);
    }

    private static String lastKey(TimeRange created) {
        return created.until().map(instant -> day(instant, 2)).orElse(LAST_TEXT);
    }

    /** Years of more than four digits do not sort as text; they count as the lowest or the highest key. */
    private static String day(Instant instant, int daysLater) {
        LocalDate day = LocalDate.ofInstant(instant, ZoneOffset.UTC).plusDays(daysLater);
        if (day.getYear() > LAST_YEAR) {
            return LAST_TEXT;
        }
        return day.getYear() < 0 ? FIRST_TEXT : day.toString();
    }

    private static boolean isCreatedIn(TimeRange created, Map<String, AttributeValue> item) {
        return new ItemAttributes(item)
                .text("dateCreated")
                .flatMap(StoredTime::instantOf)
                .filter(created::contains)
                .isPresent();
    }
}
