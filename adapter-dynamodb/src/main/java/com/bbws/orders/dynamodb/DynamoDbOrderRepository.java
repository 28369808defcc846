package com.bbws.orders.dynamodb;

import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.OrderChange;
import com.bbws.orders.domain.OrderException;
import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.TenantId;
import com.bbws.orders.domain.port.OrderRepository;
import com.bbws.orders.domain.port.StoreException;
import com.bbws.orders.domain.port.StoredOrder;
import com.bbws.orders.domain.port.WriteOutcome;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** Access patterns AP1 and AP4 of docs/contract.md, 2: one strongly consistent read, one conditional write. */
final class DynamoDbOrderRepository implements OrderRepository {

    private final DynamoDbClient client;
    private final DynamoDbSettings settings;

    DynamoDbOrderRepository(DynamoDbClient client, DynamoDbSettings settings) {
        this.client = client;
        this.settings = settings;
    }

    @Override
    public Optional<Order> find(TenantId tenantId, OrderId id) {
        return item(client, settings, tenantId, id)
                .map(item -> OrderItemReader.read(tenantId, id, item))
                .flatMap(DynamoDbOrderRepository::readable);
    }

    @Override
    public WriteOutcome apply(OrderChange change) {
        try {
            client.updateItem(OrderUpdateExpression.of(change, settings.tableName()));
            return WriteOutcome.WRITTEN;
        } catch (ConditionalCheckFailedException lost) {
            return settle(change, lost);
        } catch (SdkException failure) {
            throw StoreFailures.unavailable("UpdateItem", settings, failure);
        }
    }

    /** Tells apart a lost race, an order that is gone, and our own write met by the SDK's second attempt. */
    private static WriteOutcome settle(OrderChange change, ConditionalCheckFailedException lost) {
        if (!lost.hasItem()) {
            throw new OrderException.NotFound(change.before().id());
        }
        StoredOrder stored =
                OrderItemReader.read(change.before().tenantId(), change.before().id(), lost.item());
        Optional<Order> current =
                stored instanceof StoredOrder.Readable readable ? Optional.of(readable.order()) : Optional.empty();
        if (current.filter(change::isWrittenIn).isPresent()) {
            return WriteOutcome.RECOVERED;
        }
        if (!stored.isActive()) {
            throw new OrderException.NotFound(change.before().id());
        }
        boolean sentMoreThanOnce = lost.numAttempts() != null && lost.numAttempts() > 1;
        throw new OrderException.Conflict(current, sentMoreThanOnce);
    }

    /** The strongly consistent read of one item, which both ports need. */
    static Optional<Map<String, AttributeValue>> item(
            DynamoDbClient client, DynamoDbSettings settings, TenantId tenantId, OrderId id) {
        try {
            return Optional.of(client.getItem(get -> get.tableName(settings.tableName())
                            .key(OrderKeys.primaryKey(tenantId, id))
                            .consistentRead(true)))
                    .filter(answer -> answer.hasItem())
                    .map(answer -> answer.item());
        } catch (SdkException failure) {
            throw StoreFailures.unavailable("GetItem", settings, failure);
        }
    }

    private static Optional<Order> readable(StoredOrder stored) {
        if (stored instanceof StoredOrder.Readable readable) {
            return Optional.of(readable.order());
        }
        if (stored.isActive()) {
            throw new StoreException.Unreadable((StoredOrder.Unreadable) stored);
        }
        return Optional.empty(); // deleted: it looks like one that is not there
    }
}
