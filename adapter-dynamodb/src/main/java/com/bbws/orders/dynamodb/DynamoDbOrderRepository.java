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
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;

/** Access patterns AP1 and AP4 of docs/contract.md, 2: one strongly consistent read, one conditional write. */
final class DynamoDbOrderRepository implements OrderRepository {

    private static final String WRITE = "UpdateItem";

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
        WriteAttemptTracker attempts = new WriteAttemptTracker();
        try {
            SdkExceptionTranslator.requireDynamoDbResponse(
                    client.updateItem(attempts.track(OrderUpdateExpression.of(change, settings.tableName()))));
            return WriteOutcome.WRITTEN;
        } catch (ConditionalCheckFailedException lost) {
            return settle(
                    change, lost.hasItem() ? Optional.of(lost.item()) : Optional.empty(), !attempts.allRejected(lost));
        } catch (SdkException failure) {
            if (attempts.allRejected(failure)) {
                throw refusal(change, failure)
                        .orElseGet(() -> SdkExceptionTranslator.unavailable(WRITE, settings, failure));
            }
            return lookUp(change, failure);
        }
    }

    /** Reads what became of a write that may have arrived, though no answer came. */
    private WriteOutcome lookUp(OrderChange change, SdkException failure) {
        Order before = change.before();
        Optional<Map<String, AttributeValue>> stored;
        try {
            stored = item(
                    client,
                    read(settings, before.tenantId(), before.id())
                            .overrideConfiguration(call -> call.apiCallTimeout(DynamoDbOrders.LOOK_UP_TIMEOUT))
                            .build());
        } catch (SdkException silence) {
            throw SdkExceptionTranslator.outcomeUnknown(WRITE, settings, failure);
        }
        if (stored.map(OrderItemReader::lockToken)
                .filter(before.lockToken()::equals)
                .isPresent()) {
            throw refusal(change, failure).orElseGet(() -> SdkExceptionTranslator.notWritten(WRITE, settings, failure));
        }
        return settle(change, stored, true);
    }

    /** Returns the refusal by the business that a failure stands for, where nothing was written; empty if it is none. */
    private static Optional<RuntimeException> refusal(OrderChange change, SdkException failure) {
        if (SdkExceptionTranslator.isItemTooLarge(failure)) {
            return Optional.of(new OrderException.TooLarge(change.before().id()));
        }
        return SdkExceptionTranslator.isWriteConflict(failure)
                ? Optional.of(OrderException.Conflict.withOngoingWrite())
                : Optional.empty();
    }

    /** Tells apart a lost race, an order that is gone, and our own write whose answer was lost. */
    private static WriteOutcome settle(
            OrderChange change, Optional<Map<String, AttributeValue>> item, boolean mayHaveBeenOverwritten) {
        OrderId id = change.before().id();
        StoredOrder stored = item.map(
                        attributes -> OrderItemReader.read(change.before().tenantId(), id, attributes))
                .orElseThrow(() -> new OrderException.NotFound(id));
        Optional<Order> current =
                stored instanceof StoredOrder.Readable readable ? Optional.of(readable.order()) : Optional.empty();
        if (current.filter(change::matches).isPresent()) {
            return WriteOutcome.RECOVERED;
        }
        if (!stored.isActive()) {
            throw new OrderException.NotFound(id);
        }
        throw new OrderException.Conflict(current, mayHaveBeenOverwritten);
    }

    /** The strongly consistent read of one item, which both ports need. */
    static Optional<Map<String, AttributeValue>> item(
            DynamoDbClient client, DynamoDbSettings settings, TenantId tenantId, OrderId id) {
        try {
            return item(client, read(settings, tenantId, id).build());
        } catch (SdkException failure) {
            throw SdkExceptionTranslator.unavailable("GetItem", settings, failure);
        }
    }

    private static Optional<Map<String, AttributeValue>> item(DynamoDbClient client, GetItemRequest read) {
        return Optional.of(SdkExceptionTranslator.requireDynamoDbResponse(client.getItem(read)))
                .filter(GetItemResponse::hasItem)
                .map(GetItemResponse::item);
    }

    private static GetItemRequest.Builder read(DynamoDbSettings settings, TenantId tenantId, OrderId id) {
        return GetItemRequest.builder()
                .tableName(settings.tableName())
                .key(OrderKeys.primaryKey(tenantId, id))
                .consistentRead(true);
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
