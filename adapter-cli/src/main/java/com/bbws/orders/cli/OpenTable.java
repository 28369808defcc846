package com.bbws.orders.cli;

import com.bbws.orders.application.FindOrder;
import com.bbws.orders.application.UpdateOrder;

/**
 * The one table that a command works with, and the use cases on it.
 *
 * @param name the table's name
 * @param findOrder finds an order
 * @param updateOrder updates one
 * @param closing gives the connections back
 */
record OpenTable(String name, FindOrder findOrder, UpdateOrder updateOrder, Runnable closing) implements AutoCloseable {

    /** Tells whether a mistake would hurt customers. */
    boolean isProduction() {
        return name.equals(Stage.PROD.tableName());
    }

    @Override
    public void close() {
        closing.run();
    }
}
