package com.bbws.orders.cli.batch;

import com.bbws.orders.domain.OrderCorrection;
import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.TenantId;
import java.util.Optional;

/**
 * One correction of many.
 *
 * @param line where it stands in its file, from 1 on
 * @param tenantId whose order; empty if it is to be looked up
 * @param orderId which one
 * @param correction what is right, and why
 */
record CorrectionRow(int line, Optional<TenantId> tenantId, OrderId orderId, OrderCorrection correction) {

    /** Tells whether both rows may be about one order. */
    boolean isAboutTheOrderOf(CorrectionRow other) {
        boolean isSameTenant = tenantId.isEmpty() || other.tenantId.isEmpty() || tenantId.equals(other.tenantId);
        return orderId.equals(other.orderId) && isSameTenant;
    }

    /** Tells whether both rows want the same, whatever their reasons. */
    boolean wantsTheSameAs(CorrectionRow other) {
        return correction.status() == other.correction.status()
                && correction.paymentDetails().equals(other.correction.paymentDetails());
    }
}
