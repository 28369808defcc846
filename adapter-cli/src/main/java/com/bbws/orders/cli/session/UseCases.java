package com.bbws.orders.cli.session;

import com.bbws.orders.application.CorrectOrder;
import com.bbws.orders.application.FindOrder;
import com.bbws.orders.application.ListOrders;
import com.bbws.orders.application.ReadOrderHistory;
import com.bbws.orders.application.UpdateOrder;
import com.bbws.orders.application.VerifyOrders;
import com.bbws.orders.domain.TenantId;

/**
 * The use cases on one table.
 *
 * @param tableName the table's name
 * @param findOrder finds an order
 * @param readOrderHistory reads the history of an order
 * @param listOrders lists the orders of a tenant
 * @param updateOrder updates an order
 * @param correctOrder corrects an order
 * @param verifyOrders finds orders with defects
 * @param closing closes the connections
 */
public record UseCases(
        String tableName,
        FindOrder findOrder,
        ReadOrderHistory readOrderHistory,
        ListOrders listOrders,
        UpdateOrder updateOrder,
        CorrectOrder correctOrder,
        VerifyOrders verifyOrders,
        Runnable closing)
        implements AutoCloseable {

    /** Returns whether the table is that of production. */
    public boolean isProduction() {
        return tableName.equals(Environment.PROD.tableName());
    }

    /** Returns the message for a tenant without orders, whose id may be mistyped. */
    public String noOrdersMessage(TenantId tenantId) {
        return "Tenant " + tenantId.value() + " has no orders in " + tableName + ". Check the tenant id.";
    }

    @Override
    public void close() {
        closing.run();
    }
}
