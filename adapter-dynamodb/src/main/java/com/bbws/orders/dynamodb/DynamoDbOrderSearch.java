package com.bbws.orders.dynamodb;

import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.TenantId;
import com.bbws.orders.domain.port.OrderSearch;
import com.bbws.orders.domain.port.StoredOrder;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What operators look for; finding by id alone goes through {@code OrderByIdIndex} (docs/contract.md, 2). */
final class DynamoDbOrderSearch implements OrderSearch {

    private final DynamoDbClient client;
    private final DynamoDbSettings settings;

    DynamoDbOrderSearch(DynamoDbClient client, DynamoDbSettings settings) {
        this.client = client;
        this.settings = settings;
    }

    @Override
    public Optional<StoredOrder> inspect(TenantId tenantId, OrderId id) {
        return DynamoDbOrderRepository.item(client, settings, tenantId, id)
                .map(item -> OrderItemReader.read(tenantId, id, item));
    }

    @Override
    public Set<TenantId> tenantsWith(OrderId id) {
        Set<TenantId> tenants = new TreeSet<>(Comparator.comparing(TenantId::value));
        try {
            client.queryPaginator(query -> query.tableName(settings.tableName())
                            .indexName(OrderKeys.BY_ID_INDEX)
                            .keyConditionExpression("#id = :id AND #kind = :order")
                            .projectionExpression("#pk")
                            .expressionAttributeNames(
                                    Map.of("#id", OrderKeys.GSI2_PK, "#kind", OrderKeys.GSI2_SK, "#pk", OrderKeys.PK))
                            .expressionAttributeValues(Map.of(
                                    ":id",
                                    AttributeValue.fromS(OrderKeys.orderKey(id)),
                                    ":order",
                                    AttributeValue.fromS(OrderKeys.GSI2_SK_VALUE))))
                    .items()
                    .forEach(item ->
                            OrderKeys.tenantOf(item.get(OrderKeys.PK).s()).ifPresent(tenants::add));
        } catch (SdkException failure) {
            throw StoreFailures.unavailable("Query", settings, failure);
        }
        return tenants;
    }
}
