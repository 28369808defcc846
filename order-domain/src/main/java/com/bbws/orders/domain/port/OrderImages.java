package com.bbws.orders.domain.port;

import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.history.OrderImage;
import java.util.Map;
import java.util.Optional;

/**
 * Understands what a store's own log of changes shows: items outside of the store, which nobody but the store can read.
 *
 * <p>An item is a map of its attributes by name. Their values are those of the store's language in plain Java: {@link
 * String}, {@link java.math.BigDecimal}, {@link Boolean}, {@code null}, {@link java.nio.ByteBuffer}, and {@link Map}, {@link
 * java.util.List} and {@link java.util.Set} of these.
 *
 * <p>Implementations are safe for use by several threads. The contract is tested by {@code OrderImagesContract}.
 */
public interface OrderImages {

    /**
     * Tells which order an item is.
     *
     * @param key the attributes that make the item's key
     * @return the order, or empty if the item is none: the store holds other things too
     */
    Optional<OrderKey> orderOf(Map<String, ?> key);

    /**
     * Reads an item. Whatever it looks like, this has an answer.
     *
     * @param order which order it is, by its key
     * @param item all its attributes
     * @return the image; {@link OrderImage#unreadable} if nothing can be told of it
     */
    OrderImage read(OrderKey order, Map<String, ?> item);
}
