package com.bbws.orders.application;

import static java.util.Objects.requireNonNull;

import com.bbws.orders.domain.TenantId;
import com.bbws.orders.domain.port.OrderScanner;
import com.bbws.orders.domain.port.ScanOptions;
import com.bbws.orders.domain.port.ScanProgress;
import com.bbws.orders.domain.port.StoreException;
import com.bbws.orders.domain.port.ValidatedOrder;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Finds the orders that break the model. */
public final class VerifyOrders {

    private final OrderScanner orders;

    /**
     * Creates the use case.
     *
     * @param orders reads and validates orders
     */
    public VerifyOrders(OrderScanner orders) {
        this.orders = requireNonNull(orders, "orders");
    }

    /**
     * Verifies all orders of a tenant, or of all tenants.
     *
     * @param tenantId the tenant; empty for all tenants
     * @param options how the store is read
     * @param progress is called by the calling thread; an exception ends the verification
     * @param findings receives each order with defects or warnings as it is found; an exception ends the verification
     * @return the number of orders and of findings
     * @throws StoreException.Unavailable if the store does not answer
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    public Verification handle(
            Optional<TenantId> tenantId,
            ScanOptions options,
            ScanProgress progress,
            Consumer<ValidatedOrder> findings) {
        Verification found = new Verification(0, 0, 0);
        try (Stream<ValidatedOrder> scan = orders.scan(tenantId, options, progress)) {
            for (Iterator<ValidatedOrder> all = scan.iterator(); all.hasNext(); ) {
                ValidatedOrder order = all.next();
                if (!order.defects().isEmpty()) {
                    findings.accept(order);
                }
                found = found.with(order);
            }
        }
        return found;
    }

    /**
     * The result of a verification.
     *
     * @param orders the number of orders
     * @param defective the number of orders with a defect
     * @param warned the number of orders with warnings only
     */
    public record Verification(long orders, long defective, long warned) {

        private Verification with(ValidatedOrder order) {
            boolean isWarned = !order.isDefective() && !order.defects().isEmpty();
            return new Verification(orders + 1, defective + (order.isDefective() ? 1 : 0), warned + (isWarned ? 1 : 0));
        }
    }
}
