package com.bbws.orders.dynamodb;

import com.bbws.orders.domain.Order;
import com.bbws.orders.domain.OrderDefect;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.OrderStatus;
import com.bbws.orders.domain.history.OrderImage;
import com.bbws.orders.domain.port.OrderImages;
import com.bbws.orders.domain.port.StoredOrder;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The orders table's items as its stream shows them. */
final class DynamoDbOrderImages implements OrderImages {

    private DynamoDbOrderImages() {}

    static OrderImages create() {
        return new DynamoDbOrderImages();
    }

    @Override
    public Optional<OrderKey> orderOf(Map<String, ?> key) {
        return key.get(OrderKeys.PK) instanceof String pk && key.get(OrderKeys.SK) instanceof String sk
                ? OrderKeys.tenantOf(pk).flatMap(tenant -> OrderKeys.orderOf(sk).map(id -> new OrderKey(tenant, id)))
                : Optional.empty();
    }

    @Override
    public OrderImage read(OrderKey order, Map<String, ?> item) {
        try {
            StoredOrder stored =
                    OrderItemReader.read(order.tenantId(), order.id(), AttributeValueConverter.attributes(item));
            return stored instanceof StoredOrder.Readable readable
                    ? image(
                            readable.order(),
                            Optional.of(readable.order().status().wireName()),
                            item,
                            List.of())
                    : image(((StoredOrder.Unreadable) stored), item);
        } catch (RuntimeException unforeseen) {
            // Whatever it is, it must hold up nothing that comes after it.
            return OrderImage.unreadable(
                    "the order cannot be read (" + unforeseen.getClass().getSimpleName() + ")");
        }
    }

    private static OrderImage image(StoredOrder.Unreadable stored, Map<String, ?> item) {
        return image(
                // Any status will do: the one that is stored is given beside it.
                stored.order().as(OrderStatus.PENDING),
                stored.order().storedStatus(),
                item,
                stored.order().defects().stream().map(OrderDefect::sentence).toList());
    }

    private static OrderImage image(Order order, Optional<String> status, Map<String, ?> item, List<String> problems) {
        return new OrderImage(
                status,
                order.isActive(),
                order.lockToken(),
                order.lastUpdatedBy(),
                order.lastUpdateReason(),
                Optional.of(item),
                problems);
    }
}
