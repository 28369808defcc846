package com.bbws.orders.dynamodb;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromBool;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromL;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromM;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.OrderChange;
import com.bbws.orders.domain.OrderException;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.port.OrderRepository;
import com.bbws.orders.domain.port.WriteOutcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The orders table for priming, before Lambda takes a snapshot of the process. A priming request uses all code that a real
 * request needs, including the network, but cannot write anything.
 *
 * <p>Priming has a separate client and closes it. A snapshot must contain neither credentials, which expire, nor
 * connections, which do not survive the restore.
 */
public final class DynamoDbPriming implements AutoCloseable {

    /** No order has this lock token, so DynamoDB rejects every write that is conditional on it. */
    private static final String UNUSED_LOCK_TOKEN = "0001-01-01T00:00:00.000000Z";

    private static final Map<String, AttributeValue> ITEM = Map.of(
            "status",
            fromS("pending"),
            "customerEmail",
            fromS("priming@example.com"),
            "currency",
            fromS("ZAR"),
            "items",
            fromL(List.of(fromM(
                    Map.of("productName", fromS("priming"), "quantity", fromN("1"), "unitPrice", fromN("1.00"))))),
            "tax",
            fromN("0.15"),
            "campaign",
            fromM(Map.of("code", fromS("PRIMING"), "discountPercentage", fromN("10"))),
            "billingAddress",
            fromM(Map.of("country", fromS("ZA"))),
            "dateLastUpdated",
            fromS(UNUSED_LOCK_TOKEN),
            "active",
            fromBool(true));

    private final DynamoDbSettings settings;
    private final PrimingConnectionFactory connections;
    private final DynamoDbClient client;

    private DynamoDbPriming(DynamoDbSettings settings) {
        this.settings = settings;
        this.connections = new PrimingConnectionFactory(settings);
        this.client = DynamoDbOrders.primingClient(settings, connections);
    }

    /**
     * Opens the table for priming.
     *
     * @param settings the location of the table
     */
    public static DynamoDbPriming open(DynamoDbSettings settings) {
        return new DynamoDbPriming(settings);
    }

    /**
     * Returns a repository that sends the same requests to DynamoDB as the real one. It ignores the answers: it always returns
     * the same pending order and reports each change as written. If the store fails, it throws the same exceptions as the
     * real one.
     */
    public OrderRepository repository() {
        return repository(client, settings);
    }

    /** Returns such a repository for a client. */
    static OrderRepository repository(DynamoDbClient client, DynamoDbSettings settings) {
        return new PrimingRepository(new DynamoDbOrderRepository(client, settings));
    }

    /** Closes the client and its connections, and removes the signing keys from the SDK's cache. */
    @Override
    public void close() {
        client.close();
        connections.close();
        SigningKeyCache.evictAll();
    }

    private record PrimingRepository(OrderRepository real) implements OrderRepository {

        @Override
        public Optional<Order> find(OrderKey key) {
            real.find(key);
            return OrderItemReader.read(key, ITEM).fold(Optional::of, unreadable -> Optional.empty());
        }

        @Override
        public WriteOutcome apply(OrderChange change) {
            try {
                return real.apply(change);
            } catch (OrderException expected) {
                return WriteOutcome.WRITTEN;
            }
        }
    }
}
