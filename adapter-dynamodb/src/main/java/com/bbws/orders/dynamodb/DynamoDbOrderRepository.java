package com.bbws.orders.dynamodb;

import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.OrderChange;
import com.bbws.orders.domain.OrderException;
import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.StoredOrder;
import com.bbws.orders.domain.TenantId;
import com.bbws.orders.domain.UnreadableOrder;
import com.bbws.orders.domain.port.OrderRepository;
import com.bbws.orders.domain.port.StoreException;
import com.bbws.orders.domain.port.WriteOutcome;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;

/** Finds an order by a strongly consistent read, and writes a change by a conditional write. */
final class DynamoDbOrderRepository implements OrderRepository {

    private static final String WRITE = "UpdateItem";

    /** No order has this key. */
    private static final OrderKey NO_ORDER = new OrderKey(new TenantId("priming"), new OrderId("priming"));

    private final DynamoDbClient client;
    private final DynamoDbSettings settings;

    DynamoDbOrderRepository(DynamoDbClient client, DynamoDbSettings settings) {
        this.client = client;
        this.settings = settings;
    }

    @Override
    public Optional<Order> find(OrderKey key) {
        return item(client, settings, key)
                .map(item -> OrderItemReader.read(key, item))
                .flatMap(stored -> stored.fold(Optional::of, DynamoDbOrderRepository::softDeleted));
    }

    @Override
    public WriteOutcome apply(OrderChange change) {
        WriteAttemptTracker attempts = new WriteAttemptTracker();
        try {
            SdkExceptionTranslator.requireDynamoDbResponse(
                    client.updateItem(attempts.track(OrderUpdateExpression.of(change, settings.tableName()))));
            return WriteOutcome.WRITTEN;
        } catch (ConditionalCheckFailedException lost) {
            Optional<StoredOrder> stored = Optional.of(lost)
                    .filter(ConditionalCheckFailedException::hasItem)
                    .map(failed -> OrderItemReader.read(change.before().key(), failed.item()));
            return settle(change, stored, !attempts.allRejected(lost));
        } catch (SdkException failure) {
            if (attempts.allRejected(failure)) {
                throw rejection(change, failure)
                        .orElseGet(() -> SdkExceptionTranslator.unavailable(WRITE, settings, failure));
            }
            return lookUp(change, failure);
        }
    }

    /** Finds out whether an unanswered write was carried out. */
    private WriteOutcome lookUp(OrderChange change, SdkException failure) {
        StoredOrder before = change.before();
        Optional<StoredOrder> stored;
        try {
            stored = item(
                            client,
                            read(settings, before.key())
                                    .overrideConfiguration(call -> call.apiCallTimeout(DynamoDbOrders.LOOK_UP_TIMEOUT))
                                    .build())
                    .map(item -> OrderItemReader.read(before.key(), item));
        } catch (SdkException noAnswer) {
            throw SdkExceptionTranslator.outcomeUnknown(WRITE, settings, failure);
        }
        if (stored.filter(
                        order -> !change.isWrittenTo(order) && order.lockToken().equals(before.lockToken()))
                .isPresent()) {
            throw rejection(change, failure)
                    .orElseGet(() -> SdkExceptionTranslator.notWritten(WRITE, settings, failure));
        }
        return settle(change, stored, true);
    }

    /** Returns the exception of the domain for a failure that wrote nothing; empty if the failure has none. */
    private static Optional<RuntimeException> rejection(OrderChange change, SdkException failure) {
        if (SdkExceptionTranslator.isItemTooLarge(failure)) {
            return Optional.of(new OrderException.TooLarge(change.before().id()));
        }
        return SdkExceptionTranslator.isWriteConflict(failure)
                ? Optional.of(OrderException.Conflict.withOngoingWrite())
                : Optional.empty();
    }

    /** Distinguishes a conflict, an order that no longer exists, and a write of this call whose answer was lost. */
    private static WriteOutcome settle(
            OrderChange change, Optional<StoredOrder> stored, boolean mayHaveBeenOverwritten) {
        if (stored.filter(change::isWrittenTo).isPresent()) {
            return WriteOutcome.RECOVERED;
        }
        StoredOrder current = stored.filter(StoredOrder::isActive)
                .orElseThrow(() -> new OrderException.NotFound(change.before().id()));
        throw new OrderException.Conflict(
                current.fold(Optional::of, unreadable -> Optional.empty()), mayHaveBeenOverwritten);
    }

    /** Reads one item, strongly consistent. */
    static Optional<Map<String, AttributeValue>> item(DynamoDbClient client, DynamoDbSettings settings, OrderKey key) {
        try {
            return item(client, read(settings, key).build());
        } catch (SdkException failure) {
            throw SdkExceptionTranslator.unavailable("GetItem", settings, failure);
        }
    }

    private static Optional<Map<String, AttributeValue>> item(DynamoDbClient client, GetItemRequest read) {
        return Optional.of(SdkExceptionTranslator.requireDynamoDbResponse(client.getItem(read)))
                .filter(GetItemResponse::hasItem)
                .map(GetItemResponse::item);
    }

    /** Reads an item that does not exist, within a time limit. */
    static void connect(DynamoDbClient client, DynamoDbSettings settings, Duration timeout) {
        try {
            item(
                    client,
                    read(settings, NO_ORDER)
                            .overrideConfiguration(call -> call.apiCallTimeout(timeout))
                            .build());
        } catch (SdkException failure) {
            throw SdkExceptionTranslator.unavailable("GetItem", settings, failure);
        }
    }

    private static GetItemRequest.Builder read(DynamoDbSettings settings, OrderKey key) {
        return GetItemRequest.builder()
                .tableName(settings.tableName())
                .key(OrderKeys.primaryKey(key))
                .consistentRead(true);
    }

    /** A soft-deleted order looks as if it did not exist, even if it cannot be read. */
    private static Optional<Order> softDeleted(UnreadableOrder stored) {
        if (stored.isActive()) {
            throw new StoreException.Unreadable(stored);
        }
        return Optional.empty();
    }
}
