package com.bbws.orders.domain.port;

import java.util.OptionalLong;

/** Receives the progress of a read that may take long. */
@FunctionalInterface
public interface ScanProgress {

    /**
     * Is called once with 0 items when the read starts, then after each part. An exception ends the read, and the caller
     * of the read receives it.
     *
     * @param items the number of stored items, orders or not, that were read since the previous call
     * @param approximateTotal about how many items the read covers; may be some hours old; empty if the store cannot estimate it
     */
    void onProgress(long items, OptionalLong approximateTotal);
}
