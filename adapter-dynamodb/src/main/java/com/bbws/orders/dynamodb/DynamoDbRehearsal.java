package com.bbws.orders.dynamodb;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromBool;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromL;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromM;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.OrderChange;
import com.bbws.orders.domain.OrderException;
import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.TenantId;
import com.bbws.orders.domain.port.OrderRepository;
import com.bbws.orders.domain.port.StoredOrder;
import com.bbws.orders.domain.port.WriteOutcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The orders table for a rehearsal, before a process is frozen into a snapshot: whatever a request needs is loaded and
 * used, down to the network, and nothing can be written.
 *
 * <p>It has a client of its own, which is closed with it: neither credentials nor a connection are left for the snapshot,
 * where they would be of no use to whoever wakes up from it hours later.
 */
public final class DynamoDbRehearsal implements AutoCloseable {

    /** The version of an order that was last written in the year 1: none was, so a write on it is always refused. */
    private static final String NO_ORDERS_TOKEN = "0001-01-01T00:00:00.000000Z";

    private static final Map<String, AttributeValue> ITEM = Map.of(
            "status",
            fromS("pending"),
            "customerEmail",
            fromS("rehearsal@example.com"),
            "currency",
            fromS("ZAR"),
            "items",
            fromL(List.of(fromM(
                    Map.of("productName", fromS("rehearsal"), "quantity", fromN("1"), "unitPrice", fromN("1.00"))))),
            "tax",
            fromN("0.15"),
            "campaign",
            fromM(Map.of("code", fromS("REHEARSAL"), "discountPercentage", fromN("10"))),
            "billingAddress",
            fromM(Map.of("country", fromS("ZA"))),
            "dateLastUpdated",
            fromS(NO_ORDERS_TOKEN),
            "active",
            fromBool(true));

    private final DynamoDbSettings settings;
    private final RehearsalConnections connections = new RehearsalConnections();
    private final DynamoDbClient client;

    private DynamoDbRehearsal(DynamoDbSettings settings) {
        this.settings = settings;
        this.client = DynamoDbOrders.rehearsalClient(settings, connections);
    }

    /**
     * Opens the table for a rehearsal.
     *
     * @param settings where the table is
     */
    public static DynamoDbRehearsal open(DynamoDbSettings settings) {
        return new DynamoDbRehearsal(settings);
    }

    /**
     * Returns a repository that asks DynamoDB as the real one does, and answers whatever DynamoDB has with the same pending
     * order, of which every change is reported as written. It throws what the real one throws if the store fails.
     */
    public OrderRepository repository() {
        return new Rehearsed(new DynamoDbOrderRepository(client, settings));
    }

    /** Closes the client and its connections, and forgets what they were signed with. */
    @Override
    public void close() {
        client.close();
        connections.close();
        SigningKeys.forget();
    }

    private record Rehearsed(OrderRepository real) implements OrderRepository {

        @Override
        public Optional<Order> find(TenantId tenantId, OrderId id) {
            real.find(tenantId, id);
            return Optional.of(((StoredOrder.Readable) OrderItemReader.read(tenantId, id, ITEM)).order());
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
