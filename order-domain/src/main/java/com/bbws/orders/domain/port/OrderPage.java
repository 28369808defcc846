package com.bbws.orders.domain.port;

import static java.util.Objects.requireNonNull;

import com.bbws.orders.domain.StoredOrder;
import java.util.List;
import java.util.Optional;

/**
 * A page of a tenant's orders, from {@link OrderSearch#page}.
 *
 * @param orders the orders; empty if there are no more
 * @param next the cursor of the next page: a text of the characters {@code A-Z a-z 0-9 _ -}, so it can be a part of a URL;
 *     empty on the last page. Its content is internal to the store
 */
public record OrderPage(List<StoredOrder> orders, Optional<String> next) {

    /** Copies the list, and checks that no part is {@code null}. */
    public OrderPage {
        orders = List.copyOf(requireNonNull(orders, "orders"));
        requireNonNull(next, "next");
    }
}
