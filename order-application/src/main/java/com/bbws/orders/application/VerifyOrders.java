package com.bbws.orders.application;

import static java.util.Objects.requireNonNull;

import com.bbws.orders.domain.TenantId;
import com.bbws.orders.domain.port.OrderSearch;
import com.bbws.orders.domain.port.StoreException;
import com.bbws.orders.domain.port.ValidatedOrder;
import com.bbws.orders.domain.port.ValidatedPage;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** Looks for orders that break the model (docs/contract.md, 5). */
public final class VerifyOrders {

    private final OrderSearch orders;

    /**
     * Makes the use case.
     *
     * @param orders where the orders are
     */
    public VerifyOrders(OrderSearch orders) {
        this.orders = requireNonNull(orders, "orders");
    }

    /**
     * Verifies all orders of a tenant, or of all tenants.
     *
     * @param tenantId whose orders; empty for everybody's
     * @param segments how many parts of the store are read at the same time
     * @param pages hears of every page as it was read, so that it can show what was found, hold the pace, or end it all
     *     by throwing; called by one thread at a time
     * @return what was found in all
     * @throws StoreException.Unavailable if the store does not answer
     */
    public Verification handle(Optional<TenantId> tenantId, int segments, Consumer<ValidatedPage> pages) {
        AtomicReference<Verification> found = new AtomicReference<>(new Verification(0, 0, 0));
        orders.audit(tenantId, segments, page -> {
            page.orders().forEach(order -> found.updateAndGet(sofar -> sofar.with(order)));
            pages.accept(page);
        });
        return found.get();
    }

    /** Returns about how many items there are to look at if everybody's orders are verified; empty if nobody knows. */
    public OptionalLong approximateSize() {
        return orders.approximateSize();
    }

    /**
     * What was found.
     *
     * @param orders how many orders were looked at
     * @param defective how many of them have a defect
     * @param onlyOdd how many of them have only warnings
     */
    public record Verification(long orders, long defective, long onlyOdd) {

        private Verification with(ValidatedOrder order) {
            boolean isOdd = !order.isDefective() && !order.defects().isEmpty();
            return new Verification(orders + 1, defective + (order.isDefective() ? 1 : 0), onlyOdd + (isOdd ? 1 : 0));
        }
    }
}
