package com.bbws.orders.dynamodb;

import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.TenantId;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The table's keys and indexes (docs/contract.md, 2). */
final class OrderKeys {

    static final String PK = "PK";
    static final String SK = "SK";
    static final String BY_DATE_INDEX = "OrdersByDateIndex";
    static final String GSI1_PK = "GSI1_PK";
    static final String GSI1_SK = "GSI1_SK";
    static final String BY_ID_INDEX = "OrderByIdIndex";
    static final String GSI2_PK = "GSI2_PK";
    static final String GSI2_SK = "GSI2_SK";
    static final String GSI2_SK_VALUE = "METADATA";

    private static final String TENANT_PREFIX = "TENANT#";
    private static final String ORDER_PREFIX = "ORDER#";

    private OrderKeys() {}

    static Map<String, AttributeValue> primaryKey(TenantId tenantId, OrderId id) {
        return Map.of(
                PK, AttributeValue.fromS(TENANT_PREFIX + tenantId.value()),
                SK, AttributeValue.fromS(orderKey(id)));
    }

    /** The sort key of an order, which is also its partition in {@link #BY_ID_INDEX}. */
    static String orderKey(OrderId id) {
        return ORDER_PREFIX + id.value();
    }

    /** Returns whose partition a key names; empty if it is no tenant's, such as the counters'. */
    static Optional<TenantId> tenantOf(String partitionKey) {
        return Optional.of(partitionKey)
                .filter(key -> key.startsWith(TENANT_PREFIX))
                .map(key -> key.substring(TENANT_PREFIX.length()))
                .filter(TenantId::isLegal)
                .map(TenantId::new);
    }
}
