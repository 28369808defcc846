package com.bbws.orders.dynamodb;

import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.TenantId;
import com.bbws.orders.domain.history.SequenceNumber;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The keys and indexes of the table (docs/contract.md, 2 and 6). */
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

    static final String ORDER_PREFIX = "ORDER#";

    private static final String TENANT_PREFIX = "TENANT#";
    static final String HISTORY_PREFIX = "HISTORY#";

    private OrderKeys() {}

    static Map<String, AttributeValue> primaryKey(OrderKey order) {
        return Map.of(
                PK, AttributeValue.fromS(tenantKey(order.tenantId())),
                SK, AttributeValue.fromS(orderKey(order.id())));
    }

    /** Returns the partition key of a tenant's orders, in the table and in {@link #BY_DATE_INDEX}. */
    static String tenantKey(TenantId tenantId) {
        return TENANT_PREFIX + tenantId.value();
    }

    /** Returns the sort key of an order, which is also its partition key in {@link #BY_ID_INDEX}. */
    static String orderKey(OrderId id) {
        return ORDER_PREFIX + id.value();
    }

    /** Returns the tenant of a partition key; empty if the key is not that of a tenant, such as the key of the counters. */
    static Optional<TenantId> tenantOf(String partitionKey) {
        return Optional.of(partitionKey)
                .filter(key -> key.startsWith(TENANT_PREFIX))
                .map(key -> key.substring(TENANT_PREFIX.length()))
                .filter(TenantId::isLegal)
                .map(TenantId::new);
    }

    /** Returns the order id of a sort key; empty if the key is not that of an order. */
    static Optional<OrderId> orderOf(String sortKey) {
        return Optional.of(sortKey)
                .filter(key -> key.startsWith(ORDER_PREFIX))
                .map(key -> key.substring(ORDER_PREFIX.length()))
                .filter(OrderId::isLegal)
                .map(OrderId::new);
    }

    /** Returns whether an item has the keys of the orders table. */
    static boolean areIn(Map<String, AttributeValue> item) {
        return Stream.of(PK, SK).map(item::get).allMatch(key -> key != null && key.s() != null);
    }

    /** Returns whether an item is an order, by its key. Counters and unknown items of other services are not. */
    static boolean isOrder(Map<String, AttributeValue> item) {
        return item.get(PK).s().startsWith(TENANT_PREFIX) && item.get(SK).s().startsWith(ORDER_PREFIX);
    }

    /** Returns the partition key of an order's history. It differs from that of a tenant, so other services do not query it. */
    static String historyKey(OrderKey order) {
        return HISTORY_PREFIX + order.tenantId().value() + "#" + order.id().value();
    }

    /** Returns the order of a history's partition key; empty if the key is not that of a history. */
    static Optional<OrderKey> historyOf(String partitionKey) {
        int middle = partitionKey.lastIndexOf('#');
        if (!partitionKey.startsWith(HISTORY_PREFIX) || middle < HISTORY_PREFIX.length()) {
            return Optional.empty();
        }
        String tenantId = partitionKey.substring(HISTORY_PREFIX.length(), middle);
        String id = partitionKey.substring(middle + 1);
        return TenantId.isLegal(tenantId) && OrderId.isLegal(id)
                ? Optional.of(new OrderKey(new TenantId(tenantId), new OrderId(id)))
                : Optional.empty();
    }

    /** Returns the key of a revision. The sort keys sort like the sequence numbers. */
    static Map<String, AttributeValue> revisionKey(OrderKey order, SequenceNumber number) {
        return Map.of(PK, AttributeValue.fromS(historyKey(order)), SK, AttributeValue.fromS(number.padded()));
    }

    /** Returns the sequence number of a revision's sort key; empty if the key is not that of a revision. */
    static Optional<SequenceNumber> numberOf(String sortKey) {
        return Optional.of(sortKey).filter(SequenceNumber::isLegal).map(SequenceNumber::new);
    }
}
