package com.bbws.orders.dynamodb;

import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.StoredTime;
import com.bbws.orders.domain.TenantId;
import com.bbws.orders.domain.port.OrderSearch;
import com.bbws.orders.domain.port.StoreException;
import com.bbws.orders.domain.port.StoredOrder;
import com.bbws.orders.domain.port.TimeRange;
import com.bbws.orders.domain.port.ValidatedPage;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** What operators look for; the access patterns are those of docs/contract.md, 2. */
final class DynamoDbOrderSearch implements OrderSearch {

    /** So many items are read at once: enough to pay for the call, and little to hold in memory. */
    private static final int PAGE_SIZE = 200;

    private static final int LAST_YEAR = 9999;

    /** No key sorts before the one, and none after the other. */
    private static final String FIRST_TEXT = " ";

    private static final String LAST_TEXT = "\uFFFF";

    private final DynamoDbClient client;
    private final DynamoDbSettings settings;
    private final Paginator tablePages;

    static OrderSearch of(DynamoDbClient client, DynamoDbSettings settings) {
        return new DynamoDbOrderSearch(client, settings);
    }

    private DynamoDbOrderSearch(DynamoDbClient client, DynamoDbSettings settings) {
        this.client = client;
        this.settings = settings;
        tablePages = new Paginator(client, settings);
    }

    @Override
    public Optional<StoredOrder> inspect(TenantId tenantId, OrderId id) {
        return DynamoDbOrderRepository.item(client, settings, tenantId, id)
                .map(item -> OrderItemReader.read(tenantId, id, item));
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
        tablePages
                .items(query)
                // An index key that names the wrong order must not make this one look like two tenants'.
                .filter(item -> item.get(OrderKeys.SK).s().equals(OrderKeys.orderKey(id)))
                .forEach(item -> OrderKeys.tenantOf(item.get(OrderKeys.PK).s()).ifPresent(tenants::add));
        return tenants;
    }

    @Override
    public Stream<StoredOrder> list(TenantId tenantId, TimeRange created) {
        String first = firstKey(created);
        String last = lastKey(created);
        if (first.compareTo(last) > 0) {
            return Stream.empty(); // DynamoDB would take offence
        }
        return ofOrdersTable(byDate(tenantId, first, last))
                .flatMap(page -> page.items().stream())
                // An index key that names the wrong tenant must not show one tenant's order in another's list.
                .filter(item -> item.get(OrderKeys.PK).s().equals(OrderKeys.tenantKey(tenantId)))
                .filter(item -> created.equals(TimeRange.ALWAYS) || isCreatedIn(created, item))
                .flatMap(
                        item -> OrderKeys.orderOf(item.get(OrderKeys.SK).s())
                                .map(id -> OrderItemReader.read(tenantId, id, item))
                                .stream());
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
                .limit(PAGE_SIZE)
                .build();
    }

    /**
     * The index orders by text, in which a local date may be up to a day off the instant that it stands for: a day more is
     * read on either side, and each order looked at.
     */
    private static String firstKey(TimeRange created) {
        return created.from().map(instant -> day(instant, -1)).orElse(FIRST_TEXT);
    }

    private static String lastKey(TimeRange created) {
        return created.until().map(instant -> day(instant, 2)).orElse(LAST_TEXT);
    }

    /** Years of more than four digits, which sort wrongly, are as good as never. */
    private static String day(Instant instant, int daysLater) {
        LocalDate day = LocalDate.ofInstant(instant, ZoneOffset.UTC).plusDays(daysLater);
        if (day.getYear() > LAST_YEAR) {
            return LAST_TEXT;
        }
        return day.getYear() < 0 ? FIRST_TEXT : day.toString();
    }

    private static boolean isCreatedIn(TimeRange period, Map<String, AttributeValue> item) {
        return new ItemAttributes(item)
                .text("dateCreated")
                .flatMap(StoredTime::instantOf)
                .filter(period::contains)
                .isPresent();
    }

    @Override
    public void audit(Optional<TenantId> tenantId, int segments, Consumer<ValidatedPage> pages) {
        if (tenantId.isPresent()) {
            ofOrdersTable(ofTenant(tenantId.get()))
                    .map(DynamoDbOrderSearch::audited)
                    .forEach(pages);
        } else {
            ParallelScan.run(
                    segments,
                    pages,
                    segment -> tablePages.scan(ofTable(segment, segments)).map(DynamoDbOrderSearch::audited));
        }
    }

    /** Reads a tenant's orders. Another table has none, so where a page has none the table is compared. */
    private Stream<Paginator.Page> ofOrdersTable(QueryRequest query) {
        return tablePages.query(query).map(page -> {
            if (page.items().isEmpty()) {
                ordersTable();
            }
            return page;
        });
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
                .limit(PAGE_SIZE)
                .build();
    }

    private ScanRequest ofTable(int segment, int segments) {
        return ScanRequest.builder()
                .tableName(settings.tableName())
                .consistentRead(true)
                .segment(segment)
                .totalSegments(segments)
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                .limit(PAGE_SIZE)
                .build();
    }

    @Override
    public OptionalLong approximateSize() {
        return ordersTable().map(table -> OptionalLong.of(table.itemCount())).orElse(OptionalLong.empty());
    }

    /**
     * Returns the description of the table; empty if the credentials may not read it.
     *
     * @throws StoreException.Unavailable if it is another table than the orders table
     */
    private Optional<TableDescription> ordersTable() {
        TableDescription table;
        try {
            table = SdkExceptionTranslator.requireDynamoDbResponse(
                            client.describeTable(describe -> describe.tableName(settings.tableName())))
                    .table();
            if (table == null) {
                throw SdkExceptionTranslator.notDynamoDb();
            }
        } catch (DynamoDbException notAllowed) {
            return Optional.empty(); // the right to read a table does not include the right to describe it
        } catch (SdkException failure) {
            throw SdkExceptionTranslator.unavailable("DescribeTable", settings, failure);
        }
        OrdersTable.difference(table).ifPresent(what -> {
            throw SdkExceptionTranslator.wrongTable(settings, what);
        });
        return Optional.of(table);
    }

    private static ValidatedPage audited(Paginator.Page page) {
        return new ValidatedPage(
                page.items().stream()
                        .filter(OrderKeys::isOrder)
                        .map(OrderItemValidator::of)
                        .toList(),
                page.items().size(),
                page.readUnits());
    }
}
