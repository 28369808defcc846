package com.bbws.orders.cli.batch;

import com.bbws.orders.domain.OrderCorrection;
import com.bbws.orders.domain.OrderId;
import com.bbws.orders.domain.TenantId;
import java.util.Optional;

/**
 * One row of a correction file.
 *
 * @param line the line number in the file, from 1
 * @param tenantId the tenant; empty if the row does not name it
 * @param orderId the order
 * @param correction the correction
 */
record CorrectionRow(int line, Optional<TenantId> tenantId, OrderId orderId, OrderCorrection correction) {

    /** Returns whether both rows may correct the same order. */
    boolean mayCorrectSameOrderAs(CorrectionRow other) {
        boolean isSameTenant = tenantId.isEmpty() || other.tenantId.isEmpty() || tenantId.equals(other.tenantId);
        return orderId.equals(other.orderId) && isSameTenant;
    }

    /** Returns whether both rows set the same values; their reasons may differ. */
    boolean setsSameValuesAs(CorrectionRow other) {
        return correction.status() == other.correction.status()
                && correction.paymentDetails().equals(other.correction.paymentDetails());
    }
}
