package com.bbws.orders.cli.session;

import com.bbws.orders.application.CorrectOrder;
import com.bbws.orders.application.FindOrder;
import com.bbws.orders.application.ListOrders;
import com.bbws.orders.application.ReadOrderHistory;
import com.bbws.orders.application.UpdateOrder;
import com.bbws.orders.application.VerifyOrders;

/**
 * The one table that a command works with, and the use cases on it.
 *
 * @param name the table's name
 * @param findOrder finds an order
 * @param readOrderHistory reads what happened to one
 * @param listOrders lists orders
 * @param updateOrder updates one
 * @param correctOrder corrects one
 * @param verifyOrders looks for orders that break the model
 * @param closing gives the connections back
 */
public record UseCases(
        String name,
        FindOrder findOrder,
        ReadOrderHistory readOrderHistory,
        ListOrders listOrders,
        UpdateOrder updateOrder,
        CorrectOrder correctOrder,
        VerifyOrders verifyOrders,
        Runnable closing)
        implements AutoCloseable {

    /** Tells whether a mistake would hurt customers. */
    public boolean isProduction() {
        return name.equals(Environment.PROD.tableName());
    }

    @Override
    public void close() {
        closing.run();
    }
}
