package com.bbws.orders.domain.port;

import java.util.List;

/**
 * Some orders that were looked at together.
 *
 * @param orders the orders
 * @param items how many things were read for it, orders or not
 * @param readUnits what it cost, in units of the store's read capacity
 */
public record ValidatedPage(List<ValidatedOrder> orders, int items, double readUnits) {

    /** Copies the list. */
    public ValidatedPage {
        orders = List.copyOf(orders);
    }
}
