package com.bbws.orders.dynamodb;

import static com.bbws.orders.domain.testing.OrderFixtures.KEY;
import static com.bbws.orders.domain.testing.OrderFixtures.NOON;
import static com.bbws.orders.domain.testing.OrderFixtures.UPDATE_ID;
import static com.bbws.orders.domain.testing.OrderFixtures.anOrder;

import com.bbws.orders.domain.Actor;
import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.OrderChange;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.domain.OrderUpdate;
import com.bbws.orders.domain.StoredOrder;
import com.bbws.orders.dynamodb.testing.OrderItems;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** The conversion between items and orders. */
@State(Scope.Thread)
public class ItemBenchmark {

    private final Order order = anOrder(KEY, OrderStatus.PENDING).build();
    private final Map<String, AttributeValue> item = OrderItems.of(order);
    private final OrderChange change = order.update(
                    OrderUpdate.to(OrderStatus.PAID), new Actor("alice"), UPDATE_ID, NOON)
            .orElseThrow();

    /** Reads an item as an order. */
    @Benchmark
    public StoredOrder itemToOrder() {
        return OrderItemReader.read(KEY, item);
    }

    /** Creates the request for a change. */
    @Benchmark
    public UpdateItemRequest changeToRequest() {
        return OrderUpdateExpression.of(change, "orders").build();
    }
}
