package com.bbws.orders.domain.port;

import com.bbws.orders.domain.OrderValidator;
import com.bbws.orders.domain.TenantId;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads all orders and validates each of them.
 *
 * <p>Implementations are thread-safe. {@code OrderScannerContract} tests this contract.
 */
public interface OrderScanner {

    /**
     * Validates all orders of a tenant, or of all tenants, by {@link OrderValidator} and by what only the store can check,
     * such as its keys. Reads the orders themselves, each as it is when it is read. The order of the results is undefined.
     *
     * @param tenantId the tenant; empty for all tenants
     * @param options how the store is read
     * @param progress is called by the calling thread, then by the thread that consumes the stream
     * @return the results, read from the store as the stream is consumed, by one thread. The caller must close it
     * @throws StoreException.Unavailable if the store does not answer or does not hold orders; also while the stream is
     *     consumed
     * @throws java.util.concurrent.CancellationException while the stream is consumed, if the thread is interrupted
     */
    Stream<ValidatedOrder> scan(Optional<TenantId> tenantId, ScanOptions options, ScanProgress progress);
}
