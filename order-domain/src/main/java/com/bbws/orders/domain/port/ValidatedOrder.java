package com.bbws.orders.domain.port;

import static java.util.Objects.requireNonNull;

import com.bbws.orders.domain.OrderDefect;
import java.util.List;

/**
 * The result of validating a stored order. The ids are text, because they may be invalid themselves.
 *
 * @param tenantId the tenant id in the order's key
 * @param orderId the order id in the order's key
 * @param defects the defects and warnings; empty if the order is valid
 */
public record ValidatedOrder(String tenantId, String orderId, List<OrderDefect> defects) {

    /** Copies the defects. */
    public ValidatedOrder {
        requireNonNull(tenantId, "tenantId");
        requireNonNull(orderId, "orderId");
        defects = List.copyOf(requireNonNull(defects, "defects"));
    }

    /** Returns whether the order has a defect that is not only a warning. */
    public boolean isDefective() {
        return defects.stream().anyMatch(defect -> !defect.kind().isWarning());
    }
}
