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
 * The orders table for priming, before a process is frozen into a snapshot. A request loads and uses everything that a
 * real one needs, down to the network, and can write nothing.
 *
 * <p>It has its own client and closes it: the snapshot must hold neither credentials, which expire, nor a connection,
 * which breaks.
 */
public final class DynamoDbPriming implements AutoCloseable {

    /** The version of an order that was last written in the year 1. No order has it, so DynamoDB refuses each write. */
    private static final String NO_ORDERS_TOKEN = "0001-01-01T00:00:00.000000Z";

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
            fromS(NO_ORDERS_TOKEN),
            "active",
            fromBool(true));

    private final DynamoDbSettings settings;
    private final PrimingConnections connections;
    private final DynamoDbClient client;

    private DynamoDbPriming(DynamoDbSettings settings) {
        this.settings = settings;
        this.connections = new PrimingConnections(settings);
        this.client = DynamoDbOrders.primingClient(settings, connections);
    }

    /**
     * Opens the table for priming.
     *
     * @param settings where the table is
     */
    public static DynamoDbPriming open(DynamoDbSettings settings) {
        return new DynamoDbPriming(settings);
    }

    /**
     * Returns a repository that sends the real one's requests to DynamoDB. Whatever DynamoDB answers, it returns the same
     * pending order, and reports each change of it as written. It throws what the real one throws if the store fails.
     */
    public OrderRepository repository() {
        return new Primed(new DynamoDbOrderRepository(client, settings));
    }

    /** Closes the client and its connections, and removes the keys that signed their requests. */
    @Override
    public void close() {
        client.close();
        connections.close();
        SigningKeys.forget();
    }

    private record Primed(OrderRepository real) implements OrderRepository {

        @Override
        public Optional<Order> find(OrderKey key) {
            real.find(key);
            return OrderItemReader.read(key, ITEM).fold(Optional::of, unreadable -> Optional.empty());
        }

        @Override
        public WriteOutcome apply(OrderChange change) {
            try {
                return real.apply(change);
            } catch (OrderException asItMustBe) {
                return WriteOutcome.WRITTEN;
            }
        }
    }
}
