package com.bbws.orders.dynamodb;

import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.history.OrderImage;
import java.util.Map;
import java.util.Optional;

/**
 * Decodes the items in the records of the table's stream.
 *
 * <p>An item is a map of its attributes by name. The values are plain Java: {@link String}, {@link java.math.BigDecimal},
 * {@link Boolean}, {@code null}, {@link java.nio.ByteBuffer}, and {@link Map}, {@link java.util.List} and {@link
 * java.util.Set} of these.
 */
public final class OrderImageDecoder {

    private OrderImageDecoder() {}

    /**
     * Returns the order that an item stores.
     *
     * @param key the key attributes of the item
     * @return the tenant and the id of the order; empty if the item is not an order
     */
    public static Optional<OrderKey> orderOf(Map<String, ?> key) {
        return key.get(OrderKeys.PK) instanceof String pk && key.get(OrderKeys.SK) instanceof String sk
                ? OrderKeys.tenantOf(pk).flatMap(tenant -> OrderKeys.orderOf(sk).map(id -> new OrderKey(tenant, id)))
                : Optional.empty();
    }

    /**
     * Decodes an item. It has a result for every item.
     *
     * @param order the tenant and the id of the order
     * @param item all attributes
     * @return the image; {@link OrderImage#unreadable} if nothing can be read
     */
    public static OrderImage decode(OrderKey order, Map<String, ?> item) {
        try {
            return OrderImage.of(OrderItemReader.read(order, AttributeValueConverter.attributes(item)), item);
        } catch (RuntimeException unexpected) {
            // One item must not block the items after it.
            return OrderImage.unreadable(
                    "the order cannot be read (" + unexpected.getClass().getSimpleName() + ")");
        }
    }
}
