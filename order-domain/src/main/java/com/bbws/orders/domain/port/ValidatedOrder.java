package com.bbws.orders.domain.port;

import static java.util.Objects.requireNonNull;

import com.bbws.orders.domain.OrderDefect;
import java.util.List;

/**
 * A stored order that was looked at closely. Its ids are text, for they may be what is wrong with it.
 *
 * @param tenantId whose it is, by its key
 * @param orderId its id, by its key
 * @param defects what is wrong with it, or odd; empty if it is as it should be
 */
public record ValidatedOrder(String tenantId, String orderId, List<OrderDefect> defects) {

    /** Checks that all parts are there. */
    public ValidatedOrder {
        requireNonNull(tenantId, "tenantId");
        requireNonNull(orderId, "orderId");
        defects = List.copyOf(defects);
    }

    /** Tells whether anything is wrong with it, warnings apart. */
    public boolean isDefective() {
        return defects.stream().anyMatch(defect -> !defect.kind().isWarning());
    }
}
